import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ownAccount, poolAccount } from '#domain/ledger';
import { post } from '#ledger/post';
import { queueOf } from '#records/exchange';
import { findRegion } from '#records/region';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import type { FetchedPage } from '#tests/support/client';
import { askFor, served } from '#tests/support/scene';
import { viewExchange } from '#usecases/exchange/view';

let house: MemberHouse;
const ownHouse = () => {
  beforeEach(async () => {
    house = await openMemberHouse();
  });
  afterEach(() => house.close());
};

const query = (answers: Record<string, string>) => `/exchanges/new?${new URLSearchParams(answers)}`;
const TALK = { serviceCode: 'A02', plannedOn: '2026-11-23', plannedHalfDay: 'morning', plannedMinutes: '120' };
const hrefOf = (page: FetchedPage, words: string): string =>
  page.root
    .querySelectorAll('main a')
    .find((one) => one.textContent.includes(words))
    ?.getAttribute('href')
    ?.replaceAll('&amp;', '&') ?? `no link says ${words}`;
const numberIn = ({ url }: FetchedPage): string => (/exc_(\w+)/.exec(url)?.[1] ?? '').slice(-6).toUpperCase();
const count = async () => (await house.world.read((act) => queueOf(act, 'exchange.read', undefined, 100))).length;

describe('asking for help', () => {
  ownHouse();

  test('is two presses from home to a check page whose button says what it does', async () => {
    const client = await house.as('陈伯');
    const home = await client.get('/home');
    const what = await client.get(hrefOf(home, '我要人帮手'));
    expect(what.h1).toBe('要人帮什么？');
    expect(what.text('main')).not.toContain('和上次一样');
    const check = await client.get(hrefOf(what, '陪着聊天'));
    expect(check.h1).toBe('看看对不对');
    expect(check.text('.summary-list')).toContain('哪一天 明天上午');
    expect(check.text('.summary-list')).toContain('1 小时 政府送的时间');
    expect(check.text('button.is-primary')).toBe('确认，约 1 小时');
    const done = await client.submit(check);
    expect(done.h1).toBe('记下了');
  });

  test('proposes what she had last time, on the next day on which nobody comes', async () => {
    const { world } = house;
    await served(world, { serviceCode: 'B03', times: { halfDay: 'afternoon', minutes: 90 } });
    await askFor(world, { plannedStart: null, plannedHalfDay: 'afternoon', plannedMinutes: 30 });
    const client = await house.as('陈伯');
    const what = await client.get('/exchanges/new');
    expect(what.text('.tile.is-primary')).toBe('做饭 后天下午，1 小时半');
    const check = await client.get(hrefOf(what, '做饭'));
    expect(check.text('.summary-list')).toContain('哪一天 后天下午');
    expect(check.text('.summary-list')).toContain('多久 1 小时半');
  });

  test('every line can be changed, and leads straight back to the check page', async () => {
    const client = await house.as('陈伯');
    const check = await client.get(query({ ...TALK, for: house.world.member('陈伯').id }));
    const links = check.root.querySelectorAll('.summary-change a').map((one) => one.getAttribute('href') ?? '');
    const [what, day, length, wish] = links.map((link) => link.replaceAll('&amp;', '&'));
    const other = await client.get(hrefOf(await client.get(what ?? ''), '做饭'));
    expect(other.text('.summary-list')).toContain('做饭 修改 哪一天 明天上午 修改 多久 2 小时');
    // What lasts half an hour at most is not asked for two hours.
    const call = await client.get(hrefOf(await client.get(what ?? ''), '打电话问安'));
    expect(call.text('.summary-list')).toContain('多久 半小时');
    expect(length).toBe(day);
    const when = await client.get(day ?? '');
    expect(when.root.querySelectorAll('form input[checked]').map((one) => one.getAttribute('value'))).toEqual([
      '2026-11-23',
      'morning',
      '120',
    ]);
    expect((await client.get(hrefOf(when, '返回'))).h1).toBe('看看对不对');
    expect(when.root.querySelector('details[open]')).toBeNull();
    expect((await client.get(wish ?? '')).root.querySelector('details[open] #f-wish')).not.toBeNull();
  });

  test('leads to the record, which says what happens next, whom to call, and until when it can be taken back', async () => {
    const client = await house.as('陈伯');
    const done = await client.submit(await client.get(query(TALK)));
    expect(done.url).toMatch(/^\/exchanges\/exc_/);
    expect(done.h1).toBe('记下了');
    expect(done.text('.confirmation')).toBe(`记下了 ${numberIn(done)} 请人陪您聊天您还有 2 小时`);
    expect(done.text('main')).toContain('约好了，正在找人来');
    expect(done.text('main')).toContain('到今天晚上还没有名字，就打下面的电话');
    // Reachable again by its address, without the panel.
    const later = await client.get(done.url.replace('?done=ask', ''));
    expect(later.root.querySelector('.confirmation')).toBeNull();
    expect(later.text('.summary-list')).toContain(numberIn(done));
    expect(done.text('main')).toContain('下午 3 点 10 分以前都可以收回');
    const undone = await client.submit(done, {}, 'form[action$="/undo"]');
    expect(undone.text('main')).toContain('取消了，没有用您的时间');
  });

  test('can be taken back for ten minutes and no longer', async () => {
    const client = await house.as('陈伯');
    const done = await client.submit(await client.get(query(TALK)));
    house.world.at('2026-11-22T15:11');
    const late = await client.submit(done, {}, 'form[action$="/undo"]');
    expect(late.status).toBe(409);
    expect(late.problems[0]).toContain('已经过了可以撤回的时间');
    expect(late.text('main')).toContain('取消这一次');
  });

  test('twice with one form is one request', async () => {
    const client = await house.as('陈伯');
    const check = await client.get(query(TALK));
    const [first, second] = [await client.submit(check), await client.submit(check)];
    expect(second.url).toBe(first.url);
    expect(await count()).toBe(1);
  });

  test('understands days and times as people write them', async () => {
    const client = await house.as('陈伯');
    const page = await client.get(
      query({ ...TALK, otherDay: '11月27日', plannedStart: '下午两点半', wish: '带上老花镜' }),
    );
    expect(page.text('.summary-list')).toContain('11月27日，星期五 下午 2 点半');
    expect(page.text('.summary-list')).toContain('带上老花镜');
    const change = page.root.querySelectorAll('.summary-change a')[1]?.getAttribute('href')?.replaceAll('&amp;', '&');
    const again = await client.get(String(change));
    expect(again.root.querySelector('#f-otherDay')?.getAttribute('value')).toBe('2026-11-27');
    expect(again.root.querySelector('#f-plannedStart')?.getAttribute('value')).toBe('14:30');
    expect(again.text('#f-wish')).toBe('带上老花镜');
  });

  test('says when there is not enough time, before any button', async () => {
    const page = await (await house.as('李姨')).get(query({ ...TALK }));
    expect(page.text('main')).toContain('时间还差 2 小时');
    expect(page.root.querySelector('form[action="/exchanges"]')).toBeNull();
  });

  test('says when the town looks first, and that pool time need not be given back', async () => {
    await house.world.fillPool('445321100', 600);
    const client = await house.as('陈伯');
    const page = await client.get(query({ ...TALK, serviceCode: 'E01', plannedMinutes: '360' }));
    expect(page.text('main')).toContain('镇上要先看一看');
    expect(page.text('main')).toContain('4 小时 政府送的时间，2 小时 公益时间，不用您还');
    const done = await client.submit(page);
    expect(done.root.querySelector('.confirmation.is-waiting')).not.toBeNull();
    expect(done.text('main')).toContain('镇上看过以后就去找人。5 个工作日还没看，县里会来过问');
  });

  test('a refused form comes back with what was asked', async () => {
    const client = await house.as('陈伯');
    const check = await client.get(query(TALK));
    const again = await client.submit(check, { plannedMinutes: '1小时半多' });
    expect(again.status).toBe(422);
    expect(again.problems).toEqual(['没看懂多长时间。可以写 90、1小时半、一个半钟。']);
    house.world.at('2026-11-24T09:00');
    const past = await client.submit(check);
    expect(past.status).toBe(422);
    expect(past.problems[0]).toContain('这一天已经过去了');
  });

  test('own minutes are used where she asks for it', async () => {
    const { world } = house;
    const chen = world.member('陈伯').id;
    await world.fillPool('445321100', 300);
    const town = await world.read((act) => findRegion(act, '445321100'));
    await world.write(['xinxing'], (act) =>
      post(act, {
        event: 'move',
        subjectId: chen,
        key: 'own',
        lines: [{ kind: 'post', from: poolAccount('xinxing', town.id), to: ownAccount('xinxing', chen), minutes: 300 }],
      }),
    );
    const client = await house.as('陈伯');
    const page = await client.get(query(TALK));
    expect(page.text('fieldset')).toContain('先用送的时间2 小时 政府送的时间');
    expect(page.text('fieldset')).toContain('用自己存的时间2 小时 自己存的时间');
    const done = await client.submit(page, { payer: 'own' });
    expect(done.text('.summary-list')).toContain('2 小时 自己存的时间');
    expect((await client.get('/home')).text('section.balance')).toContain('您还有 7 小时');
  });
});

describe('a question that was not answered', () => {
  beforeAll(async () => {
    house = await openMemberHouse();
  });
  afterAll(() => house.close());

  test.each([
    ['a day nobody understands', { otherDay: 'xx' }, 'otherDay'],
    ['no length', { plannedMinutes: '' }, 'plannedMinutes'],
    ['yesterday', { plannedOn: '2026-11-21' }, 'plannedOn'],
    ['next year', { otherDay: '2027-11-21' }, 'plannedOn'],
    ['too long', { plannedMinutes: '600' }, 'plannedMinutes'],
    ['a time nobody understands', { plannedStart: '半夜三更' }, 'plannedStart'],
    ['no half-day', { plannedHalfDay: '' }, 'plannedHalfDay'],
  ])('asks again about %s, beside the field, and keeps the rest', async (_, wrong, field) => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('陈伯', lang);
      const page = await client.get(query({ ...TALK, wish: '慢慢走', ...wrong }));
      expect(page.status).toBe(422);
      expect(page.problems.length).toBeGreaterThan(0);
      expect(page.root.querySelector(`.error-summary a[href="#f-${field}"]`)).not.toBeNull();
      expect(page.root.querySelector(`#f-${field}-error`)).not.toBeNull();
      expect(page.text('#f-wish')).toBe('慢慢走');
    }
  });
});

describe('asking for somebody else', () => {
  ownHouse();

  test('is kin’s, says so above everything, and keeps how she agreed', async () => {
    const client = await house.as('阿珍');
    const chen = house.world.member('陈伯').id;
    for (const url of [
      `/exchanges/new?for=${chen}`,
      query({ for: chen, serviceCode: 'A02' }),
      query({ ...TALK, for: chen }),
    ]) {
      expect((await client.get(url)).text('.acting-for')).toBe('您正在替 陈伯 办理');
    }
    const done = await client.submit(await client.get(query({ ...TALK, for: chen })));
    expect(done.text('.acting-for')).toBe('您正在替 陈伯 办理');
    expect(done.text('.confirmation')).toContain('陈伯还有 2 小时');
    const id = /exc_\w+/.exec(done.url)?.[0] ?? '';
    expect(done.text('.dial')).toContain('有事找阿芬（助老员）');
    expect((await viewExchange(house.world.desk('阿芬'), id)).exchange).toMatchObject({
      consentHow: 'family',
      state: 'approved',
    });
  });

  test('is not found for whoever is no kin', async () => {
    const seven = house.world.member('七婆').id;
    const client = await house.as('阿珍');
    for (const url of [
      `/exchanges/new?for=${seven}`,
      query({ for: seven, serviceCode: 'A02' }),
      query({ ...TALK, for: seven }),
    ]) {
      expect((await client.get(url)).status).toBe(404);
    }
    const check = await client.get(query({ ...TALK, for: house.world.member('陈伯').id }));
    expect((await client.submit(check, { for: seven })).status).toBe(404);
    expect(await count()).toBe(0);
  });
});
