import { count, eq } from 'drizzle-orm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seedHouse } from '#cli/seed';
import { services } from '#db/schema/care';
import { policies } from '#db/schema/office';
import { regions, stations } from '#db/schema/places';
import { POLICY, type PolicyKey } from '#domain/policy';
import { listJournals } from '#ledger/journal';
import { openWorld, type World } from '#tests/support/world';

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

const counts = () =>
  world.read(async (act) => {
    const of = async (table: typeof regions | typeof services | typeof policies | typeof stations) =>
      (await act.tx.select({ n: count() }).from(table))[0]?.n;
    return {
      regions: await of(regions),
      services: await of(services),
      policies: await of(policies),
      stations: await of(stations),
    };
  });

describe('the seed', () => {
  it('brings divisions, catalogue, policy, stations and five books, and a second run changes nothing', async () => {
    const before = await counts();
    expect(before).toEqual({ regions: 1041, services: 41, policies: Object.keys(POLICY).length, stations: 2 });
    const journals = await world.read(listJournals);
    expect(journals.map(({ id, countyCode }) => [id, countyCode])).toEqual([
      ['luoding', '445381'],
      ['xinxing', '445321'],
      ['yunanqu', '445303'],
      ['yunanxian', '445322'],
      ['yuncheng', '445302'],
    ]);
    await seedHouse(world.house);
    expect(await counts()).toEqual(before);
    expect(await world.read(listJournals)).toEqual(journals);
  });

  it('spells the pilot so that English pages and sorting have it', async () => {
    const [dawen] = await world.read((act) => act.tx.select().from(regions).where(eq(regions.code, '445321100210')));
    expect(dawen).toMatchObject({ name: '大稳村民委员会', pinyin: 'Dawen Village', level: 'village', validTo: null });
  });

  it('leaves a house in which every rule reads as its default, at version 1', async () => {
    const book = await world.house.policy();
    expect(book.version).toBe(1);
    for (const key of Object.keys(POLICY) as PolicyKey[]) {
      expect(book.get(key, '445321100210', '2026-11-23'), key).toEqual(POLICY[key].default);
    }
  });
});
