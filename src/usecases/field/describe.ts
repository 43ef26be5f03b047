/** A record of a phone in words, before it is anything else: who helped whom, with what, on which day. Nothing is decided. */
import type { Act } from '#db/act';
import { type Day, type Instant, spanMinutes } from '#domain/day';
import { readClock } from '#domain/field/clock';
import { type Form, formOf, readForm } from '#domain/field/form';
import type { FieldFound } from '#domain/field/found';
import { isRaw, momentIn } from '#domain/field/raw';
import type { FieldRecord } from '#domain/field/record';
import { memberInReach } from '#domain/reach';
import { Refusal, type RefusalCode, type RefusalParams } from '#domain/refusal';
import { type Person, personsById } from '#records/person';
import { listServices, type ServiceRow } from '#records/service';

export interface Described {
  /** Elders within reach; of the others there are only so many. */
  elders: Person[];
  strangers: number;
  volunteers: Person[];
  service: ServiceRow | null;
  servedOn: Day;
  /** Null where there was no visit. */
  minutes: number | null;
  /** A service, a record of the house put right, something asked for, nobody at home, setting out, looking in. */
  does: Form['does'];
  /** How she was met and what was wrong, where it was said. */
  found: FieldFound | null;
}

export type Line =
  | { raw: unknown; read: Described }
  | { raw: unknown; read: null; code: RefusalCode; params: RefusalParams };

/** @param at when they came here: by it the day is told */
export async function describe(act: Act, records: readonly { raw: unknown; at: Instant }[]): Promise<Line[]> {
  const read = records.map(({ raw, at }) => readOne(raw, act, at));
  const ids = read.flatMap((one) => ('record' in one ? peopleIn(one.record) : []));
  const persons = await personsById(act, [...new Set(ids)]);
  const services = await listServices(act);
  return read.map((one): Line => {
    if (!('record' in one)) return { raw: one.raw, read: null, code: one.code, params: one.params };
    const { record, servedOn, does } = one;
    const known = eldersIn(record).flatMap((id) => persons.get(id) ?? []);
    const elders = known.filter((person) => memberInReach(act.actor, 'exchange.read', person));
    return {
      raw: one.raw,
      read: {
        elders,
        strangers: eldersIn(record).length - elders.length,
        volunteers: volunteersIn(record).flatMap((id) => persons.get(id) ?? []),
        service: serviceIn(record, services),
        servedOn,
        does,
        minutes: minutesOf(record),
        found: 'found' in record ? record.found : null,
      },
    };
  });
}

type Read =
  | { raw: unknown; record: FieldRecord; servedOn: Day; does: Form['does'] }
  | { raw: unknown; code: RefusalCode; params: RefusalParams };

function readOne(raw: unknown, { today }: Act, at: Instant): Read {
  try {
    const record = readForm(raw, today);
    const sentAt = isRaw(raw) ? momentIn(raw, 'sentAt') : null;
    const { does } = formOf(raw);
    return { raw, record, does, servedOn: readClock(at, { ...record, sentAt }).servedOn };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return { raw, code: error.code, params: error.params };
  }
}

const eldersIn = (record: FieldRecord): string[] => [
  ...new Set([...record.memberIds, ...(record.kind === 'visit' ? record.doors.map(({ memberId }) => memberId) : [])]),
];
export function volunteersIn(record: FieldRecord): string[] {
  if (record.kind === 'go') return record.volunteerIds;
  if (record.kind === 'absent') return 'went' in record.of ? record.of.went.volunteerIds : [];
  return record.kind === 'visit' ? record.volunteers.map(({ memberId }) => memberId) : [];
}
const peopleIn = (record: FieldRecord): string[] => [...eldersIn(record), ...volunteersIn(record)];

function serviceIn(record: FieldRecord, services: readonly ServiceRow[]): ServiceRow | null {
  if (record.kind === 'duty') return null;
  return services.find(({ code }) => code === record.serviceCode) ?? null;
}

function minutesOf(record: FieldRecord): number | null {
  if (record.kind === 'ask') return record.minutes;
  if (record.kind !== 'visit') return null;
  const { times } = record;
  return 'minutes' in times ? times.minutes : spanMinutes(times.start, times.end);
}
