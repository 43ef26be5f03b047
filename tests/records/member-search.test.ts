import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DAWEN, type Somebody } from '#cli/demo/cast';
import { type Search, searchMembers } from '#records/member-search';
import { openWorld, type World } from '#tests/support/world';
import { issueCard } from '#usecases/card/issue';
import { revokeCard } from '#usecases/card/revoke';

const LIANG: Somebody = { sex: 'male', bornOn: '1950-01-01', receives: true };
let world: World;
beforeAll(async () => {
  world = await openWorld();
  for (const name of ['梁一', '梁二', '梁三', '梁二']) await world.enrol(name, { ...LIANG, name });
  await world.enrol('阿吕', { ...LIANG, name: '吕四娘', nickname: '阿吕', phone: '0766-8123456' });
});
afterAll(() => world.close());

const find = (q: string, by = '阿芬', search: Search = {}) =>
  world.desk(by).read(async (act) => (await searchMembers(act, { q, ...search })).rows.map((row) => row.name));

describe('finding somebody', () => {
  it.each([
    ['陈伯', ['陈伯']],
    ['七妹', ['林七妹']],
    ['七婆', ['林七妹']],
    [' 七 婆', []],
    ['qp', ['林七妹']],
    ['lqm', ['林七妹']],
    ['LIN QI', ['林七妹']],
    ['linqimei', ['林七妹']],
    ['lv', ['吕四娘']],
    ['lsn', ['吕四娘']],
    ['al', ['吕四娘']],
    ['1001', ['李姨']],
    ['13800001001', ['李姨']],
    ['138 0000 1001', ['李姨']],
    ['+86 13800001001', ['李姨']],
    ['0766-8123456', ['吕四娘']],
    ['（0766）8123456', ['吕四娘']],
    ['99', []],
    ['13800001009', []],
    ["陈伯' or 1=1", []],
    ['%', []],
    ['_', []],
  ])('by %j', async (q, names) => {
    expect(await find(q)).toEqual(names);
  });

  it('by the number of a card that still counts', async () => {
    expect(await find(world.card('陈伯'))).toEqual(['陈伯']);
    const body = { key: world.key(), memberId: world.member('陈伯').id, kind: 'wall' as const };
    const wall = await issueCard(world.desk('阿芬'), body);
    expect(await find(wall.number)).toEqual(['陈伯']);
    await revokeCard(world.desk('阿芬'), { id: wall.id, reason: '丢了' });
    expect(await find(wall.number)).toEqual([]);
  });

  it('only in one’s reach', async () => {
    expect(await find('陈伯', '隔壁阿珠')).toEqual([]);
    expect(await find('黄秀英', '隔壁阿珠')).toEqual(['黄秀英']);
    expect(await find('黄秀英', '阿芬')).toEqual([]);
    expect(await find('', '李姨')).toEqual(['李姨']);
    expect(await find('', '阿珍')).toEqual(['陈阿珍', '陈伯']);
    expect(await find('陈', '罗处')).toEqual(['陈阿珍', '陈伯', '陈丽']);
  });

  it('narrowed by place, state and side', async () => {
    expect(await find('梁', '梁主任', { states: ['submitted'] })).toEqual(['梁二', '梁二', '梁三', '梁一']);
    expect(await find('', '梁主任', { regionCode: DAWEN, serves: true })).toEqual(['老梁', '李姨', '梁桂芬']);
    expect(await find('', '梁主任', { receives: true, states: ['approved'] })).toHaveLength(8);
  });

  it('page by page, everybody once, in one order', async () => {
    const all = await find('', '罗处', { limit: 500 });
    const paged: string[] = [];
    let after: string | null | undefined;
    do {
      const page = await world.desk('罗处').read((act) => searchMembers(act, { after: after ?? null, limit: 2 }));
      expect(page.rows.length).toBeLessThanOrEqual(2);
      paged.push(...page.rows.map((row) => row.name));
      after = page.after;
    } while (after);
    expect(paged).toEqual(all);
    expect(all).toHaveLength(18);
  });
});
