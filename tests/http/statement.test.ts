import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readMinutes } from '#domain/minutes';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { askFor, checked, key } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { acceptPolicy } from '#usecases/policy/accept';
import { proposePolicy } from '#usecases/policy/propose';
import { readStatement } from '#usecases/statement/read';

let house: MemberHouse;
let credited: string;
beforeAll(async () => {
  house = await openMemberHouse();
  const { world } = house;
  credited = await checked(world);
  await creditExchange(world.desk('梁主任'), { id: credited });
  const wrong = await checked(world, 60);
  await creditExchange(world.desk('梁主任'), { id: wrong });
  await proposeReversal(world.desk('何科'), { id: wrong, reason: 'false_record', note: null });
  await acceptReversal(world.desk('苏科'), { id: wrong, accepted: [] });
});
afterAll(() => house.close());

describe('the passbook', () => {
  test('opening and lines make the closing, as they stand on the page', async () => {
    const page = await (await house.as('李姨')).get('/statement');
    const cells = page.root
      .querySelectorAll('.passbook-lines tbody tr')
      .map((row) => row.querySelectorAll('td').map((cell) => cell.textContent.replace(/\s+/g, ' ').trim()));
    const minutes = (said = '') => (said === '0 分钟' || said === '' ? 0 : readMinutes(said.replace(/^[+−]/, '')));
    const [opening, ...rest] = cells;
    const closing = rest.pop();
    const sum = rest.reduce(
      (total, [, , came, went]) => total + minutes(came) - minutes(went),
      minutes(opening?.at(-1)),
    );
    // What was taken back at once is one item, and not a line to and a line fro.
    expect(rest.length).toBe(2);
    expect(sum).toBe(90);
    expect(minutes(closing?.at(-1))).toBe(90);
    expect(page.text('.sums')).toBe('月初 0 分钟，存入 1 小时半，用掉 0 分钟，结余 1 小时半。 大写 壹小时叁拾分');
  });

  test('says who helped whom, with a receipt, and leads to the record', async () => {
    for (const [name, words] of [
      ['李姨', '您陪陈伯聊天'],
      ['陈伯', '李姨 陪您聊天'],
      ['阿珍', '李姨 陪陈伯聊天'],
    ] as const) {
      const client = await house.as(name);
      const page = await client.get(`/statement${name === '阿珍' ? `?for=${house.world.member('陈伯').id}` : ''}`);
      const link = page.root.querySelector(`a[href="/exchanges/${credited}"]`);
      expect(link?.textContent).toBe(words);
      expect(page.text('.line-words')).toMatch(/回执号 \d+-[0-9a-f]{8}/);
    }
    const chen = await (await house.as('陈伯')).get('/statement');
    expect(chen.text('.book h2')).toBe('政府送的时间');
    expect(chen.root.querySelectorAll('.book .story li').map((one) => one.textContent)).toEqual([
      '原来记 −1 小时',
      '11月24日更正：不是真的',
      '现在不记了',
    ]);
  });

  test('turns to other months; there is none to come', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('李姨', lang);
      const now = await client.get('/statement');
      expect(now.root.querySelector('a[rel=next]')).toBeNull();
      const before = await client.get(
        String(now.root.querySelector('a[rel=prev]')?.getAttribute('href')).replaceAll('&amp;', '&'),
      );
      expect(before.root.querySelectorAll('.line-words')).toHaveLength(0);
      expect(before.root.querySelector('a[rel=next]')).not.toBeNull();
    }
  });

  test('carries over: what a month closes with, the next one opens with', async () => {
    const { world } = house;
    world.at('2026-12-01T09:00');
    const page = await (await house.as('李姨')).get('/statement');
    expect(page.text('.carried')).toBe('月初有1 小时半');
    world.at('2026-11-24T12:00');
  });

  test('a month that is none is answered in words, and a stranger’s book is not found', async () => {
    const client = await house.as('李姨');
    for (const month of ['2026-13', 'x', '2026-1'])
      expect((await client.get(`/statement?month=${month}`)).status).toBe(422);
    expect((await client.get(`/statement?for=${house.world.member('陈伯').id}`)).status).toBe(404);
    expect((await client.get('/statement?for=mem_none')).status).toBe(404);
  });

  test('is the same read for staff who reach her, and for nobody else', async () => {
    const memberId = house.world.member('陈伯').id;
    const read = await readStatement(house.world.desk('阿芬'), { memberId, month: '2026-11' });
    expect(read.books.map(({ kind, closing }) => [kind, closing])).toEqual([['granted', 150]]);
    await expect(readStatement(house.world.desk('隔壁阿珠'), { memberId, month: null })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('what my time is good for', () => {
  test('answers in sentences: usable now, until when, who answers for it', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const page = await (await house.as('李姨', lang)).get('/my-time');
      expect(page.text('.answers')).toContain(lang === 'en' ? 'You can use 1½ hours now.' : '您现在就能用 1 小时半。');
      expect(page.text('main')).toContain(
        lang === 'en' ? 'The Civil Affairs Bureau of Xinxing County' : '新兴县民政局负责。',
      );
      expect(page.root.querySelector('main a[href="tel:076612345"]')).not.toBeNull();
      // Whom one may give it to, and what it is good for, come from the rules and the catalogue.
      expect(page.text('.answers')).toContain(
        lang === 'en' ? 'for your spouse, parents, parents-in-law, children' : '老伴、父母、公婆、岳父母、子女',
      );
      expect(page.text('.answers')).toContain(lang === 'en' ? 'cooking' : '陪着聊天、做饭、打扫屋子');
    }
    const elder = await (await house.as('陈伯')).get('/my-time');
    expect(elder.text('.answers')).toMatch(/有 .*，用到2027年1月31日。过了这天就收回/);
  });

  test('says from when to somebody who is not old enough', async () => {
    const page = await (await house.as('阿芬')).get('/my-time');
    expect(page.text('.answers')).toContain('满 60 岁就能用：从2045年4月18日起。您现在还没有存时间。');
  });

  test('moving, illness, death and a station that closes are answered too', async () => {
    const page = await (await house.as('李姨')).get('/my-time');
    const asked = page.root.querySelectorAll('.answers dt').map((one) => one.textContent);
    expect(asked).toEqual([
      ...['现在能用吗', '能做什么', '能给谁用', '会过期吗', '约错了怎么办'],
      ...['搬家了呢', '病了、住院了呢', '百年之后呢', '站点关门、换人了呢', '凭什么作准'],
    ]);
  });
});

describe('while the notice gates credits', () => {
  test('says how much is on notice, how much is booked, and from which day all of it can be used', async () => {
    const own = await openMemberHouse();
    const { world } = own;
    const gate = {
      policyKey: 'notice.gate',
      regionCode: '445321',
      value: true,
      locked: false,
      reason: '试行公示',
    } as const;
    const proposed = await proposePolicy(world.desk('苏科'), { key: key(), ...gate, validFrom: '2026-11-23' });
    await acceptPolicy(world.desk('何科'), { id: proposed.id });
    const id = await checked(world);
    await creditExchange(world.desk('梁主任'), { id });
    await askFor(world, { plannedMinutes: 30, plannedOn: '2026-11-25' });
    const page = await (await own.as('李姨')).get('/my-time');
    expect(page.text('.answers')).toContain('您现在还没有可用的时间');
    // November's books close on Monday 7 December; then the notice hangs for seven days.
    expect(page.text('.answers')).toContain('有 1 小时半 在村里公示 7 天。没有人有意见，最晚从2026年12月14日起能用。');
    expect(page.text('main')).toContain(`照现行规则第 ${(await world.house.policy()).version} 版`);
    const elder = await (await own.as('陈伯')).get('/my-time');
    expect(elder.text('.answers')).toContain('有 半小时 留着给约好的事');
    await own.close();
  });
});

test('what is kept about me: name, village, the end of my phone number, my cards and what I agreed to', async () => {
  for (const lang of ['zh-CN', 'en'] as const) {
    const page = await (await house.as('李姨', lang)).get('/me');
    expect(page.text('main')).toContain(lang === 'en' ? 'Dawen' : '大稳村');
    expect(page.text('main')).toContain('1001');
    expect(page.html).not.toContain('13800001001');
    expect(page.text('main')).toContain(house.world.card('李姨').replace(/(....)(....)/, '$1 $2'));
  }
  const chen = await (await house.as('陈伯')).get('/me');
  expect(chen.text('main')).toContain('家里人可以替我请人、替我确认');
});
