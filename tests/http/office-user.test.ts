/** The people of the office through its pages: logins, posts by two officers, who stands in, what stands empty. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge, hire, type Office, openOffice, XINCHENG } from '#tests/support/office';

const LIYUAN = '445321100211';
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const create = async (client: Client, values = {}): Promise<FetchedPage> =>
  client.submit(await client.get('/users/new'), { name: '区小妹', login: ' Qu.XiaoMei ', workPhone: '', ...values });

describe('a new login', () => {
  test('its password is shown once, opens the door, and is nowhere else', async () => {
    const client = await office.as('梁主任');
    const form = await client.get('/users/new');
    const made = await client.submit(form, { name: '区小妹', login: ' Qu.XiaoMei ', workPhone: '0766 812 3456' });
    const [login = '', password = ''] = made.root.querySelectorAll('.secret').map((word) => word.textContent);
    expect([login, made.headers['cache-control']]).toEqual(['qu.xiaomei', 'no-store']);
    expect(password).toMatch(/^\w{4}(-\w{4}){3}$/);

    const door = office.client();
    await door.submit(await door.get('/staff/sign-in'), { login, password });
    expect((await door.get('/password')).status).toBe(200);
    // No post yet: nothing else opens.
    expect((await door.get('/users')).status).toBe(404);

    const again = await client.submit(form, { name: '区小妹', login: ' Qu.XiaoMei ', workPhone: '0766 812 3456' });
    expect(again.text('main')).toContain('不再显示');
    expect(again.html).not.toContain(password);
    expect((await client.get('/users?q=区小妹')).text('table')).toContain('现在没有任职');
  });

  test('what was not understood comes back with what was typed', async () => {
    const client = await office.as('苏科', 'en');
    const cases: [Record<string, string>, string][] = [
      [{ name: '' }, 'name'],
      [{ login: 'x' }, 'login'],
      [{ login: 'two words' }, 'login'],
      [{ login: 'SU' }, 'login'],
      [{ workPhone: '123' }, 'workPhone'],
    ];
    for (const [values, field] of cases) {
      const page = await create(client, values);
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
      const kept = page.root.querySelector('[name=workPhone]')?.getAttribute('value') ?? '';
      expect(kept).toBe(values.workPhone ?? '');
    }
    expect(await forge(await office.as('审计老吴'), '/users', { name: 'x', login: 'yy' })).toBe(404);
  });
});

describe('a post', () => {
  const ask = async (client: Client, user: string, role: string, regionCode: string, values = {}) => {
    const url = `/users/${office.world.user(user).id}/grants/new?role=${role}&regionCode=${regionCode}`;
    return client.submit(await client.get(url), { grantFrom: '明天', grantTo: '', ...values });
  };

  test('is asked for in three questions, down to a village in reach', async () => {
    const client = await office.as('苏科');
    const { id } = office.world.user('陈姐');
    const roles = await client.get(`/users/${id}/grants/new`);
    expect(roles.root.querySelectorAll('.tile-title').map((tile) => tile.textContent)).toEqual(
      expect.arrayContaining(['助老员', '社工', '镇（街）经办', '我不在时，请陈姐代我']),
    );
    const towns = await client.get(roles.root.querySelector('.tile')?.getAttribute('href') ?? '');
    expect([towns.h1, towns.root.querySelectorAll('.tile').length]).toEqual(['在哪里？', 12]);
    const villages = await client.get(towns.root.querySelector('.tile')?.getAttribute('href') ?? '');
    expect(villages.text('.lead')).toBe('新兴县 新城镇');
    const days = await client.get(villages.root.querySelector('.tile')?.getAttribute('href') ?? '');
    expect(days.h1).toBe('从哪天到哪天？');
  });

  test('is proposed by one, accepted by another, ended by one; each step says so', async () => {
    const town = await office.as('梁主任');
    const proposed = await ask(town, '陈姐', 'helper', LIYUAN);
    expect(proposed.text('.notice.is-good')).toContain('提出了');
    expect(proposed.text('main')).toContain('2026年11月24日起');
    // Neither who proposed it nor whose post it is.
    expect(proposed.root.querySelector('form.accept')).toBeNull();
    expect(proposed.text('main')).toContain('都不能同意');
    const url = proposed.url.split('?')[0] ?? '';
    for (const name of ['梁主任', '陈姐']) expect(await forge(await office.as(name), `${url}/acceptance`)).toBe(422);
    for (const name of ['车岗老何', '罗定小郑', '审计老吴', '小周']) {
      expect(await forge(await office.as(name), `${url}/acceptance`), name).toBe(404);
      expect(await forge(await office.as(name), `${url}/end`, { endReason: 'left' }), name).toBe(404);
    }

    const county = await office.as('苏科');
    expect((await county.get('/users')).text('.tiles')).toContain('陈姐：新兴县 新城镇 黎源村 助老员');
    const accepted = await county.submit(await county.get(url), {}, 'form.accept');
    expect(accepted.text('.notice.is-good')).toContain('同意了');
    expect(accepted.text('.lead')).toBe('还没开始');
    expect((await county.submit(await county.get(url), { endReason: '' }, 'form.end')).status).toBe(422);
    const ended = await county.submit(await county.get(url), { endReason: 'replaced' }, 'form.end');
    expect([ended.text('.lead'), ended.root.querySelector('form.end')]).toEqual(['已结束', null]);
    expect((await county.get(`/users/${office.world.user('陈姐').id}`)).text('main')).toContain('以前的任职');
  });

  test('AB岗: whoever goes on leave proposes who stands in, with an end', async () => {
    const town = await office.as('梁主任');
    const { id } = office.world.user('小周');
    const roles = await town.get(`/users/${id}/grants/new`);
    const own = roles.root.querySelectorAll('.tile').find((tile) => tile.textContent.includes('请小周代我'));
    const days = await town.get(own?.getAttribute('href') ?? '');
    const open = await town.submit(days, { grantFrom: '今天' });
    expect([open.status, open.problems]).toEqual([422, ['请填到哪天。']]);
    const proposed = await town.submit(open, { grantTo: '12月17日' });
    expect(proposed.text('main')).toContain('梁主任不在期间由其代办');
    const county = await office.as('何科');
    const accepted = await county.submit(await county.get(proposed.url), {}, 'form.accept');
    expect(accepted.text('.lead')).toBe('在岗');
  });

  test('what was not understood comes back with what was typed', async () => {
    const client = await office.as('梁主任');
    const cases: [Record<string, string>, number][] = [
      [{ grantFrom: '' }, 422],
      [{ grantFrom: '下个月' }, 422],
      [{ grantFrom: '2026-11-01' }, 422],
      [{ grantTo: '2026-11-23' }, 422],
      [{ grantFrom: '2026-02-30' }, 422],
      [{ role: 'emperor' }, 422],
      [{ regionCode: XINCHENG }, 422],
      [{ regionCode: '445321101201' }, 404],
      [{ regionCode: '445381001001' }, 404],
      [{ role: 'county', regionCode: '445321' }, 404],
      [{ role: 'city', regionCode: '4453' }, 404],
    ];
    for (const [values, status] of cases) {
      const page = await ask(client, '陈姐', 'helper', LIYUAN, values);
      expect(page.status, JSON.stringify(values)).toBe(status);
      const typed = page.root.querySelector('[name=grantTo]')?.getAttribute('value');
      if (values.grantTo) expect(typed).toBe(values.grantTo);
    }
    const own = await ask(client, '梁主任', 'helper', LIYUAN);
    expect([own.status, own.problems.length]).toEqual([422, 1]);
    const auditor = `/users/${office.world.user('审计老吴').id}/grants`;
    const post = { role: 'helper', regionCode: LIYUAN, grantFrom: '明天' };
    expect(await forge(client, auditor, post)).toBe(404);
  });

  test('whoever is on leave may be chosen when the county proposes who stands in', async () => {
    const page = await ask(await office.as('苏科'), '小周', 'town', XINCHENG, {
      actingFor: office.world.user('梁主任').id,
      grantTo: '2026-12-31',
    });
    expect(page.text('main')).toContain('梁主任不在期间');
  });
});

describe('empty posts', () => {
  test('villages without a helper by name, with who held the post before and who is to come', async () => {
    const { world } = office;
    const county = await office.as('苏科');
    const before = await county.get(`/posts?in=${XINCHENG}`);
    expect(before.text('main')).toMatch(/助老员：36 个岗位，34 个没有人/);
    expect(before.text('main')).not.toContain('黎源村');

    const post = (await county.get(`/users/${world.user('隔壁阿珠').id}`)).root.querySelector('.tile');
    const file = await county.get(post?.getAttribute('href') ?? '');
    await county.submit(file, { endReason: 'left' }, 'form.end');
    await hire(world, '新来的阿娟', 'juan', '苏科');
    const url = `/users/${world.user('新来的阿娟').id}/grants/new?role=helper&regionCode=${LIYUAN}`;
    await county.submit(await county.get(url), { grantFrom: '12月1日' });

    const after = await county.get(`/posts?in=${XINCHENG}`);
    expect(after.text('main')).toMatch(/35 个没有人/);
    expect(after.text('table')).toMatch(/黎源村.*2026年11月23日起，之前是隔壁阿珠.*新来的阿娟等同意/);
    const town = await (await office.as('车岗老何', 'en')).get('/posts?in=445321100');
    expect(town.text('main')).not.toContain('Liyuan');
    expect((await (await office.as('罗处')).get('/posts')).text('main')).toContain('只列前 60 个');
  });
});

describe('my password', () => {
  const change = async (client: Client, values = {}) =>
    client.submit(await client.get('/password'), {
      oldPassword: 'bamboo by the river',
      password: 'a boat on the Xinxing river',
      again: 'a boat on the Xinxing river',
      ...values,
    });

  test('is changed with the old one in hand, and every other browser is signed out', async () => {
    const here = await office.as('阿芬');
    const elsewhere = await office.as('阿芬');
    const done = await change(here);
    expect(done.text('.notice.is-good')).toContain('密码改好了');
    expect((await elsewhere.get('/password')).url).toContain('sign-in');
    const door = office.client();
    await door.submit(await door.get('/staff/sign-in'), { login: 'fen', password: 'a boat on the Xinxing river' });
    expect((await door.get('/password')).status).toBe(200);
  });

  test('what does not fit is said beside its field, and no password comes back', async () => {
    const client = await office.as('阿芬');
    const cases: [Record<string, string>, string][] = [
      [{ oldPassword: 'wrong' }, 'oldPassword'],
      [{ oldPassword: '' }, 'oldPassword'],
      [{ password: 'short', again: 'short' }, 'password'],
      [{ again: 'another boat on the river' }, 'again'],
    ];
    for (const [values, field] of cases) {
      const page = await change(client, values);
      expect([page.status, page.problems.length], field).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
      expect(page.html).not.toContain('river');
    }
  });
});
