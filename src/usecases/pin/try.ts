/**
 * Compare a PIN, at the door or at sign-in. The try is counted and on the disk before anything is compared, so that a
 * hundred requests at once are still five tries a day; the comparing is slow and runs in no unit of work.
 */
import { MAX_TRIES, readPin } from '#domain/pin';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { pinOf } from '#records/pin';
import { matches } from '#records/secret';
import { clearTries, countTry } from '#records/try';
import type { Desk } from '#usecases/desk';

/**
 * The caller has found the member and what the PIN is for.
 * @throws Refusal pin_not_set · pin_locked (five tries were made today) · pin_wrong (params.left) ·
 *   pin_not_six (no try)
 */
export async function tryPin(desk: Desk, memberId: string, typed: string): Promise<void> {
  const pin = readPin(typed);
  const kept = must(await desk.read((act) => pinOf(act, memberId)), 'pin_not_set');
  const made = await countOne(desk, memberId, MAX_TRIES);
  if (made > MAX_TRIES) throw new Refusal('pin_locked', { field: 'pin' });
  if (!(await matches(desk.house, kept.hash, pin))) {
    throw new Refusal('pin_wrong', { field: 'pin', left: MAX_TRIES - made });
  }
  await desk.write([], (act) => clearTries(act, memberId));
}

/** Count a try in a unit of its own; the one that uses up the day leaves a note for whoever looks for patterns. */
export function countOne(desk: Desk, subject: string, most: number): Promise<number> {
  return desk.write([], async (act) => {
    const made = await countTry(act, subject);
    if (made === most + 1) await note(act, { verb: 'lock', noun: 'pin', subjectId: subject, outcome: 'refused' });
    return made;
  });
}
