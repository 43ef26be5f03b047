/**
 * 发放: give this month's minutes to everybody on each county's signed list. A job; it may run again at any time, also on
 * the same day, and gives nobody twice: one unit and one idempotency key for each member and month.
 */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import { addDays, addMonths } from '#domain/day';
import { grantedAccount, issuanceAccount } from '#domain/ledger';
import { Refusal } from '#domain/refusal';
import { countyOf } from '#domain/region';
import { accountsOf } from '#ledger/balance';
import { type Journal, listJournals } from '#ledger/journal';
import { post } from '#ledger/post';
import { listedIn } from '#records/grant-list';
import { personsById } from '#records/person';
import type { Desk } from '#usecases/desk';
import { isMonth } from '#usecases/grant-list/propose';

const CHUNK = 200;

/**
 * @param month 'YYYY-MM'
 * @returns to how many members minutes were given now: not those who had them, are suspended, or live elsewhere by now
 */
export async function issueGrants(desk: Desk, month: string): Promise<number> {
  if (!isMonth(month)) throw new Refusal('day_not_understood', { field: 'month' });
  const journals = await desk.read(listJournals);
  let issued = 0;
  for (const journal of journals) {
    const ids = [...(await desk.read((act) => listedIn(act, journal.countyCode, month))).keys()];
    for (let at = 0; at < ids.length; at += CHUNK)
      issued += await issueTo(desk, journal, month, ids.slice(at, at + CHUNK));
  }
  return issued;
}

async function issueTo(desk: Desk, journal: Journal, month: string, ids: string[]): Promise<number> {
  const known = await desk.read(async (act) => new Set((await accountsOf(act, ids)).map((row) => row.id)));
  const due = ids.filter((memberId) => !known.has(grantedAccount(journal.id, memberId, month).id));
  let issued = 0;
  for (const memberId of due) {
    const gave = desk.write([journal.id], (act) => giveOne(act, journal, month, memberId));
    if (await gave.catch(wasGiven)) issued++;
  }
  return issued;
}

/** Another run was here in the same moment: the key let one of them through. */
function wasGiven(error: unknown): false {
  if (error instanceof Conflict && error.constraint === 'entries_idempotency') return false;
  throw error;
}

/** @returns false when she is not to have any */
async function giveOne(act: Act, journal: Journal, month: string, memberId: string): Promise<boolean> {
  const member = (await personsById(act, [memberId])).get(memberId);
  if (member?.state !== 'approved' || countyOf(member.regionCode) !== journal.countyCode) return false;
  const first = `${month}-01`;
  const minutes = act.policy.get('grant.keyElderMonthlyMin', member.regionCode, first);
  if (minutes === 0) return false;
  const lapseMonths = act.policy.get('grant.lapseMonths', member.regionCode, first);
  await post(act, {
    event: 'grant',
    subjectId: memberId,
    lines: [
      {
        kind: 'post',
        from: issuanceAccount(journal.id),
        to: grantedAccount(journal.id, memberId, month),
        minutes,
      },
    ],
    key: `grant:${memberId}:${month}`,
    // Three months: what is given in November may be used until the last day of January.
    lapsesOn: addDays(addMonths(first, lapseMonths), -1),
  });
  return true;
}
