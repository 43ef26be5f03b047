/**
 * 应探访: by when somebody must have looked in. A rhythm cuts the calendar into periods, and a period is met by one visit
 * in it; after a crisis or a storm the period is hours instead. Whoever is away is neither due nor late, and days of
 * weather mode are not missed (village-practice findings 5 and 16).
 */
import { addDays, addMonths, type Day, daysBetween, firstOfMonth } from '#domain/day';
import { type Away, isAway } from '#domain/member';

export const RHYTHMS = ['weekly', 'monthly', 'quarterly'] as const;
export type Rhythm = (typeof RHYTHMS)[number];

/** Why it is owed: by the register's rhythm, by a pairing, after a crisis, after a storm. */
export const DUE_KINDS = ['register', 'pairing', 'crisis', 'storm'] as const;
export type DueKind = (typeof DUE_KINDS)[number];

/** Both days inclusive. */
export interface Period {
  fromDay: Day;
  dueOn: Day;
}

/** Monday of the week of a day: 1970-01-01 was a Thursday. */
export const mondayOf = (day: Day): Day => addDays(day, -((((daysBetween('1970-01-01', day) + 3) % 7) + 7) % 7));

/** The periods of a rhythm that begin in the month of `day`, in order. Every day of a year lies in exactly one. */
export function periodsOf(rhythm: Rhythm, day: Day): Period[] {
  const first = firstOfMonth(day);
  if (rhythm === 'weekly') return weeksFrom(first);
  if (rhythm === 'monthly') return [{ fromDay: first, dueOn: lastOf(first, 1) }];
  return [1, 4, 7, 10].includes(Number(first.slice(5, 7))) ? [{ fromDay: first, dueOn: lastOf(first, 3) }] : [];
}

const lastOf = (first: Day, months: number): Day => addDays(addMonths(first, months), -1);

function weeksFrom(first: Day): Period[] {
  const end = addMonths(first, 1);
  const monday = mondayOf(first);
  const weeks: Period[] = [];
  for (let day = monday < first ? addDays(monday, 7) : monday; day < end; day = addDays(day, 7)) {
    weeks.push({ fromDay: day, dueOn: addDays(day, 6) });
  }
  return weeks;
}

/** The parts of a month in which a pairing's visits are due: as even as its days allow, none empty. */
export function sharesOf(visits: number, day: Day): Period[] {
  const first = firstOfMonth(day);
  const days = daysBetween(first, addMonths(first, 1));
  const start = (share: number) => Math.floor((share * days) / visits);
  return Array.from({ length: visits }, (_, share) => ({
    fromDay: addDays(first, start(share)),
    dueOn: addDays(first, start(share + 1) - 1),
  }));
}

/** Weather mode of a place; `toDay` null = it still holds. */
export interface Storm {
  fromDay: Day;
  toDay: Day | null;
  /** Days after its end by which it is made up for; `AFTER_STORM_DAYS` where nobody says. */
  afterDays?: number;
}

/** Days within which whoever was promised a visit is seen after a storm. */
export const AFTER_STORM_DAYS = 2;

/**
 * The last day by which a period may be met without being late: its own, or, where that lay in a storm, that many days after it.
 * Null while the storm holds.
 */
export function deadlineOf({ dueOn }: Pick<Period, 'dueOn'>, storms: readonly Storm[]): Day | null {
  let deadline = dueOn;
  for (const { fromDay, toDay, afterDays = AFTER_STORM_DAYS } of [...storms].sort((a, b) =>
    a.fromDay < b.fromDay ? -1 : 1,
  )) {
    if (deadline < fromDay || (toDay !== null && deadline > toDay)) continue;
    if (toDay === null) return null;
    deadline = addDays(toDay, afterDays);
  }
  return deadline;
}

/** How a period stands on a day. */
export type DueStanding = 'met' | 'away' | 'storm' | 'coming' | 'due' | 'late';

export interface DueQuestion extends Period {
  /** The day of the visit that met it; null = none yet. */
  metOn: Day | null;
  aways: readonly Away[];
  storms: readonly Storm[];
}

/**
 * Met counts before all else. Whoever was away on the last day could not have been found late; whoever is away today is not
 * looked for. While weather mode holds nobody is sent.
 */
export function standingOn(question: DueQuestion, today: Day): DueStanding {
  if (question.metOn !== null) return 'met';
  const deadline = deadlineOf(question, question.storms);
  const past = deadline !== null && deadline < today;
  if (isAway(question.aways, today) || (past && isAway(question.aways, deadline))) return 'away';
  if (question.storms.some(({ fromDay, toDay }) => fromDay <= today && (toDay === null || today <= toDay)))
    return 'storm';
  if (past) return 'late';
  return today < question.fromDay ? 'coming' : 'due';
}
