/** 留痕 and 账簿 through their pages: who did what, without names of members; books that add up, entries that can be checked. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Client, FetchedPage } from '#tests/support/client';
import { type Office, openOffice } from '#tests/support/office';
import { checked } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';
import { revealMember } from '#usecases/member/reveal';

let office: Office;
let credited: string;
beforeAll(async () => {
  office = await openOffice();
  const { world } = office;
  credited = await checked(world);
  await creditExchange(world.desk('梁主任'), { id: credited });
});
afterAll(() => office.close());

const rows = (page: FetchedPage): string[] =>
  page.root.querySelectorAll('tbody tr').map((row) => row.textContent.replace(/\s+/g, ' ').trim());

describe('the trail', () => {
  test('says in words what was done, and names no member', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const { world } = office;
      const client = await office.as('审计老吴', lang);
      let page = await client.get('/audit');
      const words: string[] = [];
      for (;;) {
        words.push(page.text('table'));
        const older = page.root.querySelector('.pager a[rel=next]')?.getAttribute('href');
        if (!older) break;
        page = await client.get(older);
      }
      const all = words.join(' ');
      for (const name of ['陈伯', '林七妹', '七婆', '李姨', '老梁', '陈阿珍']) expect(all).not.toContain(name);
      expect(all).toContain(world.member('陈伯').id);
      // A verb without words would stand there as its code.
      if (lang === 'zh-CN') expect(all).not.toMatch(/：[a-z]/);
    }
  });

  test('can be asked for a day, an officer, a kind and a record', async () => {
    const client = await office.as('审计老吴');
    const form = await client.get('/audit');
    expect(form.root.querySelectorAll('.filter label')).toHaveLength(4);
    for (const actor of ['su', '苏科', office.world.user('苏科').id]) {
      const pools = rows(await client.get(`/audit?noun=pool&actor=${encodeURIComponent(actor)}`));
      expect(pools).toHaveLength(1);
      expect(pools[0]).toMatch(/苏科 ?公益时间：提出/);
    }
    const story = rows(await client.get(`/audit?subject=${credited}`)).join('\n');
    expect(story).toMatch(/终审入账[\s\S]*初审[\s\S]*请人帮手/);
    const founding = await client.get(`/audit?day=${encodeURIComponent('11月2日')}&noun=user`);
    expect(founding.text('table')).toContain('登录名：新建');
    expect(rows(await client.get('/audit?day=2026-11-21'))).toEqual([]);
    expect((await client.get('/audit?actor=nobody')).text('main')).toContain('没有人叫这个名字');
  });

  test('a day that was not understood is said beside its field; odd questions are answered calmly', async () => {
    const client = await office.as('审计老吴', 'en');
    const page = await client.get('/audit?day=someday&actor=su');
    expect([page.status, page.problems.length]).toEqual([422, 1]);
    expect(page.root.querySelector('[name=day]')?.getAttribute('value')).toBe('someday');
    expect(page.root.querySelector('[name=actor]')?.getAttribute('value')).toBe('su');
    const odd = ['/audit?noun=nothing', '/audit?before=x', '/audit?before=1.aud', '/audit?actor=%27%3B--&subject=%00'];
    for (const url of odd) expect((await client.get(url)).status, url).toBeLessThan(500);
    expect((await client.get('/audit?noun=pool&noun=user')).status).toBe(200);
  });

  test('its pages stay where they are while more is written', async () => {
    const client = await office.as('审计老吴');
    const first = await client.get('/audit');
    const older = first.root.querySelector('.pager a[rel=next]')?.getAttribute('href') ?? '';
    const second = rows(await client.get(older));
    await client.get('/audit');
    expect(rows(await client.get(older))).toEqual(second);
    expect(new Set([...rows(first), ...second]).size).toBeGreaterThan(50);
  });

  test('whoever looks is written down; a refused look is marked', async () => {
    const { world } = office;
    await (await office.as('罗处')).get('/audit?noun=policy');
    await expect(
      revealMember(world.desk('车岗老何'), { id: world.member('陈伯').id, what: 'phone' }),
    ).rejects.toThrow();
    const client = await office.as('审计老吴');
    await client.get(`/audit?subject=${encodeURIComponent('陈伯')}`);
    expect((await client.get('/audit?noun=audit')).text('table')).not.toContain('陈伯');
    expect(rows(await client.get('/audit?noun=audit&actor=luo'))[0]).toMatch(/罗处 ?留痕：查看/);
    expect((await client.get('/audit?actor=laohe&noun=member')).text('table')).toContain('没有允许');
  });

  test('a county sees what happened in it, and its own looks', async () => {
    const all = async (client: Client) => (await client.get('/audit')).text('table');
    const luoding = await all(await office.as('罗定小郑'));
    expect(luoding).not.toContain('大稳村');
    expect(luoding).toContain('留痕：查看');
    const asked = rows(await (await office.as('罗定小郑')).get(`/audit?subject=${credited}`));
    expect([asked.length, asked[0]]).toEqual([1, expect.stringContaining('留痕：查看')]);
    expect(await all(await office.as('苏科'))).toContain('大稳村');
  });
});

describe('the books', () => {
  test('add up: issued, credited, used, lapsed, and the sum of balances is 0', async () => {
    const page = await (await office.as('罗处')).get('/ledger');
    expect(rows(page)).toHaveLength(5);
    const xinxing = rows(page).find((row) => row.startsWith('新兴县'));
    expect(xinxing).toContain('1012 小时');
    expect(xinxing).toMatch(/1 小时半 ?1 小时半/);
    expect(xinxing).toContain('0，平');
    const own = await (await office.as('苏科', 'en')).get('/ledger');
    expect(rows(own)).toHaveLength(1);
    expect(own.text('table')).toContain('0, it balances');
  });

  test('a book shows what stands where, its entries newest first, and goes to a number', async () => {
    const client = await office.as('苏科');
    const page = await client.get('/ledger/xinxing');
    expect(page.text('.headline')).toContain('志愿者一共存入 1 小时半');
    expect(rows(page).join(' ')).toMatch(/服务入账.*约好.*拨入公益时间/);
    expect((await client.get('/ledger/xinxing?seq=4')).h1).toBe('新兴县 第 4 号分录');
    for (const seq of ['999', 'x', '-1', '1e3', ' ']) {
      const answer = await client.get(`/ledger/xinxing?seq=${encodeURIComponent(seq)}`);
      expect([answer.status, answer.text('.notice') !== ''], seq).toEqual([200, seq.trim() !== '']);
    }
    expect(rows(await client.get('/ledger/xinxing?to=2')).at(-1)).toMatch(/^1/);
  });

  test('an entry shows its lines and its leaf, computed anew, and names nobody', async () => {
    const client = await office.as('审计老吴');
    const book = await client.get('/ledger/xinxing');
    const last = book.root.querySelectorAll('tbody a').find((link) => /^\d+$/.test(link.textContent.trim()));
    const entry = await client.get(last?.getAttribute('href') ?? '');
    expect(entry.text('.headline')).toContain('服务入账');
    expect(entry.text('.fingerprint code')).toMatch(/^[0-9a-f]{64}$/);
    expect(entry.text('.leaf-state')).toContain('一致');
    const { world } = office;
    for (const name of ['陈伯', '李姨', '梁主任', '小周', '阿芬']) expect(entry.text('main')).not.toContain(name);
    expect(entry.text('main')).toContain(world.member('李姨').id);
    expect(entry.text('main')).toContain(credited);
    const story = await client.get(entry.root.querySelector('main a[href^="/audit"]')?.getAttribute('href') ?? '');
    expect(story.text('table')).toContain('终审入账');
  });
});
