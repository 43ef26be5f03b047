/**
 * 到期: granted minutes whose last day has passed go back to issuance, as far as nothing is held on them. A job; what is
 * released later lapses on the day after.
 */
import { Conflict } from '#db/conflict';
import type { Day } from '#domain/day';
import { dayOf } from '#domain/day';
import { issuanceAccount } from '#domain/ledger';
import { accountAt, lapsedAccounts, type Standing } from '#ledger/balance';
import { listJournals } from '#ledger/journal';
import { post } from '#ledger/post';
import type { Desk } from '#usecases/desk';

const CHUNK = 200;

/** @returns on how many accounts something lapsed */
export async function lapseGrants(desk: Desk): Promise<number> {
  const today = dayOf(desk.now);
  const journals = await desk.read(listJournals);
  let lapsed = 0;
  for (const { id: journal } of journals) {
    for (;;) {
      const found = await desk.read((act) => lapsedAccounts(act, journal, today, CHUNK));
      let moved = 0;
      for (const account of found) if (await lapseOne(desk, account, today)) moved++;
      lapsed += moved;
      // A page on which nothing moved any more would come again for ever.
      if (found.length < CHUNK || moved === 0) break;
    }
  }
  return lapsed;
}

/** @returns false when nothing was free any more, or it lapsed today already and something was released since */
async function lapseOne(desk: Desk, account: Standing, today: Day): Promise<boolean> {
  const { journal, id, ownerId } = account;
  return desk
    .write([journal], async (act) => {
      const { available } = await accountAt(act, { journal, id });
      if (available <= 0) return false;
      await post(act, {
        event: 'lapse',
        subjectId: ownerId,
        lines: [{ kind: 'post', from: { journal, id }, to: issuanceAccount(journal), minutes: available }],
        key: `lapse:${id}:${today}`,
        reason: 'lapsed',
      });
      return true;
    })
    .catch((error: unknown) => {
      if (error instanceof Conflict && error.constraint === 'entries_idempotency') return false;
      throw error;
    });
}
