/**
 * Reads form `visit.1`: 探访, who was looked in on and how, and what was wrong; nothing ticked is that all was well. It is no
 * service: it has no minutes, and nobody else went.
 */
import { foundIn } from '#domain/field/found';
import { idsIn, type Raw } from '#domain/field/raw';
import type { DutyRecord } from '#domain/field/record';
import { MOST_DAYS, readKept } from '#domain/field/saved';
import { Refusal } from '#domain/refusal';

/** @throws Refusal not_understood · missing · too_many · too_long · visit_unseen, with the field */
export function readVisit1(raw: Raw): DutyRecord {
  // One of a couple may be well and the other not: they are two visits.
  const memberIds = idsIn(raw, 'memberIds', 1);
  if (memberIds.length === 0) throw new Refusal('missing', { field: 'memberId' });
  return { kind: 'duty', ...readKept(raw, memberIds, [0, MOST_DAYS]), found: foundIn(raw) };
}
