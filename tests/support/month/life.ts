/**
 * A month of the demo world, lived day by day: the night's work, the helpers' rounds, pairs, alerts, and what happens to
 * people. Everything is somebody's act through a use case, drawn from a seed; what the house refuses is counted, by its code.
 */
import { expect } from 'vitest';
import { FACTS, MEMBERS, type Somebody, XINCHENG } from '#cli/demo/cast';
import type { World } from '#cli/demo/world';
import type { Dice } from '#cli/grow/dice';
import { addDays } from '#domain/day';
import { must, Refusal } from '#domain/refusal';
import { FINDING_CODES, type VisitMode } from '#domain/visit';
import { runDaily } from '#jobs/daily';
import type { Pairing } from '#records/pairing';
import { closeAlert, raiseOverdue, takeAlert } from '#usecases/alert/see-to';
import { listAlerts } from '#usecases/alert/view';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { logServed } from '#usecases/exchange/log-served';
import { readBooks } from '#usecases/ledger/audit';
import { agreeToPairing } from '#usecases/pairing/agree';
import { confirmPairing } from '#usecases/pairing/confirm';
import { endPairing } from '#usecases/pairing/end';
import { listPairings } from '#usecases/pairing/list';
import { proposePairing } from '#usecases/pairing/propose';
import { pausePairing, resumePairing, substituteIn } from '#usecases/pairing/rest';
import { viewPairing } from '#usecases/pairing/view';
import { watchStorms } from '#usecases/storm/after';
import { declareStorm, type endStorm } from '#usecases/storm/declare';
import { tickPerson } from '#usecases/storm/mark';
import { viewStorm } from '#usecases/storm/view';
import { readDues } from '#usecases/visit/list';
import { recordVisit } from '#usecases/visit/record';

export interface Month {
  world: World;
  dice: Dice;
  /** The storm of the month, once it was declared. */
  stormId: string | null;
  /** How often the house refused, by code: a month in which nothing is ever refused has tried too little. */
  refused: Map<string, number>;
}

/** Who walks which village, and who goes where the helper is family. */
const WALKERS = ['阿芬', '隔壁阿珠', '小周'];
const WITNESS = { witnessName: '黎婶', witnessPhone: '13800002222' };

/** Come on file on the first morning, so that there is somebody to choose among. */
const VOLUNTEERS_MORE = ['阿梅', '阿兰', '阿英', '强叔'];
const ELDERS_MORE = ['周婆', '吴婆', '郑婆', '冯伯', '何伯', '罗婆', '谢婆', '邓伯'];
const among = (part: 'serves' | 'receives') => Object.keys(MEMBERS).filter((name) => MEMBERS[name]?.[part]);
const VOLUNTEERS = [...among('serves'), ...VOLUNTEERS_MORE];
const ELDERS = [...among('receives'), ...ELDERS_MORE];

export async function bringMore({ world }: Month): Promise<void> {
  const sex = (name: string): Pick<Somebody, 'sex'> => ({ sex: /[伯叔]/.test(name) ? 'male' : 'female' });
  for (const name of VOLUNTEERS_MORE)
    await world.approved(name, { ...sex(name), bornOn: '1962-05-01', serves: true, trained: true });
  for (const [at, name] of ELDERS_MORE.entries()) {
    const facts = { ...FACTS, spouse: 'none' as const, livesWith: [], children: [] };
    await world.approved(name, { ...sex(name), bornOn: `19${40 + at}-03-01`, receives: true, facts });
  }
}

/** What somebody tries; a refusal is an answer, everything else breaks the month off. */
export async function tries<T>({ refused }: Month, act: () => Promise<T>): Promise<T | null> {
  try {
    return await act();
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    refused.set(error.code, (refused.get(error.code) ?? 0) + 1);
    return null;
  }
}

/** From the small hours to the evening. */
export async function liveDay(month: Month): Promise<void> {
  const { world } = month;
  const at = (hour: string) => world.at(`${world.today()}T${hour}`);
  at('02:00');
  await runDaily(world.house, () => readBooks(world.job('audit')));
  at('09:00');
  for (const walker of WALKERS) await goRound(month, walker);
  at('11:00');
  for (let more = 0; more < 3; more++) await pairAnew(month);
  at('14:00');
  await comeAsPaired(month);
  at('16:00');
  await seeToAlerts(month);
  at('17:00');
  await approve(month);
  await raiseOverdue(world.job('alerts'));
  await watchStorms(world.job('storms'));
  await world.refresh();
}

export function nextDay({ world }: Month): void {
  world.at(`${addDays(world.today(), 1)}T00:30`);
}

const MODES: readonly VisitMode[] = ['seen', 'seen', 'seen', 'seen', 'seen', 'phone', 'video', 'notSeen'];

/** About half of those who are due, as they were found. */
async function goRound(month: Month, walker: string): Promise<void> {
  const { world, dice } = month;
  const { people } = await readDues(world.desk(walker), { region: null, list: 'round' });
  for (const { elder, due } of people) {
    if (due?.standing === 'storm' || due?.standing === 'away' || !dice.chance(0.4)) continue;
    const mode = dice.pick(MODES);
    const isWrong = mode !== 'notSeen' && dice.chance(0.12);
    await tries(month, () =>
      recordVisit(world.desk(walker), {
        ...{ key: world.key(), memberId: elder.id, visitedOn: daysAgo(month, 2), halfDay: null, mode },
        ...{ findings: isWrong ? [dice.pick(FINDING_CODES)] : [], note: null, volunteerId: null, exchangeId: null },
      }),
    );
  }
}

/** Mostly today; some things are written down late. */
const daysAgo = ({ world, dice }: Month, most: number): string =>
  dice.chance(0.8) ? world.today() : addDays(world.today(), -dice.below(most + 1));

/** Anybody is proposed to anybody: family, oneself, whoever is away, a sixth elder. */
async function pairAnew(month: Month): Promise<void> {
  const { world, dice } = month;
  if (dice.chance(0.2)) await restOrEnd(month);
  const [elder, volunteer] = [dice.pick(ELDERS), dice.pick(VOLUNTEERS)];
  const desk = world.desk(dice.pick(WALKERS));
  const made = await tries(month, () =>
    proposePairing(desk, {
      ...{ key: world.key(), elderId: world.member(elder).id, volunteerId: world.member(volunteer).id },
      ...{ visitsPerMonth: dice.between(2, 13), minutesPerVisit: dice.pick([30, 30, 60, 600]) },
      ...{ serviceCodes: [dice.pick(['A02', 'A04', 'C01'])], relative: dice.chance(0.1), followsId: null },
    }),
  );
  if (!made) return;
  const { id } = made;
  await tries(month, () => agreeToPairing(desk, { id, side: 'elder', how: 'inPerson' }));
  await tries(month, () => agreeToPairing(world.desk(volunteer), { id, side: 'volunteer', how: 'self' }));
  await tries(month, async () => {
    const town = world.desk(dice.pick(['梁主任', '陈姐']));
    const { reckoned } = await viewPairing(town, id);
    await confirmPairing(town, { id, shown: reckoned?.pool ?? 0 });
  });
}

async function restOrEnd(month: Month): Promise<void> {
  const { world, dice } = month;
  const desk = world.desk('阿芬');
  const [one] = (await standing(month)).filter(() => dice.chance(0.5));
  if (!one) return;
  const { id, state, volunteerId } = one;
  const what = state === 'paused' ? 'resume' : dice.pick(['pause', 'pause', 'substitute', 'end'] as const);
  const other = world.member(dice.pick(VOLUNTEERS)).id;
  const days = { from: world.today(), to: addDays(world.today(), dice.between(-1, 9)) };
  await tries(month, () => {
    if (what === 'resume') return resumePairing(desk, { id });
    if (what === 'pause') return pausePairing(desk, { id, reason: 'volunteer_ill', note: null });
    if (what === 'end') return endPairing(desk, { id, reason: 'volunteer_wishes', note: null });
    return substituteIn(desk, { id, volunteerId: dice.chance(0.2) ? volunteerId : other, ...days });
  });
}

async function standing({ world }: Month): Promise<Pairing[]> {
  const town = world.desk('梁主任');
  const pages = [await listPairings(town, 'active', 1), await listPairings(town, 'paused', 1)];
  return pages.flatMap(({ lines }) => lines.map(({ pairing }) => pairing));
}

/** Some volunteers go to whom they are paired with, and the helper writes it down in one tap. */
async function comeAsPaired(month: Month): Promise<void> {
  const { world, dice } = month;
  for (const { elderId, volunteerId } of await standing(month)) {
    if (!dice.chance(0.3)) continue;
    const served = await tries(month, () =>
      logServed(world.desk('阿芬'), {
        ...{ key: world.key(), memberIds: [elderId], serviceCode: 'A02', servedOn: daysAgo(month, 3) },
        times: { halfDay: dice.pick(['morning', 'afternoon'] as const), minutes: dice.between(20, 90) },
        ...{ volunteers: [{ memberId: volunteerId }], reason: 'found_on_visit' },
      }),
    );
    if (served && dice.chance(0.8))
      await tries(month, () =>
        confirmExchange(world.desk('阿芬'), {
          id: served.id,
          means: 'wallCard',
          line: dice.between(1, 10),
          ...WITNESS,
        }),
      );
    if (served) waiting(month).push(served.id);
  }
}

const forTown = new WeakMap<Month, string[]>();
const waiting = (month: Month): string[] => {
  const ids = forTown.get(month) ?? [];
  forTown.set(month, ids);
  return ids;
};

/** The social worker checks and the town approves what came in, a part of it each day. */
async function approve(month: Month): Promise<void> {
  const { world, dice } = month;
  const later: string[] = [];
  for (const id of waiting(month).splice(0)) {
    if (dice.chance(0.4)) later.push(id);
    else {
      await tries(month, () => checkExchange(world.desk('小周'), { id, note: null }));
      await tries(month, () => creditExchange(world.desk('梁主任'), { id }));
    }
  }
  waiting(month).push(...later);
}

async function seeToAlerts(month: Month): Promise<void> {
  const { world, dice } = month;
  for (const { alert } of (await listAlerts(world.desk('梁主任'), 'open')).lines) {
    const { id } = alert;
    const by = world.desk(dice.pick(['阿芬', '小周', '梁主任', '苏科']));
    if (dice.chance(0.4)) await tries(month, () => takeAlert(by, { id }));
    if (dice.chance(0.3)) await tries(month, () => closeAlert(by, { id, reason: 'helped', note: '去看过，已经没事' }));
  }
}

/** The town is warned: about half are told at once, by whoever goes from door to door. */
export async function stormComes(month: Month): Promise<void> {
  const { world, dice } = month;
  const said = {
    regionCode: XINCHENG,
    kind: 'flood',
    level: 'orange',
    note: '连日暴雨，江水漫堤，十天里一个整周没有人出门',
  } as const;
  const { id, people } = await declareStorm(world.desk('梁主任'), { key: world.key(), ...said });
  expect(people, 'whom somebody must tell').toBeGreaterThan(5);
  month.stormId = id;
  for (const { elder } of (await viewStorm(world.desk('梁主任'), { id, region: null })).people) {
    const tick = dice.pick(['tell', 'move', 'excuse', 'miss'] as const);
    const by = world.desk(dice.pick(WALKERS));
    if (dice.chance(0.5))
      await tries(month, () => tickPerson(by, { id, memberId: elder.id, tick, said: '村委会二楼' }));
  }
}

/** It is here, or over. */
export const stormIs = ({ world, stormId }: Month, move: typeof endStorm): Promise<unknown> =>
  move(world.desk('梁主任'), { id: must(stormId) });
