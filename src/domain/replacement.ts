/**
 * 撤销并改记: a credit that is taken back, and the record that stands instead of it. What may be replaced, whether anything
 * would be other than it was, and who pays: what the reversal gives back pays first, in the order in which it had paid.
 */
import type { Day, HalfDay, MinuteOfDay } from '#domain/day';
import type { State } from '#domain/exchange';

/** What a visit should have been written down as. */
export interface Instead {
  serviceCode: string;
  servedOn: Day;
  startMinute: MinuteOfDay | null;
  endMinute: MinuteOfDay | null;
  halfDay: HalfDay;
  servedMinutes: number;
  volunteers: { memberId: string; relative: boolean }[];
}

export interface Replaceable {
  state: State;
  /** It stands instead of another one already. */
  replaces: boolean;
  /** Of a round: how many doors. */
  doors: number | null;
}

/**
 * Why this record is not replaced, or null. Once: what stands instead of another one is only taken back, and what is right
 * is written down anew. A round has a line a door, and none of them says what the round should have been.
 */
export function whyNotReplace({
  state,
  replaces,
  doors,
}: Replaceable): 'state_moved' | 'replaced_once' | 'round_once' | null {
  if (state !== 'credited') return 'state_moved';
  if (replaces) return 'replaced_once';
  return doors === null ? null : 'round_once';
}

type Said = Omit<Instead, 'halfDay' | 'servedOn' | 'servedMinutes' | 'volunteers'> & {
  [Key in 'halfDay' | 'servedOn' | 'servedMinutes']: Instead[Key] | null;
} & { volunteers: readonly { memberId: string }[] };

/** Nothing but words would be other than they were. */
export function saysTheSame(was: Said, now: Said): boolean {
  const who = ({ volunteers }: Said) =>
    volunteers
      .map(({ memberId }) => memberId)
      .sort()
      .join(' ');
  // Where only one of them knows the time of the clock, the half-day is what both say.
  const clock = was.startMinute !== null && now.startMinute !== null;
  const times = (of: Said) => (clock ? `${of.startMinute}–${of.endMinute}` : of.halfDay);
  return (
    was.serviceCode === now.serviceCode &&
    was.servedOn === now.servedOn &&
    was.servedMinutes === now.servedMinutes &&
    times(was) === times(now) &&
    who(was) === who(now)
  );
}

/**
 * Whoever had paid gets the minutes back and pays again, in the same order and never more than came back: a correction is
 * no reason to turn to another account, and what lapsed meanwhile still pays for what it had paid for.
 * @returns Σ minutes ≤ `minutes`; what is missing is covered by the rules of cover
 */
export function paidAgain<A>(back: readonly { account: A; minutes: number }[], minutes: number) {
  let need = minutes;
  const paid: { account: A; minutes: number }[] = [];
  for (const one of back) {
    const again = Math.min(one.minutes, need);
    if (again > 0) paid.push({ account: one.account, minutes: again });
    need -= again;
  }
  return { paid, need };
}

interface Word {
  kind: string;
  byId: string;
  minutes: number | null;
}

/**
 * What was said of the visit goes with it: of the people who stand in the new record, and of everybody who was not a
 * volunteer. Where the record says other minutes than a word did, the word keeps its own.
 */
export function wordsThatGoAlong<W extends Word>(
  words: readonly W[],
  was: { servedMinutes: number | null; volunteerIds: readonly string[] },
  now: { servedMinutes: number; volunteerIds: readonly string[] },
): W[] {
  const gone = was.volunteerIds.filter((id) => !now.volunteerIds.includes(id));
  const other = was.servedMinutes !== now.servedMinutes ? was.servedMinutes : null;
  return words.filter(({ byId }) => !gone.includes(byId)).map((word) => ({ ...word, minutes: word.minutes ?? other }));
}
