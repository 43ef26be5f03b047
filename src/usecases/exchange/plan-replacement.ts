/**
 * What stands instead of a credit, reckoned before it is done and again when it is: minutes and limits of the day it was
 * served, as if the credit that is taken back had never been.
 */
import type { Act } from '#db/act';
import { type AccountRef, readAccountId } from '#domain/ledger';
import { Refusal } from '#domain/refusal';
import { type Instead, paidAgain } from '#domain/replacement';
import { creditOf, movedByEvent, netOfReversal, type Shortage, shortageOf } from '#ledger/reverse';
import type { Exchange, VolunteerRow } from '#records/exchange';
import { coverFor } from '#usecases/exchange/cover';
import { type CreditPlan, creditLines, isCountys, type Paid, payeesFor } from '#usecases/exchange/plan-credit';
import { reckoningFor } from '#usecases/exchange/reckoning';
import { worthOf } from '#usecases/exchange/value';

/** The record as it would be: nothing of it is written. */
export function draftOf(original: Exchange, instead: Instead): Exchange {
  const { serviceCode, servedOn, startMinute, endMinute, halfDay, servedMinutes } = instead;
  const volunteers = instead.volunteers
    .map(
      ({ memberId, relative }): VolunteerRow => ({
        ...{ exchangeId: DRAFT, memberId, how: 'logged', servedOn, servedMinutes, relative },
        ...{ creditedMinutes: null, creditReasons: null, withdrawnAt: null },
      }),
    )
    .sort((a, b) => (a.memberId < b.memberId ? -1 : 1));
  const said = { serviceCode, servedOn, startMinute, endMinute, halfDay, servedMinutes };
  return { ...original, ...said, id: DRAFT, state: 'confirmed', volunteers, creditedMinutes: null, coverShort: null };
}

const DRAFT = 'exc_draft';

const keyOf = ({ journal, id }: AccountRef): string => `${journal}/${id}`;

/** What had paid for it, in the order in which it did. */
async function payersOf(act: Act, exchangeId: string): Promise<{ account: AccountRef; minutes: number }[]> {
  const credit = await creditOf(act, exchangeId);
  const lines = credit ? await movedByEvent(act, credit.eventId) : [];
  return lines
    .filter(({ fromAccount }) => ['own', 'granted', 'pool'].includes(readAccountId(fromAccount).kind))
    .map(({ journal, fromAccount, minutes }) => ({ account: { journal, id: fromAccount }, minutes }));
}

/**
 * @param draft what would stand, or does
 * @param undone the original is taken back already in this unit; else the balances are looked at as if it were
 */
export async function planReplacement(
  act: Act,
  original: Exchange,
  draft: Exchange,
  { undone }: { undone: boolean },
): Promise<CreditPlan> {
  const reckoning = await reckoningFor(act, [draft]);
  const worth = await worthOf(act, reckoning, draft, undone ? null : original);
  const total = worth.reduce((sum, { minutes }) => sum + minutes, 0);
  const credit = await creditOf(act, original.id);
  const net = undone || !credit ? new Map<string, number>() : await netOfReversal(act, credit.eventId);
  const again = paidAgain(await payersOf(act, original.id), total);
  const taken = (ref: AccountRef) =>
    again.paid.filter(({ account }) => keyOf(account) === keyOf(ref)).reduce((sum, { minutes }) => sum + minutes, 0);
  const drawn = (ref: AccountRef) => taken(ref) + (net.get(keyOf(ref)) ?? 0);
  const { lines: more, short } =
    again.need > 0
      ? await coverFor(act, { ...draft, minutes: again.need, countyPays: isCountys(act, draft), drawn })
      : { lines: [], short: 0 };
  const paid: Paid[] = [...again.paid, ...more].map(({ account, minutes }) => ({ payer: { account }, minutes }));
  const payees = await payeesFor(act, reckoning, draft, worth, drawn);
  return { worth, total, held: [], lines: short > 0 ? [] : creditLines(payees, paid, []), short };
}

/** @throws Refusal replacement_nothing (a rule gives nobody a minute) · minutes_short */
export function refuseUnpayable({ total, short, worth }: CreditPlan): void {
  if (total === 0) {
    const [reason = 'too_short'] = worth.flatMap(({ reasons }) => reasons);
    throw new Refusal('replacement_nothing', { reason, field: 'minutes' });
  }
  if (short > 0) throw new Refusal('minutes_short', { missing: short, field: 'minutes' });
}

/** What taking it back leaves owed when the other one stands. */
export async function shortageInstead(act: Act, original: Exchange, plan: CreditPlan): Promise<Shortage> {
  const credit = await creditOf(act, original.id);
  if (!credit) return { owed: [], missing: [] };
  const coming = new Map<string, number>();
  for (const line of plan.lines) {
    if (line.kind === 'post') coming.set(line.to.id, (coming.get(line.to.id) ?? 0) + line.minutes);
  }
  return shortageOf(act, credit.eventId, coming);
}
