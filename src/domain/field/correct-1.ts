/**
 * Reads form `correct.1`: a record that came back, put right on the phone. It says anew what a correction may change (what,
 * when, how long, by whom) and of which record; for whom it was, stays. It was written on the record as the phone knew it.
 */
import { readLog1 } from '#domain/field/log-1';
import { idIn, type Raw, wholeIn } from '#domain/field/raw';
import type { VisitRecord } from '#domain/field/record';

const MOST_MOVES = 1_000_000;

/** @throws Refusal as the log's reader */
export function readCorrect1(raw: Raw): VisitRecord {
  const { doors: _doors, order: _order, reason: _reason, ...said } = raw;
  const corrects = { exchangeId: idIn(raw, 'exchangeId'), version: wholeIn(raw, 'version', 1, MOST_MOVES) };
  return { ...readLog1(said), corrects };
}
