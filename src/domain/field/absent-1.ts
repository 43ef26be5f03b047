/**
 * Reads form `absent.1`: 没见到人, of an order that was agreed, or of a setting out that only the phone knows. Whose it was and
 * what, is said again, so that it can be told.
 */
import { goingIn } from '#domain/field/go-1';
import { idIn, idsIn, noteIn, type Raw } from '#domain/field/raw';
import { type AbsentRecord, MOST_DOORS } from '#domain/field/record';
import { MOST_DAYS, readSaved } from '#domain/field/saved';
import { Refusal } from '#domain/refusal';

const LONGEST_NOTE = 200;

/** @throws Refusal not_understood · missing · too_many · too_long, with the field */
export function readAbsent1(raw: Raw): AbsentRecord {
  const memberIds = idsIn(raw, 'memberIds', MOST_DOORS);
  if (memberIds.length === 0) throw new Refusal('missing', { field: 'memberId' });
  const said = readSaved(raw, memberIds, [0, MOST_DAYS]);
  const of =
    raw.went === undefined ? { order: idIn(raw, 'order') } : { went: { id: idIn(raw, 'went'), ...goingIn(raw) } };
  return { kind: 'absent', ...said, of, note: noteIn(raw, 'note', LONGEST_NOTE) };
}
