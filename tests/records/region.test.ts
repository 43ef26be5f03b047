import { afterAll, beforeAll, expect, it } from 'vitest';
import { DAWEN, XINCHENG, XINXING } from '#cli/demo/cast';
import {
  childrenOf,
  ensureHamlet,
  everydayName,
  findRegion,
  hamletsOf,
  pathNameOf,
  searchRegions,
} from '#records/region';
import { openWorld, type World } from '#tests/support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

it('says a place by its path, because names repeat', async () => {
  expect(await world.read((act) => pathNameOf(act, DAWEN))).toBe('新兴县 新城镇 大稳村');
  const four = await world.read((act) => searchRegions(act, '云龙', { within: ['4453'], level: 'village' }));
  expect(four).toHaveLength(4);
  const paths = await world.read((act) => Promise.all(four.map((region) => pathNameOf(act, region.code))));
  expect(new Set(paths).size).toBe(4);
});

it('finds by name inside and by the beginning of its pinyin, within a place', async () => {
  const search = (q: string, within = ['4453']) =>
    world.read(async (act) => (await searchRegions(act, q, { within })).map((region) => region.name));
  expect(await search('xinxing')).toContain('新兴县');
  expect(await search('大稳')).toEqual(['大稳村民委员会']);
  expect(await search('dawen', [XINXING])).toEqual(['大稳村民委员会']);
  expect(await search('大稳', ['445381'])).toEqual([]);
  expect(await search(' ')).toEqual([]);
  expect(await search('%')).toEqual([]);
});

it('lists what lies directly below', async () => {
  const towns = await world.read((act) => childrenOf(act, XINXING));
  expect(towns.every((town) => town.level === 'town')).toBe(true);
  expect(towns.map((town) => town.code)).toContain(XINCHENG);
  expect(await world.read((act) => childrenOf(act, DAWEN))).toEqual([]);
  expect((await world.read((act) => childrenOf(act, '4453'))).map((county) => county.name)).toHaveLength(5);
});

it('keeps one hamlet of a name in a village', async () => {
  const made = await world.write([], (act) => ensureHamlet(act, DAWEN, '石狗塘'));
  expect((await world.write([], (act) => ensureHamlet(act, DAWEN, '石狗塘'))).id).toBe(made.id);
  expect(await world.read((act) => hamletsOf(act, DAWEN))).toMatchObject([{ name: '石狗塘', pinyin: 'Shigoutang' }]);
});

it('refuses a place that is none', async () => {
  await expect(world.read((act) => findRegion(act, '445321100999'))).rejects.toMatchObject({ code: 'region_unknown' });
});

it.each([
  ['大稳村民委员会', '大稳村'],
  ['庞村村民委员会', '庞村'],
  ['城东社区居民委员会', '城东社区'],
  ['分界居民委员会', '分界居委会'],
  ['新兴县', '新兴县'],
])('says %s as people do', (name, said) => expect(everydayName(name)).toBe(said));
