/**
 * 现在去, saved on the phone before she left, and the visit that came of it. The visit names it by the phone's own id, since it
 * may have no other yet; whichever comes here first, they are one record.
 */
import type { Act } from '#db/act';
import { minuteOfDay } from '#domain/day';
import type { ReadClock } from '#domain/field/clock';
import type { GoRecord, VisitRecord } from '#domain/field/record';
import { exchangesById } from '#records/exchange';
import { recordsOf } from '#records/field-record';
import { keptUnder, once } from '#records/submission';
import { setOutIn } from '#usecases/exchange/set-out';
import type { Writer } from '#usecases/exchange/writer';

const keyOf = (goId: string): string => `went:${goId}`;

/** At the phone's time where its clock is right. @throws Refusal what setting out refuses */
export async function goIn(act: Act, record: GoRecord, clock: ReadClock, writer: Writer): Promise<{ id: string }> {
  // Its visit came first and stands by itself: that is where this one went.
  const visited = await keptUnder(act, keyOf(record.id), writer.id);
  if (visited) return { id: String(visited.answer) };
  const { memberIds, volunteerIds, serviceCode, another } = record;
  const start = clock.verdict === 'good' || clock.verdict === 'calendar' ? minuteOfDay(clock.savedAt) : null;
  return setOutIn(
    act,
    { memberIds, volunteerIds, serviceCode, another },
    { on: clock.servedOn, start },
    writer.personId,
  );
}

/** The order that this visit was: that which setting out made, while it waits to be written down; else as she said. */
export async function orderOf(
  act: Act,
  { went, order, memberIds }: VisitRecord,
  writer: Writer,
): Promise<string | null> {
  if (went === null) return order;
  const [row] = await recordsOf(act, writer.id, [went]);
  const [made] = row ? await exchangesById(act, [row.exchangeId]) : [];
  const open = made && ['matched', 'in_service'].includes(made.state);
  return open && made.beneficiaryIds.some((id) => memberIds.includes(id)) ? made.id : order;
}

/** A visit that stands by itself, because its setting out has not come: should that come, it makes no second one. */
export async function rememberVisit(act: Act, went: string, exchangeId: string, writer: Writer): Promise<void> {
  await once(act, keyOf(went), went, async () => exchangeId, writer.id);
}
