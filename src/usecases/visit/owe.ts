/**
 * 应探访 of a month: what the register's rhythm and the pairings owe. A job of the month's first night, and at once for
 * whoever comes on the register or whose risk rises. It may run again at any time: what is there stays.
 */
import type { Act } from '#db/act';
import { addMonths, type Day, dayOf, firstOfMonth } from '#domain/day';
import { mondayOf, periodsOf, type Rhythm, sharesOf } from '#domain/due';
import type { RegionCode } from '#domain/region';
import type { Risk } from '#domain/risk';
import { activePairingsFor, type Pairing } from '#records/pairing';
import { type RegisterRow, registerAfter, registeredById } from '#records/register';
import { insertDues, type NewDue } from '#records/visit-due';
import type { Desk } from '#usecases/desk';

/** A unit has two seconds; this many take a small part of it. */
const CHUNK = 500;

const RHYTHM_OF = {
  high: 'visit.rhythmHigh',
  medium: 'visit.rhythmMedium',
  low: 'visit.rhythmLow',
} as const satisfies Record<Risk, string>;

/** From this day of a month on the next one is owed too: a helper plans her round before it begins. */
const AHEAD_FROM = 25;

/** A job of each night: this month, and towards its end the next. @returns how many elders it was reckoned for */
export async function oweAhead(desk: Desk): Promise<number> {
  const today = dayOf(desk.now);
  const reckoned = await oweMonth(desk, today);
  if (Number(today.slice(8)) >= AHEAD_FROM) await oweMonth(desk, addMonths(firstOfMonth(today), 1));
  return reckoned;
}

/** @param day any of the month @returns how many elders it was reckoned for */
export async function oweMonth(desk: Desk, day: Day): Promise<number> {
  const month = firstOfMonth(day);
  let after = '';
  let reckoned = 0;
  for (;;) {
    const rows = await desk.read((act) => registerAfter(act, after, CHUNK));
    if (rows.length === 0) return reckoned;
    await desk.write([], (act) => oweTo(act, rows, { months: [month], notBefore: month }));
    reckoned += rows.length;
    after = rows.at(-1)?.memberId ?? after;
  }
}

/** What is still ahead of these elders this month, the week that is now included. */
export async function owe(act: Act, memberIds: readonly string[]): Promise<void> {
  const rows = [...(await registeredById(act, memberIds)).values()];
  const months = [...new Set([mondayOf(act.today), act.today].map(firstOfMonth))];
  await oweTo(act, rows, { months, notBefore: act.today });
}

/** @param when the months whose periods are meant; what ends before `notBefore` is asked of nobody */
async function oweTo(
  act: Act,
  rows: readonly RegisterRow[],
  when: { months: readonly Day[]; notBefore: Day },
): Promise<void> {
  const pairings = await activePairingsFor(
    act,
    rows.map(({ memberId }) => memberId),
  );
  const owed = rows.flatMap((row) =>
    when.months.flatMap((month) => [
      ...rhythmDues(act, row, month),
      ...(pairings.get(row.memberId) ?? []).flatMap((pairing) => pairingDues(pairing, row, month)),
    ]),
  );
  await insertDues(
    act,
    owed.filter(({ dueOn }) => dueOn >= when.notBefore),
  );
}

function rhythmDues(act: Act, { memberId, regionCode, risk }: RegisterRow, day: Day): NewDue[] {
  return periodsOf(rhythmFor(act, regionCode, risk, day), day).map((period) => ({
    ...{ memberId, regionCode, risk, kind: 'register' as const },
    ...period,
  }));
}

const rhythmFor = (act: Act, regionCode: RegionCode, risk: Risk, day: Day): Rhythm =>
  act.policy.get(RHYTHM_OF[risk], regionCode, day);

/** A pairing owes from the day it began. */
function pairingDues({ id, beginsOn, visitsPerMonth }: Pairing, row: RegisterRow, month: Day): NewDue[] {
  const { memberId, regionCode, risk } = row;
  return sharesOf(visitsPerMonth, month)
    .filter(({ dueOn }) => beginsOn !== null && dueOn >= beginsOn)
    .map((share) => ({ ...{ memberId, regionCode, risk, kind: 'pairing' as const, pairingId: id }, ...share }));
}
