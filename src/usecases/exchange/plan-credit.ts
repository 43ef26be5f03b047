/**
 * What crediting a record does, before it is done: minutes of each volunteer, who pays them, and the lines that are posted.
 * The page that an officer decides on and the decision itself both ask here.
 */
import type { Act } from '#db/act';
import { allocate } from '#domain/allocate';
import { type AccountRef, ownAccount, pendingAccount } from '#domain/ledger';
import { reachFor } from '#domain/permission';
import { must } from '#domain/refusal';
import { accountAt } from '#ledger/balance';
import { type OpenHold, releaseLines } from '#ledger/hold';
import type { Line } from '#ledger/post';
import type { Exchange } from '#records/exchange';
import { coverFor, type Drawn, poolOf } from '#usecases/exchange/cover';
import type { Reckoning } from '#usecases/exchange/reckoning';
import { type Worth, worthOf } from '#usecases/exchange/value';

/** What pays: a hold that is settled, or an account that had no hold. */
export type Payer = { hold: string } | { account: AccountRef };
export type Paid = { payer: Payer; minutes: number };
export type Payee = { account: AccountRef; minutes: number };

type Held = Pick<OpenHold, 'id' | 'left'>;

export interface CreditPlan {
  worth: Worth[];
  /** Minutes credited in all. */
  total: number;
  held: readonly OpenHold[];
  lines: Line[];
  /** Minutes that nobody may pay: then there are no lines, and the record waits. */
  short: number;
}

/** @param drawn what credits planned before this one take from the accounts, where there are any */
export async function planCredit(
  act: Act,
  reckoning: Reckoning,
  exchange: Exchange,
  drawn?: Drawn,
): Promise<CreditPlan> {
  const worth = await worthOf(act, reckoning, exchange);
  const total = worth.reduce((sum, one) => sum + one.minutes, 0);
  const held = reckoning.heldFor(exchange.id);
  const { paid, short } = await payersFor(act, exchange, held, total, drawn);
  const lines = short > 0 ? [] : creditLines(await payeesFor(act, reckoning, exchange, worth), paid, held);
  return { worth, total, held, lines, short };
}

/** Holds first, in the order they were made; then whatever the rules of cover still allow. */
async function payersFor(act: Act, exchange: Exchange, held: readonly OpenHold[], total: number, drawn?: Drawn) {
  const { paid, need } = paidByHolds(held, total);
  if (need === 0) return { paid, short: 0 };
  const cover = await coverFor(act, { ...exchange, minutes: need, countyPays: isCountys(act, exchange), drawn });
  for (const { account, minutes } of cover.lines) paid.push({ payer: { account }, minutes });
  return { paid, short: cover.short };
}

/** What holds pay of these minutes, and what they lack. */
export function paidByHolds(held: readonly Held[], minutes: number): { paid: Paid[]; need: number } {
  const paid: Paid[] = [];
  let need = minutes;
  for (const hold of held) {
    const settled = Math.min(hold.left, need);
    if (settled > 0) paid.push({ payer: { hold: hold.id }, minutes: settled });
    need -= settled;
  }
  return { paid, need };
}

/** 补公益时间: what is short for somebody whom no rule covers, the county may pay from the pool, and nobody else. */
export const isCountys = (act: Act, { regionCode }: Exchange): boolean =>
  reachFor(act.actor, 'exchange.creditLate', { regionCodes: [regionCode] })?.by === 'region';

/** Settle and post to each volunteer, then release what was held and not needed. */
export function creditLines(payees: readonly Payee[], payers: readonly Paid[], held: readonly Held[]): Line[] {
  const paid =
    payees.length === 0
      ? []
      : allocate(
          payers.map(({ payer, minutes }) => ({ account: payer, minutes })),
          payees,
        );
  const lines: Line[] = paid.map(({ from, to, minutes }) =>
    'hold' in from
      ? { kind: 'settle', hold: from.hold, to, minutes }
      : { kind: 'post', from: from.account, to, minutes },
  );
  const used = new Map<string, number>();
  for (const { payer, minutes } of payers) if ('hold' in payer) used.set(payer.hold, minutes);
  const unused = held
    .map((hold) => ({ ...hold, left: hold.left - (used.get(hold.id) ?? 0) }))
    .filter((hold) => hold.left > 0);
  return [...lines, ...releaseLines(unused)];
}

/** Each volunteer's own account, or pending while the notice gates credits; what is above the storage cap goes to the pool. */
export async function payeesFor(
  act: Act,
  { volunteers, journalOf }: Reckoning,
  exchange: Exchange,
  worth: readonly Worth[],
  drawn: Drawn = () => 0,
): Promise<Payee[]> {
  const gated = act.policy.get('notice.gate', exchange.regionCode, act.today);
  const payees: Payee[] = [];
  for (const { memberId, minutes } of worth) {
    if (minutes === 0) continue;
    const { regionCode } = must(volunteers.get(memberId));
    const journal = journalOf(regionCode);
    const own = gated ? pendingAccount(journal, memberId) : ownAccount(journal, memberId);
    const cap = act.policy.get('balance.storageCapMin', regionCode, act.today);
    const saved = ownAccount(journal, memberId);
    const room = cap === null ? minutes : Math.max(0, cap - (await accountAt(act, saved)).balance + drawn(saved));
    const kept = Math.min(minutes, room);
    if (kept > 0) payees.push({ account: own, minutes: kept });
    if (minutes > kept) payees.push({ account: await poolOf(act, regionCode), minutes: minutes - kept });
  }
  return payees;
}
