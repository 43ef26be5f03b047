/**
 * Finding people at 100,000 members: every way in which somebody is looked for, by a helper, a town, a county and the
 * city. The line is the slowest of them in its middle round, beside the hundred milliseconds after which a list feels slow.
 */
import { isNull } from 'drizzle-orm';
import { STAFF } from '#cli/demo/cast';
import { cards } from '#db/schema/people';
import { dayOf } from '#domain/day';
import { must } from '#domain/refusal';
import { searchMembers } from '#records/member-search';
import { userByLogin } from '#records/user';
import { keptWorld } from '#tests/bench/grown';
import { openBenchHouse } from '#tests/bench/house';
import { type Line, lineOf, type Measure, median } from '#tests/bench/measure';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor, type House } from '#usecases/desk';

const PEOPLE = { members: 100_000, transfers: 150_000 };
const LIMIT_MS = 100;
const ROUNDS = 9;

/** Whose reach, by the login of somebody who is in every demo world. */
const REACHES = { village: '阿芬', town: '梁主任', county: '苏科', city: '审计老吴' } as const;

/** Nothing, a surname, a given name and its middle, 花名, spellings and initials of every length, digits, and what means nobody. */
const TYPED = [
  ...['', '陈', '国', '国强', '陈国强', '凤妹', '七婆', '不存在'],
  ...['l', 'li', 'lia', 'liang', 'c', 'cgq', 'xyz'],
  ...['1001', '13800001001', '%', "'", '😀', '陈'.repeat(4000)],
];
/** Lists that an officer narrows by: who is on file, and who waits. */
const STATES = [['draft', 'submitted', 'checked', 'approved', 'suspended'], ['submitted']] as const;

export const search: Measure = {
  name: 'search',
  async run(tell) {
    const house = await openBenchHouse(await keptWorld(PEOPLE, tell));
    const lines: Line[] = [];
    for (const [reach, name] of Object.entries(REACHES)) {
      const slowest = await slowestOf(await deskOf(house, STAFF[name]?.login ?? ''), tell, reach);
      const target = { atMost: 1 };
      lines.push(lineOf({ name: `search in a ${reach}`, unit: 'ms', ours: slowest, limit: LIMIT_MS, target }));
    }
    await house.store.close();
    return lines;
  },
};

async function deskOf(house: House, login: string): Promise<Desk> {
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:bench' }, requestId: 'bench' });
  const actor = await desk.read(async (act) => {
    const user = must(await userByLogin(act, login));
    return loadActor(act, user.id, dayOf(house.clock()));
  });
  return deskFor(house, { actor: must(actor), requestId: 'bench' });
}

async function slowestOf(desk: Desk, tell: (words: string) => void, reach: string): Promise<number> {
  const found: { said: string; ms: number }[] = [];
  for (const q of [...TYPED, await someCard(desk)]) {
    for (const states of STATES)
      found.push({ said: `"${q.slice(0, 12)}" of ${states.length}`, ms: await timed(desk, q, states) });
  }
  found.push({ said: 'page after page', ms: await slowestPage(desk) });
  found.sort((a, b) => b.ms - a.ms);
  tell(
    `${reach}: ${found
      .slice(0, 3)
      .map(({ said, ms }) => `${said} ${ms.toFixed(1)} ms`)
      .join(' · ')}`,
  );
  return found[0]?.ms ?? Number.NaN;
}

async function timed(desk: Desk, q: string, states: (typeof STATES)[number]): Promise<number> {
  const took: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const began = performance.now();
    await desk.read((act) => searchMembers(act, { q, states }));
    took.push(performance.now() - began);
  }
  return median(took);
}

/** The two hundred pages of a common surname: none may be slower for being far behind. Each is read thrice. */
async function slowestPage(desk: Desk): Promise<number> {
  let [slowest, after] = [0, null as string | null];
  for (let page = 0; page < 200; page += 1) {
    const [took, here] = [[] as number[], after];
    for (let round = 0; round < 3; round += 1) {
      const began = performance.now();
      after = (await desk.read((act) => searchMembers(act, { q: 'l', after: here }))).after;
      took.push(performance.now() - began);
    }
    slowest = Math.max(slowest, median(took));
    if (after === null) break;
  }
  return slowest;
}

const someCard = (desk: Desk): Promise<string> =>
  desk.read(async ({ tx }) => {
    const [card] = await tx.select({ number: cards.number }).from(cards).where(isNull(cards.revokedAt)).limit(1);
    return must(card).number;
  });
