/** Old notices are cleared out at night, with what carried them: read or told, and older than `KEPT_DAYS`. */
import { addDays, dayOf, instantOf } from '#domain/day';
import { KEPT_DAYS } from '#domain/telling';
import { clearNotices, overSince } from '#records/notice';
import type { Desk } from '#usecases/desk';

/** A unit each: nobody's credit waits for more. */
const A_UNIT = 500;
/** Of one night; the next one goes on. */
const MOST = 100_000;

/** @returns how many were cleared */
export async function clearOldNotices(desk: Desk): Promise<number> {
  const before = instantOf(addDays(dayOf(desk.now), -KEPT_DAYS));
  let cleared = 0;
  while (cleared < MOST) {
    const ids = await desk.read((act) => overSince(act, before, A_UNIT));
    if (ids.length === 0) break;
    await desk.write([], (act) => clearNotices(act, ids));
    cleared += ids.length;
  }
  return cleared;
}
