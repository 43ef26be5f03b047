/**
 * 现在去, saved on the phone before she left, and what came of it: a visit, or nobody at home. That names it by the phone's own
 * id, since it may have no other yet; whichever comes here first, they are one record.
 */
import type { Act } from '#db/act';
import { minuteOfDay } from '#domain/day';
import type { ReadClock } from '#domain/field/clock';
import type { Going, GoRecord, Saved, VisitRecord } from '#domain/field/record';
import { exchangesById } from '#records/exchange';
import { recordsOf } from '#records/field-record';
import { once } from '#records/submission';
import { type Leaving, setOutIn } from '#usecases/exchange/set-out';
import type { Writer } from '#usecases/exchange/writer';

const keyOf = (goId: string): string => `went:${goId}`;

/** At the phone's time where its clock is right. @throws Refusal what setting out refuses */
export async function goIn(act: Act, record: GoRecord, clock: ReadClock, writer: Writer): Promise<{ id: string }> {
  const start = clock.verdict === 'good' || clock.verdict === 'calendar' ? minuteOfDay(clock.savedAt) : null;
  return { id: await goneOrGoing(act, record, { on: clock.servedOn, start }, writer) };
}

/**
 * The record that this setting out is: made here, unless it is there already, or what came of it came first and stands for it.
 * @param going by the phone's own id
 * @returns its id
 * @throws Refusal what setting out refuses
 */
export async function goneOrGoing(
  act: Act,
  going: Going & Pick<Saved, 'memberIds' | 'serviceCode'>,
  leaving: Leaving,
  writer: Writer,
): Promise<string> {
  const { id, memberIds, volunteerIds, serviceCode, another } = going;
  const [gone] = await recordsOf(act, writer.id, [id]);
  if (gone?.exchangeId) return gone.exchangeId;
  const set = () => setOutIn(act, { memberIds, volunteerIds, serviceCode, another }, leaving, writer.personId);
  return once(act, keyOf(id), id, async () => (await set()).id, writer.id);
}

/** The same where it is only looked up; null where nothing of it has come. */
export async function goneAs(act: Act, goId: string, writerId: string): Promise<string | null> {
  const [gone] = await recordsOf(act, writerId, [goId]);
  return gone?.exchangeId ?? null;
}

/** The order that this visit was: that which setting out made, while it waits to be written down; else as she said. */
export async function orderOf(
  act: Act,
  { went, order, memberIds }: VisitRecord,
  writer: Writer,
): Promise<string | null> {
  if (went === null) return order;
  const [row] = await recordsOf(act, writer.id, [went]);
  const [made] = row?.exchangeId ? await exchangesById(act, [row.exchangeId]) : [];
  const open = made && ['matched', 'in_service'].includes(made.state);
  return open && made.beneficiaryIds.some((id) => memberIds.includes(id)) ? made.id : order;
}

/** A visit that stands by itself, because its setting out has not come: should that come, it makes no second one. */
export async function rememberVisit(act: Act, went: string, exchangeId: string, writer: Writer): Promise<void> {
  await once(act, keyOf(went), went, async () => exchangeId, writer.id);
}
