/**
 * Reads form `log.3`: what `log.2` asks, and how she was met and what was wrong, where the helper said so. Of somebody who is
 * paired the same tap is a visit; what is wrong opens an alert either way.
 */
import { foundIn } from '#domain/field/found';
import { readLog2 } from '#domain/field/log-2';
import { isRaw, type Raw } from '#domain/field/raw';
import type { VisitRecord } from '#domain/field/record';
import { Refusal } from '#domain/refusal';

/** @throws Refusal as the readers of `log.2` and of what was found */
export const readLog3 = (raw: Raw): VisitRecord => ({ ...readLog2(raw), found: saidIn(raw) });

/** A round says at each door whether somebody was there: it has no one way in which all were met. */
function saidIn({ found, doors }: Raw): VisitRecord['found'] {
  if (found === undefined || found === null || (Array.isArray(doors) && doors.length > 0)) return null;
  if (!isRaw(found)) throw new Refusal('not_understood', { field: 'found' });
  return foundIn(found);
}
