/**
 * 灾后: everybody on the list is seen within the hours of the policy, and a storm is over when they were. Whoever lives under
 * another storm that still holds is seen after that one.
 */
import type { Act } from '#db/act';
import { deadlineAt } from '#domain/alert';
import { must } from '#domain/refusal';
import { reaches } from '#domain/region';
import { afterStorm } from '#domain/storm';
import { alertsOf, openAlert } from '#records/alert';
import { whoAnswers } from '#records/answering';
import { moveStorm, type StormRow, stormsEverywhere } from '#records/storm';
import {
  dropStormDues,
  isOwedLater,
  listsOf,
  oweFrom,
  type StormDue,
  standingOnLists,
  stormDues,
} from '#records/storm-people';
import { insertDues } from '#records/visit-due';
import type { Desk } from '#usecases/desk';
import { standingsOf } from '#usecases/visit/standing';

/** In the unit in which it ends. */
export async function oweAfter(act: Act, storm: StormRow): Promise<void> {
  const holding = (await stormsEverywhere(act, ['during'])).map(({ regionCode }) => regionCode);
  // Of another storm that ended under this one, too: nobody could be sent to them before.
  const before = (await stormsEverywhere(act, ['after'])).filter(
    (one) =>
      one.id !== storm.id && (reaches(one.regionCode, storm.regionCode) || reaches(storm.regionCode, one.regionCode)),
  );
  const lists = [storm.id, ...before.map(({ id }) => id)];
  const people = await standingOnLists(act, lists, storm.regionCode, holding);
  const byId = new Map(people.map((person) => [person.memberId, person]));
  const period = afterStorm(act.today, must(storm.visitHours));
  await insertDues(
    act,
    [...byId.values()].map(({ memberId, regionCode, risk }) => ({
      ...{ memberId, regionCode, risk: risk ?? 'medium', kind: 'storm' as const, ...period },
    })),
  );
  await oweFrom(act, lists, [...byId.keys()], period.fromDay);
}

/** In the unit in which the county closes it. */
export async function dropAfter(act: Act, storm: StormRow): Promise<void> {
  const open = (await stormDues(act, storm.id)).filter(isOpen);
  await dropStormDues(
    act,
    storm.id,
    open.map(({ person }) => person.memberId),
    [...new Set(open.flatMap(({ person }) => person.dueFrom ?? []))],
  );
}

const isOpen = ({ metBy, dropped }: StormDue): boolean => metBy === null && !dropped;

/** Somebody was seen: if she was the last of a list, that storm is over. */
export async function finishSeen(act: Act, memberId: string): Promise<void> {
  for (const { storm } of await listsOf(act, [memberId], ['after'])) await finishIn(act, storm);
}

/** Over when nobody on the list is still waited for; whoever is away is seen when she comes home. */
async function finishIn(act: Act, storm: StormRow): Promise<boolean> {
  if (await isOwedLater(act, storm.id)) return false;
  const open = (await stormDues(act, storm.id)).filter(isOpen);
  if (open.length > 0) {
    const stood = await stormStandings(act, open);
    if (open.some(({ person }) => stood.get(person.memberId) !== 'away')) return false;
  }
  await moveStorm(act, storm, 'finish', { closedAt: act.now, closeReason: 'all_seen' }, { reason: 'all_seen' });
  return true;
}

/** How the visit after a storm stands with each of these, whom nobody has met. */
async function stormStandings(act: Act, open: readonly StormDue[]) {
  const standings = await standingsOf(
    act,
    open.map(({ person }) => person.memberId),
  );
  return new Map(
    open.map(({ person: { memberId, dueFrom } }) => {
      const due = standings.get(memberId)?.find(({ kind, fromDay }) => kind === 'storm' && fromDay === dueFrom);
      return [memberId, due?.standing ?? 'met'];
    }),
  );
}

/** An hour raises no more than this: a mistake in a rule must not wake a whole county. */
const MOST = 500;

/**
 * A job of each hour: a storm whose list was seen is over; whom nobody has seen in time becomes an alert, which has an owner and
 * goes up like every other. @returns how many alerts were raised
 */
export async function watchStorms(desk: Desk): Promise<number> {
  const storms = await desk.read((act) => stormsEverywhere(act, ['after']));
  let raised = 0;
  for (const storm of storms) raised += await desk.write([], (act) => watchOne(act, storm));
  return raised;
}

async function watchOne(act: Act, storm: StormRow): Promise<number> {
  if (await finishIn(act, storm)) return 0;
  const open = (await stormDues(act, storm.id)).filter((one) => isOpen(one) && one.dueOn < act.today).slice(0, MOST);
  const stood = await stormStandings(act, open);
  let raised = 0;
  for (const { person } of open) {
    if (stood.get(person.memberId) === 'late' && (await raiseFor(act, storm, person))) raised += 1;
  }
  return raised;
}

/** Once for each storm: closed with words it is seen to. */
async function raiseFor(
  act: Act,
  storm: StormRow,
  { memberId, regionCode }: { memberId: string; regionCode: string },
): Promise<boolean> {
  const known = await alertsOf(act, memberId, 50);
  const since = must(storm.endedAt);
  if (known.some(({ kind, state, openedAt }) => kind === 'storm' && (state !== 'closed' || openedAt >= since))) {
    return false;
  }
  const hours = act.policy.get('alert.deadlineHours', regionCode, act.today);
  const ownerId = await whoAnswers(act, regionCode);
  const values = { memberId, regionCode, kind: 'storm' as const, urgency: 'soon' as const, findings: [], note: null };
  // It is late already: it goes up after a day, as what cannot wait does.
  await openAlert(act, { ...values, ownerId, dueAt: deadlineAt('now', act.now, hours) }, { reason: storm.id });
  return true;
}
