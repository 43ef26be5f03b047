/**
 * A PIN that was typed without signal, sealed on the phone to the house's key, with the id and the hash of the record it
 * confirms: cut out and glued to another record it opens nothing. It is one counted try for ever, however often the
 * record is sent; a wrong one leaves the record as it is, unconfirmed.
 */
import type { VisitRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';
import { lengthOf } from '#domain/served';
import { findExchange } from '#records/exchange';
import { type FieldRow, markPin, type PinOutcome, recordsOf, writePinOutcome } from '#records/field-record';
import type { Desk } from '#usecases/desk';
import { confirmExchange } from '#usecases/exchange/confirm';
import { sealHash } from '#usecases/field/body';

/** @returns what came of it, now or the first time; null when there was no PIN */
export async function tryPinOf(
  desk: Desk,
  record: VisitRecord,
  { raw, exchangeId }: { raw: unknown; exchangeId: string },
): Promise<FieldRow['pin']> {
  if (!record.pin) return null;
  const key = { writerId: desk.actor.id, id: record.id };
  const first = await desk.write([], (act) => markPin(act, key));
  if (!first) return (await desk.read((act) => recordsOf(act, key.writerId, [key.id])))[0]?.pin ?? null;
  const outcome = await compared(desk, record, raw, exchangeId);
  await desk.write([], (act) => writePinOutcome(act, key, outcome));
  return outcome;
}

async function compared(desk: Desk, record: VisitRecord, raw: unknown, exchangeId: string): Promise<PinOutcome> {
  const pin = record.pin && openedFor(desk, record.pin.sealed, { id: record.id, hash: sealHash(raw) });
  if (!record.pin || pin === null) return 'unreadable';
  // The record that it was joined to may say other minutes: her PIN was for those on the phone.
  if ((await minutesNow(desk, exchangeId)) !== lengthOf(record.times)) return 'pin_other_minutes';
  try {
    await confirmExchange(desk, { id: exchangeId, means: 'pin', memberId: record.pin.memberId, pin });
    return 'right';
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    return error.code;
  }
}

const minutesNow = (desk: Desk, id: string): Promise<number | null> =>
  desk.read(async (act) => (await findExchange(act, id, 'exchange.read')).servedMinutes);

/** The digits, if they were sealed for this record as it stands. */
function openedFor({ house }: Desk, sealed: string, of: { id: string; hash: string }): string | null {
  const opened = house.letterbox.open(sealed);
  if (opened === null) return null;
  try {
    const { pin, id, hash } = JSON.parse(opened) as Record<string, unknown>;
    return typeof pin === 'string' && id === of.id && hash === of.hash ? pin : null;
  } catch {
    return null;
  }
}
