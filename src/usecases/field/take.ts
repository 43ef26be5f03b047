/**
 * One record of a phone is taken in: one unit of work, in which the phone's id, the exchange and the flags of all visits
 * concerned are written or nothing is. So a lost answer, two tabs or a phone restored from a backup never make two.
 * What the rules do not allow is kept with its body and its reason; it was written in good faith, and nothing is lost.
 */
import type { Act } from '#db/act';
import { type Day, dayOf, type Instant } from '#domain/day';
import { type ClockVerdict, type ReadClock, readClock } from '#domain/field/clock';
import { FORMS, type Forms, readForm } from '#domain/field/form';
import { isRaw, momentIn } from '#domain/field/raw';
import type { FieldRecord, VisitRecord } from '#domain/field/record';
import { grantsFor } from '#domain/permission';
import { must, Refusal, type RefusalCode, type RefusalParams } from '#domain/refusal';
import { writeDoors } from '#records/door';
import { again } from '#records/exchange';
import { type FieldRow, keepRecord } from '#records/field-record';
import { keepRefusal, settleRefusals } from '#records/field-refusal';
import { findPersons } from '#records/person';
import { once } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { refuseFamilyRecord } from '#usecases/exchange/eyes';
import { logVisitIn } from '#usecases/exchange/log-visit';
import { reflag } from '#usecases/exchange/reflag';
import { sameVisits } from '#usecases/exchange/same-visit';
import type { ExchangeLine } from '#usecases/exchange/view';
import { whoElseMay } from '#usecases/exchange/who-else';
import { type Writer, writerOf } from '#usecases/exchange/writer';
import { absentIn } from '#usecases/field/absent';
import { askIn } from '#usecases/field/ask';
import { asText, bodyHash, idOf } from '#usecases/field/body';
import { correctVisitIn } from '#usecases/field/correct';
import { volunteersIn } from '#usecases/field/describe';
import { dutyIn, foundBeside } from '#usecases/field/duty';
import { journalsOf } from '#usecases/field/journals';
import { tryPinOf } from '#usecases/field/pin';
import { goIn, orderOf, rememberVisit } from '#usecases/field/went';
import { witnessedIn } from '#usecases/field/witness';

export interface Taken {
  outcome: 'taken' | 'again';
  id: string;
  exchangeId: string;
  /** What came of its PIN; null when it had none. */
  pin: FieldRow['pin'];
}
/** 探访: taken in, and no exchange. */
export interface VisitTaken {
  outcome: 'taken' | 'again';
  id: string;
  visitId: string;
}
export interface NotTaken {
  outcome: 'refused';
  /** Null where the phone gave it none that can be one. */
  id: string | null;
  code: RefusalCode;
  params: RefusalParams;
  /** Orders and records that this visit may be. */
  choices: ExchangeLine[];
  /** Of her own family: who may write it down instead, by name. */
  instead: string[];
}
/** The house was too busy: nothing was decided, and the phone comes again. */
export interface Later {
  outcome: 'later';
  id: string | null;
}
export type Receipt = Taken | VisitTaken | NotTaken | Later;

export interface Handed {
  way: FieldRow['way'];
  /** Who wrote it; left out for whoever hands it in. Somebody else's device vouches for nothing, and no PIN is tried. */
  writer?: Pick<Writer, 'id' | 'personId'>;
  forms?: Forms;
  /** What 是不是这一单 was answered with here, for a record that was refused for that. */
  order?: string;
  /** When it came here first, where that was before. */
  arrivedAt?: Instant;
}

/** A refused body longer than this is not kept: it is no record of ours, and it is still on the phone. */
const LONGEST_KEPT = 16 * 1024;

/**
 * @param raw as it came, of any form
 * @returns a receipt; it throws no refusal
 */
export async function takeRecord(desk: Desk, raw: unknown, handed: Handed): Promise<Receipt> {
  const { way, writer, forms = FORMS, order, arrivedAt } = handed;
  const id = idOf(raw);
  let record: FieldRecord | null = null;
  try {
    record = readForm(raw, dayOf(desk.now), forms);
    if (order !== undefined && record.kind === 'visit') record = { ...record, order };
    if (order === 'new') record = noneOfThem(record);
    const of: Origin = { raw, way, writer: writer ?? null, arrivedAt };
    const taken = await take(desk, record, of);
    if ('visitId' in taken) return taken;
    const service = record.kind === 'visit' && way === 'phone' && !writer ? record : null;
    const pin = service && (await tryPinOf(desk, service, { raw, ...taken }));
    return { ...taken, pin };
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    if (error.status >= 500) return { outcome: 'later', id };
    const writerId = writer?.id ?? desk.actor.id;
    const corrects = record?.kind === 'visit' ? (record.corrects?.exchangeId ?? null) : null;
    await desk.write([], (act) => keep(act, { raw, id, way, writerId, corrects }, error));
    const reason = { code: error.code, params: error.params };
    return { outcome: 'refused', id, ...reason, ...(await wayOn(desk, record, raw, error.code)) };
  }
}

/** Setting out again, by somebody who has seen the orders around it: it is none of them. */
function noneOfThem(record: FieldRecord): FieldRecord {
  if (record.kind === 'go') return { ...record, another: true };
  if (record.kind !== 'absent' || 'order' in record.of) return record;
  return { ...record, of: { went: { ...record.of.went, another: true } } };
}

/** Where a record comes from. */
interface Origin {
  raw: unknown;
  way: FieldRow['way'];
  writer: Handed['writer'] | null;
  arrivedAt?: Instant | undefined;
}

async function take(desk: Desk, record: FieldRecord, origin: Origin): Promise<Omit<Taken, 'pin'> | VisitTaken> {
  let outcome: Taken['outcome'] = 'again';
  const became = await desk.write(await journalsOf(desk, record, origin.writer?.id), async (act) => {
    outcome = 'again'; // A unit may run again from the start.
    const writer = writtenBy(act, record, origin);
    const work = async () => {
      outcome = 'taken';
      return takeIn(act, record, origin, writer);
    };
    return once(act, `field:${record.id}`, bodyHash(origin.raw), work, writer.id);
  });
  const { id } = record;
  return record.kind === 'duty' ? { outcome, id, visitId: became } : { outcome, id, exchangeId: became };
}

/** In a file anybody may have written anything: no device vouches for it. */
const writtenBy = (act: Act, record: FieldRecord, { way, writer }: Origin): Writer => ({
  ...writerOf(act),
  ...(way === 'file' || writer ? { ...writer, device: null } : {}),
  deviceAt: record.savedAt,
});

async function takeIn(act: Act, record: FieldRecord, { raw, way, arrivedAt }: Origin, writer: Writer): Promise<string> {
  const needs = record.kind === 'duty' ? 'visit.record' : 'exchange.log';
  if (grantsFor(act.actor, needs).length === 0) throw new Refusal('no_post');
  const sentAt = isRaw(raw) ? momentIn(raw, 'sentAt') : null;
  const clock = readClock(arrivedAt ?? act.now, { ...record, sentAt });
  const { id, savedAt } = record;
  const made = await become(act, record, clock, writer);
  const form = isRaw(raw) ? String(raw.form) : '';
  const clocks = { savedAt, sentAt, clock: clock.verdict };
  await keepRecord(act, {
    ...{ id, form, way, told: record.kind === 'visit' && record.told, ...clocks },
    writerId: writer.id,
    bodyHash: bodyHash(raw),
    exchangeId: record.kind === 'duty' ? null : made.id,
    visitId: record.kind === 'duty' ? made.id : null,
  });
  await settleRefusals(act, writer.id, id);
  if (record.kind === 'visit' && isMarked(clock.verdict, way)) await reflag(act, await again(act, made));
  return made.id;
}

function become(act: Act, record: FieldRecord, clock: ReadClock, writer: Writer): Promise<{ id: string }> {
  const { servedOn: day } = clock;
  if (record.kind === 'ask') return within(askIn(act, record, day, writer));
  if (record.kind === 'go') return within(goIn(act, record, clock, writer));
  if (record.kind === 'absent') return within(absentIn(act, record, day, writer));
  if (record.kind === 'duty') return within(dutyIn(act, record, clock, writer));
  return writtenDown(act, record, day, writer);
}

async function writtenDown(act: Act, record: VisitRecord, servedOn: Day, writer: Writer): Promise<{ id: string }> {
  const { corrects, memberIds, serviceCode, volunteers, times, reason, doors, told, went } = record;
  if (corrects) return within(correctVisitIn(act, { corrects, record, servedOn }, writer));
  await refuseStrangers(act, record, writer);
  const order = await orderOf(act, record, writer);
  const found = await foundBeside(act, record, servedOn);
  const visit = { memberIds, serviceCode, volunteers, times, reason, order, servedOn, told, ...(found && { found }) };
  const log = doors.length > 0 ? { ...visit, doors: doors.length } : visit;
  const exchange = await logVisitIn(act, log, writer, { orders: true, records: false });
  await writeDoors(act, exchange.id, doors);
  if (went) await rememberVisit(act, went, exchange.id, writer);
  if (record.witness) await witnessedIn(act, exchange.id, record.witness);
  return exchange;
}

const isMarked = (clock: ClockVerdict, way: FieldRow['way']): boolean => clock !== 'good' || way === 'file';

/** On a phone, what is not found is whom she no longer has. */
async function within<T>(reached: Promise<T>): Promise<T> {
  try {
    return await reached;
  } catch (error) {
    throw error instanceof Refusal && error.code === 'not_found' ? new Refusal('out_of_reach') : error;
  }
}

/** Every door is one of hers, also where nobody was; and none is her own family's. */
async function refuseStrangers(act: Act, { memberIds, doors }: VisitRecord, writer: Writer): Promise<void> {
  const ids = [...new Set([...memberIds, ...doors.map(({ memberId }) => memberId)])];
  await within(findPersons(act, ids, 'exchange.log'));
  if (doors.length > 0) await refuseFamilyRecord(act, ids, writer.personId);
}

interface Refusable {
  raw: unknown;
  id: string | null;
  way: FieldRow['way'];
  writerId: string;
  corrects: string | null;
}

/** In a unit of its own: the one that refused it left nothing behind. */
async function keep(
  act: Act,
  { raw, id, way, writerId, corrects }: Refusable,
  { code, params }: Refusal,
): Promise<void> {
  const body = asText(raw);
  if (body.length > LONGEST_KEPT) return;
  const hash = bodyHash(raw);
  const form = isRaw(raw) && typeof raw.form === 'string' ? raw.form.slice(0, 20) : null;
  await keepRefusal(act, {
    writerId,
    id: id ?? `-${hash.slice(0, 40)}`,
    bodyHash: hash,
    form,
    way,
    code,
    params,
    corrects,
    body,
  });
}

/** What she can do about it: the orders that it may be, or who writes it down instead. */
async function wayOn(
  desk: Desk,
  record: FieldRecord | null,
  raw: unknown,
  code: RefusalCode,
): Promise<Pick<NotTaken, 'choices' | 'instead'>> {
  if (record && code === 'family_record') {
    return { choices: [], instead: await whoElseMay(desk, must(record.memberIds[0])) };
  }
  if (!record || code !== 'which_order') return { choices: [], instead: [] };
  const sentAt = isRaw(raw) ? momentIn(raw, 'sentAt') : null;
  const { servedOn } = readClock(desk.now, { ...record, sentAt });
  const { memberIds } = record;
  return { choices: await sameVisits(desk, { memberIds, volunteerIds: volunteersIn(record), servedOn }), instead: [] };
}
