/**
 * Flags: breaches of a rule by a visit that was already made. Nothing is refused; the record is kept with flags on
 * every visit concerned and the town decides (domain.md, Care). A flag depends on the set of visits and never on their
 * order, so any order of syncing gives the same.
 */
import {
  addDays,
  addMonths,
  type Day,
  daysBetween,
  type HalfDay,
  halfDayOf,
  isWorkingDay,
  MINUTES_A_DAY,
  type MinuteOfDay,
  monthOf,
  spanMinutes,
} from '#domain/day';
import type { Bond } from '#domain/kinship';

export const FLAGS = [
  'after_death', // a beneficiary had died before that day
  'by_file', // handed in at a station in a file, which anybody may have edited
  'certificate_lapsed', // what the service asks for was not valid on that day
  'day_cap', // the volunteer's day holds more than may be credited
  'late', // logged after the month was closed
  'month_cap',
  'over_long', // above the service's maximum
  'overlap', // at two places at once, or more in a half-day than it holds
  'phone_clock', // the clock of the phone it was written on cannot be right
  'pin_new', // whoever was there when a PIN was chosen, days before, has another hand in this record
  'recipient_day_cap', // a beneficiary's day holds more than may be credited
  'relative', // 亲戚: sampled more
  'relative_unwitnessed', // and nobody outside both families says that it was so
  'shared_device', // a member's word, from a device where an officer was signed in
  'twice', // one volunteer with one beneficiary on one half-day more than once: perhaps one visit, written down twice
  'uninsured', // what has a risk, served by somebody whom no policy covered on that day
] as const;
export type Flag = (typeof FLAGS)[number];

/** What is told of the people and devices behind a record's evidence. */
export interface TrustMarks {
  /** Whoever was there when a PIN was chosen, days before, has another hand in this record. */
  pinNew: boolean;
  /** A member's word came from an officer's device. */
  sharedDevice: boolean;
}

/** The flags of these marks: a confirmation or a check can raise them, and nothing that others served. */
export const trustFlags = ({ pinNew, sharedDevice }: TrustMarks): Flag[] => [
  ...(pinNew ? (['pin_new'] as const) : []),
  ...(sharedDevice ? (['shared_device'] as const) : []),
];
export const TRUST_FLAGS: readonly Flag[] = trustFlags({ pinNew: true, sharedDevice: true });

export interface FlagVisit extends TrustMarks {
  id: string;
  volunteerIds: readonly string[];
  /** Members only; a station's or activity's visits have none. */
  beneficiaryIds: readonly string[];
  servedOn: Day;
  start: MinuteOfDay | null;
  /** Before `start` = after midnight; null: `servedMinutes` after the start. */
  end: MinuteOfDay | null;
  /** When it began, where `start` is not known. */
  halfDay: HalfDay | null;
  servedMinutes: number;
  /** 0 for what never credits. */
  serviceMaximum: number;
  bond: Bond;
  /** Somebody outside both families stands for it. */
  witnessed: boolean;
  /** Paid or on-duty hours: nothing of them counts against a cap. */
  duty: boolean;
  /** The day the server first had it. */
  loggedOn: Day;
  /** The last day on which its month could be logged in time: `monthCloses`. */
  closesOn: Day;
  certificateLapsed: boolean;
  uninsured: boolean;
  /** The first death among its beneficiaries. */
  diedOn: Day | null;
  /** Of a round: among how many doors its minutes were shared; 1 for a visit. */
  doors: number;
  phoneClock: boolean;
  byFile: boolean;
}

/** Minutes; null = off. */
export interface FlagCaps {
  dailyCap: number;
  monthlyCap: number | null;
  recipientDailyCap: number;
}

/** Windows of the half-days in minutes of the day; a morning begins at six, so each holds six hours. */
const WINDOWS: Record<HalfDay, [number, number]> = {
  morning: [360, 720],
  afternoon: [720, 1080],
  evening: [1080, 1440],
};

/**
 * The last day on which a visit of `servedOn` is in time: `closeDay` of the next month (`log.closeDay`), moved on to a
 * working day, and not before a region's pause (Spring Festival, storm, outage) has ended. Villages live by the month
 * (village-practice finding 9).
 */
export function monthCloses(servedOn: Day, closeDay: number, pausedUntil: Day | null = null): Day {
  let day = addDays(addMonths(servedOn, 1), closeDay - 1);
  if (pausedUntil !== null && pausedUntil > day) day = pausedUntil;
  while (!isWorkingDay(day)) day = addDays(day, 1);
  return day;
}

/** Minutes that count against caps: what could be credited of this visit at most. */
const claim = (visit: FlagVisit): number =>
  visit.bond === 'family' || visit.duty ? 0 : Math.min(visit.servedMinutes, visit.serviceMaximum);

type Timed = FlagVisit & { start: MinuteOfDay };
const isTimed = (visit: FlagVisit): visit is Timed => visit.start !== null;

/** From and to in minutes of one long clock, so that a visit over midnight meets the next morning's. */
function interval(visit: Timed): [number, number] {
  const from = daysBetween('2000-01-01', visit.servedOn) * MINUTES_A_DAY + visit.start;
  return [from, from + (visit.end === null ? visit.servedMinutes : spanMinutes(visit.start, visit.end))];
}

const shared = (a: [number, number], b: [number, number]): number => Math.min(a[1], b[1]) - Math.max(a[0], b[0]);

/** Visits of one volunteer that cannot all be true as written. */
function overlapping(visits: readonly FlagVisit[]): FlagVisit[] {
  const timed = visits.filter(isTimed);
  const clashing = timed.filter((one) =>
    timed.some((other) => other.id !== one.id && shared(interval(one), interval(other)) > 0),
  );
  const halfDays = groups(
    visits.filter((visit) => !isTimed(visit)),
    (visit) => (visit.halfDay ? [`${visit.servedOn} ${visit.halfDay}`] : []),
  );
  const crowded = halfDays.flatMap((untimed) => {
    const { servedOn, halfDay } = untimed[0] as FlagVisit & { halfDay: HalfDay };
    const midnight = daysBetween('2000-01-01', servedOn) * MINUTES_A_DAY;
    const window: [number, number] = [midnight + WINDOWS[halfDay][0], midnight + WINDOWS[halfDay][1]];
    const within = timed.filter((visit) => shared(interval(visit), window) > 0);
    const minutes =
      sum(untimed, (visit) => visit.servedMinutes) + sum(within, (visit) => shared(interval(visit), window));
    const all = [...untimed, ...within];
    return all.length > 1 && minutes > window[1] - window[0] ? all : [];
  });
  return [...clashing, ...crowded];
}

/** What says which visits may be one. */
export type TwinVisit = Pick<FlagVisit, 'id' | 'volunteerIds' | 'beneficiaryIds' | 'servedOn' | 'start' | 'halfDay'>;

/** The other visits for which each of these is flagged `twice`, in the order given; those without any are not in it. */
export function twinsOf(visits: readonly TwinVisit[]): Map<string, string[]> {
  const twins = new Map<string, Set<string>>();
  for (const same of groups(visits, pairs).filter(({ length }) => length > 1)) {
    for (const { id } of same) {
      const known = twins.get(id) ?? new Set<string>();
      for (const other of same) if (other.id !== id) known.add(other.id);
      twins.set(id, known);
    }
  }
  const order = visits.map(({ id }) => id);
  return new Map([...twins].map(([id, others]) => [id, order.filter((one) => others.has(one))]));
}

/** One volunteer with one beneficiary on one half-day: of several, each is asked about. */
function pairs(visit: TwinVisit): string[] {
  const half = visit.start === null ? visit.halfDay : halfDayOf(visit.start);
  if (half === null) return [];
  return visit.volunteerIds.flatMap((volunteer) =>
    visit.beneficiaryIds.map((beneficiary) => `${volunteer} ${beneficiary} ${visit.servedOn} ${half}`),
  );
}

const sum = <T>(items: readonly T[], of: (item: T) => number): number => items.reduce((all, item) => all + of(item), 0);

/** Items under each key they carry. */
function groups<T>(items: readonly T[], keysOf: (item: T) => readonly string[]): T[][] {
  const found = new Map<string, T[]>();
  for (const item of items) {
    for (const key of new Set(keysOf(item))) {
      const group = found.get(key);
      if (group) group.push(item);
      else found.set(key, [item]);
    }
  }
  return [...found.values()];
}

/**
 * Flags of every visit, sorted. Give all visits concerned: for the month of a visit, everything of its volunteers and
 * beneficiaries that is not cancelled, rejected or reversed, and the day before and after.
 * @param capsOf the caps that hold for a visit, by its day of service and region
 */
export function flagsOf(visits: readonly FlagVisit[], capsOf: (visit: FlagVisit) => FlagCaps): Map<string, Flag[]> {
  const found = new Map(visits.map((visit) => [visit.id, new Set<Flag>()]));
  const raise = (visit: FlagVisit, flag: Flag) => found.get(visit.id)?.add(flag);

  const overCap = (
    flag: Flag,
    keysOf: (visit: FlagVisit) => string[],
    cap: (caps: FlagCaps) => number | null,
    of: (visit: FlagVisit) => number = claim,
  ) => {
    for (const group of groups(
      visits.filter((visit) => claim(visit) > 0),
      keysOf,
    )) {
      const claimed = sum(group, of);
      for (const visit of group) if (claimed > (cap(capsOf(visit)) ?? Infinity)) raise(visit, flag);
    }
  };
  overCap(
    'day_cap',
    (visit) => visit.volunteerIds.map((id) => `${id} ${visit.servedOn}`),
    (caps) => caps.dailyCap,
  );
  overCap(
    'month_cap',
    (visit) => visit.volunteerIds.map((id) => `${id} ${monthOf(visit.servedOn)}`),
    (caps) => caps.monthlyCap,
  );
  overCap(
    'recipient_day_cap',
    (visit) => visit.beneficiaryIds.map((id) => `${id} ${visit.servedOn}`),
    (caps) => caps.recipientDailyCap,
    // Two hours around twelve doors are ten minutes at each.
    (visit) => Math.ceil(claim(visit) / visit.doors),
  );
  for (const group of groups(visits, (visit) => visit.volunteerIds))
    for (const visit of overlapping(group)) raise(visit, 'overlap');
  const twins = twinsOf(visits);
  for (const visit of visits) if (twins.has(visit.id)) raise(visit, 'twice');

  for (const visit of visits) {
    if (visit.serviceMaximum > 0 && visit.servedMinutes > visit.serviceMaximum) raise(visit, 'over_long');
    if (visit.loggedOn > visit.closesOn) raise(visit, 'late');
    if (visit.certificateLapsed) raise(visit, 'certificate_lapsed');
    if (visit.uninsured) raise(visit, 'uninsured');
    if (visit.bond === 'relative') raise(visit, 'relative');
    if (visit.bond === 'relative' && !visit.witnessed) raise(visit, 'relative_unwitnessed');
    if (visit.diedOn !== null && visit.servedOn > visit.diedOn) raise(visit, 'after_death');
    if (visit.phoneClock) raise(visit, 'phone_clock');
    if (visit.byFile) raise(visit, 'by_file');
    for (const flag of trustFlags(visit)) raise(visit, flag);
  }
  return new Map([...found].map(([id, flags]) => [id, [...flags].sort()]));
}
