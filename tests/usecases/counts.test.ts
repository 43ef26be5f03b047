/** Whatever has happened before: a number that an officer reads is the length of the list that it opens, over all its pages. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Act } from '#db/act';
import { waitingMembers } from '#records/member-list';
import { waitingPage } from '#records/member-queue';
import { searchMembers } from '#records/member-search';
import { idsOf } from '#records/queue';
import { type Dice, MOVES, type MoveName, make } from '#tests/support/moves';
import { CHEGANG, hire, LUODING } from '#tests/support/office';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import type { Desk } from '#usecases/desk';
import { checkMany } from '#usecases/exchange/check-many';
import { type QueueName, queueFor } from '#usecases/exchange/queues';
import { readQueue } from '#usecases/exchange/read-queue';
import { readWork } from '#usecases/exchange/work';
import { LISTS, type ListName, listMembers } from '#usecases/member/list';
import { MEMBER_QUEUES, type MemberQueueName, readMemberQueue } from '#usecases/member/queue';

const SEED = Number(process.env.SEED ?? Math.floor(Math.random() * 1_000_000));
/** Pages of a list hold fifty; walked in threes, a small world has many. */
const FEW = 3;
const RUNS = 3;
const STEPS = 40;
const OFFICERS = ['阿芬', '隔壁阿珠', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴', '两岗阿明'];

/** Lists in which somebody stood at some time. */
const filled = new Set<string>();

/** Every page of a list, each going on where the one before ended. */
async function walked(page: (after: string | null) => Promise<{ ids: string[]; after: string | null }>) {
  const seen: string[] = [];
  let after: string | null = null;
  do {
    const next = await page(after);
    seen.push(...next.ids);
    after = next.after;
  } while (after !== null && seen.length < 1000);
  expect(new Set(seen).size, 'twice in one list').toBe(seen.length);
  return seen;
}
const idsIn = ({ rows, after }: { rows: readonly { id: string }[]; after: string | null }) => ({
  ids: rows.map(({ id }) => id),
  after,
});

type Agree = (what: string, ...numbers: number[]) => void;

/** Counts of one desk that are not the length of their list, in words. */
async function faultsOn(desk: Desk): Promise<string[]> {
  const faults: string[] = [];
  const agree: Agree = (what, ...numbers) => {
    if (numbers.some((number) => number > 0)) filled.add(what.split(' ')[0] ?? '');
    if (new Set(numbers).size > 1) faults.push(`${what}: ${numbers.join(' ≠ ')}`);
  };
  const { sections, members, membersBack } = await readWork(desk);
  for (const { name, count } of sections) await ofRecords(desk, name, count, agree);
  for (const { name, count } of members) await ofEnrolments(desk, name, count, agree);
  const lists = await ofPeople(desk, agree);
  if (membersBack) agree('enrolments back', membersBack.count, membersBack.lines.length, lists.draft);
  return faults;
}

async function ofRecords(desk: Desk, name: QueueName, count: number, agree: Agree): Promise<void> {
  for (const { place, there, view } of await placesIn(count, (at) =>
    readQueue(desk, name, { place: at, after: null }),
  )) {
    const rows = await desk.read(async (act) => {
      const { act: here, waiting } = await queueFor(act, name);
      return walked((after) => idsOf(here, waiting, { place, after, limit: FEW }));
    });
    agree(`${name} ${place}`, there, view.count, rows.length, view.rows.length);
    if (!view.clean) continue;
    const ticked = await checkMany(desk, { queue: name, place });
    agree(`clean:${name} ${place}`, view.clean.count, ticked.rows.length);
  }
}

async function ofEnrolments(desk: Desk, name: MemberQueueName, count: number, agree: Agree): Promise<void> {
  const open = (place: string | null) => readMemberQueue(desk, name, { place, after: null });
  for (const { place, there, view } of await placesIn(count, open)) {
    const rows = await desk.read((act) =>
      walked(async (after) => idsIn(await waitingPage(act, MEMBER_QUEUES[name], { place, after, limit: FEW }))),
    );
    agree(`${name} ${place}`, there, view.count, rows.length, view.rows.length);
  }
}

async function ofPeople(desk: Desk, agree: Agree): Promise<Record<ListName, number>> {
  const open = (list: ListName) => listMembers(desk, { list, q: '', regionCode: null, hamletId: null, after: null });
  const { counts } = await open('all');
  for (const [list, count] of Object.entries(counts) as [ListName, number][]) {
    const rows = await desk.read((act) => walked((after) => peopleIn(act, list, after)));
    agree(`people:${list}`, count, rows.length, (await open(list)).lines.length);
  }
  return counts;
}

/** The whole list, and each place that it offers to narrow it down to, with the number that stands there. */
async function placesIn<V extends { places: { code: string; count: number }[] }>(
  count: number,
  open: (place: string | null) => Promise<V>,
) {
  const view = await open(null);
  const all: { place: string | null; there: number; view: V }[] = [{ place: null, there: count, view }];
  for (const place of view.places) all.push({ place: place.code, there: place.count, view: await open(place.code) });
  return all;
}

async function peopleIn(act: Act, list: ListName, after: string | null) {
  const { states, oldestFirst } = LISTS[list];
  const find = oldestFirst ? waitingMembers : searchMembers;
  return idsIn(await find(act, { states, after, limit: FEW }));
}

const names = Object.keys(MOVES) as MoveName[];
const dice: fc.Arbitrary<Dice> = fc.record({ which: fc.nat(99), who: fc.nat(99), much: fc.nat(99) });
/** What leads on comes more often than what ends, so that every list has something in it. */
const OFTEN: readonly MoveName[] = ['served', 'served', 'confirm', 'confirm', 'check', 'check', 'credit', 'enrol'];
const step = fc.tuple(fc.constantFrom(...names, ...OFTEN, ...OFTEN), dice);

async function opened(): Promise<World> {
  const world = await openWorld();
  await giveGrants(world);
  await world.fillPool('445321100', 600);
  // Two posts of different roles and levels, in two towns and two counties.
  await hire(world, '两岗阿明', 'ming', '苏科');
  await world.alsoGrant('两岗阿明', 'town', CHEGANG);
  await world.alsoGrant('两岗阿明', 'helper', '445321100210');
  await world.alsoGrant('两岗阿明', 'county', LUODING);
  return world;
}

test(`a number is the length of its list, SEED=${SEED}`, async () => {
  const moved = new Set<MoveName>();
  const property = fc.asyncProperty(fc.array(step, { minLength: STEPS, maxLength: STEPS }), async (steps) => {
    const world = await opened();
    try {
      for (const [name, numbers] of steps) {
        if (!(await make(world, name, numbers))) continue;
        moved.add(name);
        await world.refresh();
        for (const officer of OFFICERS) {
          expect(await faultsOn(world.desk(officer)), `${officer} after ${name}`).toEqual([]);
        }
      }
    } finally {
      await world.close();
    }
  });
  await fc.assert(property, { seed: SEED, numRuns: RUNS, endOnFailure: true });
  // Something did happen: most of the moves, and most of the lists had somebody in them.
  expect(moved.size).toBeGreaterThan(10);
  expect(filled.size).toBeGreaterThan(8);
}, 240_000);
