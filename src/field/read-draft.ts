/** From what stands on the page to a record, read as leniently as the house reads it and refused in the same words. */
import { addDays, type Day, dayOf, daysBetween, type Instant, spanMinutes } from '#domain/day';
import type { Heard } from '#domain/field/clock';
import { readMinutes } from '#domain/minutes';
import { Refusal, type RefusalCode } from '#domain/refusal';
import { readServed, type Times } from '#domain/served';
import { readDay, readTime } from '#domain/times';
import { ordersAround } from '#field/orders';
import { isSomething, lookOf } from '#field/read-look';
import { asksWitness, readWitness } from '#field/read-witness';
import {
  type AskRecord,
  CORRECTION,
  type Draft,
  type FieldRecord,
  FORM,
  type Roster,
  type VisitRecord,
} from '#field/types';

/** Beside which field, and what is the matter: the words are `refusal.<code>`. `sure` is a question, not a mistake. */
export interface Problem {
  field: string;
  code: RefusalCode | 'sure' | 'doors' | 'nobody' | 'ordered';
  minutes?: number;
}

export type Understood<R extends FieldRecord = FieldRecord> =
  | { record: R; problems: [] }
  | { record: null; problems: Problem[] };

/** Longer than this is asked about once and then kept as it is: 14 hours happen, and so does a slip of the thumb. */
export const LONG_MINUTES = 8 * 60;

export interface Clocks {
  /** By the phone's own clock. */
  phone: Instant;
  /** What day it is, as far as we know. */
  today: Day;
  /** What is known of the phone's clock. */
  heard?: Heard | null;
}

/** Reads an answer, or notes beside which field it was refused, with the figure that the words name. */
export const understanding =
  (problems: Problem[]) =>
  <T>(field: string, read: () => T): T | null => {
    try {
      return read();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { field: beside = field, maximum } = error.params;
      problems.push({ field: String(beside), code: error.code, ...(maximum ? { minutes: Number(maximum) } : {}) });
      return null;
    }
  };

export function readDraft(draft: Draft, roster: Roster, clocks: Clocks): Understood<VisitRecord> {
  const problems: Problem[] = [];
  const understand = understanding(problems);
  if (draft.memberIds.length === 0) problems.push({ field: 'member', code: 'missing' });
  if (draft.serviceCode === '') problems.push({ field: 'serviceCode', code: 'missing' });
  const ago = understand('otherDay', () => readAgo(draft, clocks.today));
  const times = understand('minutes', () => readTimes(draft));
  const day = addDays(clocks.today, -(ago ?? 0));
  const served = times && ago !== null ? understand('minutes', () => readServed(clocks.today, day, times)) : null;
  const volunteers = understand('volunteer', () => readVolunteers(draft));
  const witness = asksWitness(draft) ? understand('witnessPhone', () => readWitness(draft, roster)) : null;
  problems.push(...ownFamily(draft, roster), ...sheet(draft));
  if (served && served.minutes > LONG_MINUTES && !draft.sure) {
    problems.push({ field: 'sure', code: 'sure', minutes: served.minutes });
  }
  if (
    draft.order === null &&
    !draft.corrects &&
    !draft.round &&
    ordersAround(roster.orders, draft.memberIds, draft.volunteerIds, day).length > 0
  ) {
    problems.push({ field: 'order', code: 'which_order' });
  }
  if (problems.length > 0 || !times || !volunteers || ago === null) return { record: null, problems };
  return { record: recordOf(draft, { times, volunteers, ago, witness }, clocks), problems: [] };
}

interface Read {
  times: Times;
  volunteers: VisitRecord['volunteers'];
  ago: number;
  witness: VisitRecord['witness'] | null;
}

/** When it is kept, by the phone's clock, and what is known of that. */
export const savedNow = ({ phone, heard }: Clocks): Pick<VisitRecord, 'savedAt' | 'heard'> => ({
  savedAt: phone,
  ...(heard ? { heard } : {}),
});

function recordOf(draft: Draft, { times, volunteers, ago, witness }: Read, clocks: Clocks): VisitRecord {
  const doors = draft.memberIds.map((memberId) => doorOf(draft, memberId));
  const { corrects } = draft;
  return {
    id: draft.id,
    ...(corrects
      ? { form: CORRECTION, exchangeId: corrects.exchangeId, version: corrects.version }
      : { form: FORM, order: draft.order, reason: draft.reason }),
    memberIds: draft.memberIds,
    serviceCode: draft.serviceCode,
    volunteers,
    day: dayIn(draft, ago, clocks),
    times,
    ...(draft.round ? { doors } : {}),
    ...(draft.told ? { toldInPerson: true } : {}),
    ...(witness ? { witness } : {}),
    ...(draft.went && !corrects ? { went: draft.went } : {}),
    ...(draft.look && isSomething(draft.look) && !corrects && !draft.round ? { found: lookOf(draft.look) } : {}),
    ...savedNow(clocks),
  };
}

/**
 * A day that was written out goes as such: no clock may move it; nor that of a record which the house has already. Of
 * 今天 and 昨天 the house asks the clocks.
 */
function dayIn({ otherDay, corrects }: Draft, ago: number, { phone, today }: Clocks): VisitRecord['day'] {
  const on = addDays(today, -ago);
  return otherDay.trim() === '' && !corrects ? { phone: addDays(dayOf(phone), -ago), ago } : { phone: on, ago, on };
}

function doorOf({ found, doorNotes }: Draft, memberId: string): NonNullable<VisitRecord['doors']>[number] {
  const note = doorNotes?.[memberId]?.trim();
  return { memberId, found: found[memberId] ?? 'seen', ...(note ? { note } : {}) };
}

/** The same of what may not be put right: 今天 is said by a clock, a day that was written out by nobody else. */
export const dayOfDraft = (draft: Draft, clocks: Clocks): VisitRecord['day'] =>
  dayIn(draft, readAgo(draft, clocks.today), clocks);

const readAgo = ({ ago, otherDay }: Draft, today: Day): number =>
  otherDay.trim() === '' ? Number(ago) : daysBetween(readDay(otherDay, today, 'past'), today);

/** Times where both are written, else the half-day and how long. */
function readTimes(draft: Draft): Times {
  const [start, end] = [draft.start.trim(), draft.end.trim()];
  if (start !== '' || end !== '') {
    if (start === '') throw new Refusal('time_needed', { field: 'start' });
    if (end === '') throw new Refusal('time_needed', { field: 'end' });
    return { start: timeIn('start', start), end: timeIn('end', end) };
  }
  if (draft.otherMinutes.trim() !== '')
    return { halfDay: draft.halfDay, minutes: minutesIn('otherMinutes', draft.otherMinutes) };
  if (draft.minutes === '') throw new Refusal('missing', { field: 'minutes' });
  return { halfDay: draft.halfDay, minutes: Number(draft.minutes) };
}

function inField<T>(field: string, read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof Refusal ? new Refusal(error.code, { ...error.params, field }) : error;
  }
}

export const timeIn = (field: string, typed: string): number => inField(field, () => readTime(typed));
export const minutesIn = (field: string, typed: string): number => inField(field, () => readMinutes(typed));

function readVolunteers({ volunteerIds, relativeIds, ownMinutes }: Draft): VisitRecord['volunteers'] {
  if (volunteerIds.length === 0) throw new Refusal('missing', { field: 'volunteer' });
  return volunteerIds.map((memberId) => {
    // Each one's minutes are their own; written only where they differ.
    const own = volunteerIds.length > 1 ? (ownMinutes[memberId] ?? '').trim() : '';
    return {
      memberId,
      ...(own === '' ? {} : { minutes: minutesIn(`own-${memberId}`, own) }),
      ...(relativeIds.includes(memberId) ? { relative: true } : {}),
    };
  });
}

/** What staff may not write down: care for, or by, their own family. The house refuses it too. */
export function ownFamily({ memberIds, volunteerIds }: Draft, { family }: Roster): Problem[] {
  if (memberIds.some((id) => family.includes(id))) return [{ field: 'member', code: 'family_record' }];
  return volunteerIds.some((id) => family.includes(id)) ? [{ field: 'volunteer', code: 'family_record' }] : [];
}

/** As many as the house's form has lines for. */
export const MOST_DOORS = 12;

/** A sheet has so many lines, and somebody was there at one of them. */
function sheet({ round, memberIds, found }: Draft): Problem[] {
  if (!round || memberIds.length === 0) return [];
  if (memberIds.length > MOST_DOORS) return [{ field: 'member', code: 'doors' }];
  return memberIds.every((id) => found[id] === 'absent') ? [{ field: 'member', code: 'nobody' }] : [];
}

/** How long a record says it was. */
export function minutesOf(record: Pick<VisitRecord, 'times'> | Pick<AskRecord, 'minutes'>): number {
  if ('minutes' in record) return record.minutes;
  const { times } = record;
  return 'minutes' in times ? times.minutes : spanMinutes(times.start, times.end);
}
