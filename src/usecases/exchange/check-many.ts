/**
 * 一起核对: what crediting many rows would do, before it is done. Either the rows that were ticked, or every clean row of a
 * list from the oldest on; whatever asks for a look of its own is told apart, with the reason.
 */
import { setImmediate as breathe } from 'node:timers/promises';
import type { Act } from '#db/act';
import type { AccountRef } from '#domain/ledger';
import type { RefusalCode } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { type Exchange, exchangesById, reachedById } from '#records/exchange';
import { all, idsOf, unflagged, type Waiting } from '#records/queue';
import type { Desk } from '#usecases/desk';
import { cleannessOf, type Doubt } from '#usecases/exchange/clean';
import { type CreditPlan, planCredit } from '#usecases/exchange/plan-credit';
import { type QueueName, queueFor } from '#usecases/exchange/queues';
import { reckoningFor } from '#usecases/exchange/reckoning';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

/** A town's Monday. More are done by coming again: the oldest are always the first. */
export const MOST_AT_ONCE = 300;

/** Three hundred plans are a long sum: others are served in between. */
const A_BREATH = 10;

/** What each doubt is called when it is refused. */
export const REFUSED_AS: Record<Doubt, RefusalCode> = {
  moved: 'state_moved',
  unchecked: 'not_checked',
  flags: 'needs_a_look',
  evidence: 'evidence_thin',
  closed: 'month_closed',
  barred: 'four_eyes',
};

export interface Clean {
  rows: Exchange[];
  /** There are more than may be done at once. */
  more: boolean;
}

/** The clean rows of a list, the oldest first, as many as may be done at once. */
async function cleanIn(act: Act, queue: Waiting, place: RegionCode | null): Promise<Clean> {
  const { ids, after } = await unflaggedIn(act, queue, place);
  const rows = await exchangesById(act, ids);
  const clean = await cleannessOf(act, rows);
  return { rows: rows.filter(({ id }) => clean.get(id)?.doubt === null), more: after !== null };
}

/** Rows that may be clean, by id, the oldest first: whether they are is still to be judged. */
export const unflaggedIn = (act: Act, queue: Waiting, place: RegionCode | null) =>
  idsOf(act, { ...queue, where: all(queue.where, unflagged(act)) }, { place, after: null, limit: MOST_AT_ONCE });

export type Choice = { ids: readonly string[] } | { queue: QueueName; place: RegionCode | null };

export interface CheckRow extends ExchangeLine {
  /** Minutes that it would give in all. */
  minutes: number;
  /** Nothing is left that may pay it: it will wait for pool time. */
  short: boolean;
  doubt: Doubt | null;
}

export interface ManyChecked {
  rows: CheckRow[];
  more: boolean;
}

/**
 * @param without ids that were put aside
 * @returns rows in the order asked for; those out of reach are left out without a word
 * @throws Refusal not_found when the list is not this actor's
 */
export const checkMany = (desk: Desk, choice: Choice, without: readonly string[] = []): Promise<ManyChecked> =>
  desk.read(async (act) => {
    const { rows: chosen, more } = await chosenBy(act, choice);
    const found = chosen.filter(({ id }) => !without.includes(id));
    const clean = await cleannessOf(act, found);
    const reckoning = await reckoningFor(act, found);
    const turns = takingTurns();
    const rows: CheckRow[] = [];
    for (const line of await linesFor(act, found)) {
      if (rows.length % A_BREATH === 0) await breathe();
      const doubt = clean.get(line.exchange.id)?.doubt ?? null;
      const plan = doubt === null ? await planCredit(act, reckoning, line.exchange, turns.drawn) : null;
      if (plan) turns.book(plan);
      rows.push({ ...line, minutes: plan?.total ?? 0, short: plan !== null && plan.short > 0, doubt });
    }
    return { rows, more };
  });

async function chosenBy(act: Act, choice: Choice): Promise<Clean> {
  if ('ids' in choice) return { rows: await reachedById(act, choice.ids, 'exchange.credit'), more: false };
  const queue = await queueFor(act, choice.queue);
  return cleanIn(queue.act, queue.waiting, choice.place);
}

/**
 * Rows before one draw on the same accounts: three hundred visits may each be payable from a pool that holds enough for
 * ten. Planned one after the other, as they will be done, the sentence on the page comes true.
 */
function takingTurns() {
  const taken = new Map<string, number>();
  const keyOf = ({ journal, id }: AccountRef) => `${journal}|${id}`;
  const take = (account: AccountRef, minutes: number) =>
    taken.set(keyOf(account), (taken.get(keyOf(account)) ?? 0) + minutes);
  return {
    drawn: (account: AccountRef): number => taken.get(keyOf(account)) ?? 0,
    book({ lines, held }: CreditPlan): void {
      for (const line of lines) {
        if (line.kind === 'post') take(line.from, line.minutes);
        if (line.kind === 'post' || line.kind === 'settle') take(line.to, -line.minutes);
        // What was held and is not needed is free again for the next.
        const hold = line.kind === 'release' ? held.find(({ id }) => id === line.hold) : undefined;
        if (hold) take({ journal: hold.journal, id: hold.accountId }, -line.minutes);
      }
    },
  };
}
