/**
 * 一起入账: clean rows that were ticked in a list. One unit a row: each is credited, left for cover, or refused by itself, and
 * what became of each is kept under the key of the form, so that a second press only shows the same answer.
 */
import { must, Refusal, type RefusalCode } from '#domain/refusal';
import { exchangesById, findExchange } from '#records/exchange';
import { claimKey, keepAnswer, keptUnder } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { cleannessOf, type Doubt } from '#usecases/exchange/clean';
import { creditExchange } from '#usecases/exchange/credit';
import { planCredit } from '#usecases/exchange/plan-credit';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

/** As many as a list shows at once. */
export const MOST_AT_ONCE = 100;

export type Outcome =
  | { id: string; credited: number }
  | { id: string; short: number }
  | { id: string; refused: RefusalCode };

interface Kept {
  ids: string[];
  outcomes: Outcome[] | null;
}

/** Other forms keep other answers under their keys. */
const asKept = (answer: unknown): Kept | null =>
  typeof answer === 'object' && answer !== null && 'outcomes' in answer ? (answer as Kept) : null;

/** @throws Refusal missing (nothing ticked) · too_large · key_reused */
export async function creditMany(desk: Desk, { key, ids: ticked }: { key: string; ids: string[] }): Promise<void> {
  const ids = [...new Set(ticked)];
  if (ids.length === 0) throw new Refusal('missing', { field: 'id' });
  if (ids.length > MOST_AT_ONCE) throw new Refusal('too_large', { field: 'id' });
  const begun = { ids, outcomes: null };
  const before = await desk.write([], (act) => claimKey(act, key, ids, begun));
  if (before) return;
  const outcomes: Outcome[] = [];
  for (const id of ids) outcomes.push(await creditOne(desk, id));
  await desk.write([], (act) => keepAnswer(act, key, { ids, outcomes }));
}

async function creditOne(desk: Desk, id: string): Promise<Outcome> {
  try {
    await refuseUnclean(desk, id);
    return { id, ...(await creditExchange(desk, { id })) };
  } catch (error) {
    if (error instanceof Refusal) return { id, refused: error.code };
    throw error;
  }
}

/** What each doubt is called when it is refused. */
const REFUSED_AS: Record<Doubt, RefusalCode> = {
  moved: 'state_moved',
  unchecked: 'not_checked',
  flags: 'needs_a_look',
  evidence: 'evidence_thin',
  closed: 'month_closed',
  barred: 'four_eyes',
};

const refuseUnclean = (desk: Desk, id: string): Promise<void> =>
  desk.read(async (act) => {
    const exchange = await findExchange(act, id, 'exchange.credit');
    const doubt = (await cleannessOf(act, [exchange])).get(id)?.doubt;
    // Who did an earlier step, and whose family it is, the decision itself says more exactly.
    if (doubt && doubt !== 'barred') throw new Refusal(REFUSED_AS[doubt]);
  });

export interface CheckRow extends ExchangeLine {
  /** Minutes that it would give in all, as far as can be told before the others are done. */
  minutes: number;
  doubt: Doubt | null;
  refused: RefusalCode | null;
}

/** What crediting these would do, before it is done. Those out of reach are left out without a word. */
export const checkMany = (desk: Desk, ids: readonly string[]): Promise<CheckRow[]> =>
  desk.read(async (act) => {
    const found = [];
    for (const id of new Set(ids)) {
      const exchange = await findExchange(act, id, 'exchange.credit').catch(leaveOut);
      if (exchange) found.push(exchange);
    }
    const clean = await cleannessOf(act, found);
    const lines = await linesFor(act, found);
    const rows: CheckRow[] = [];
    for (const line of lines) {
      const doubt = clean.get(line.exchange.id)?.doubt ?? null;
      const minutes = doubt === null ? (await planCredit(act, line.exchange)).total : 0;
      rows.push({ ...line, minutes, doubt, refused: doubt && REFUSED_AS[doubt] });
    }
    return rows;
  });

function leaveOut(error: unknown): null {
  if (error instanceof Refusal) return null;
  throw error;
}

export interface Result {
  line: ExchangeLine;
  /** Null while it is being worked on, or where the machine stopped in between: then its state tells. */
  outcome: Outcome | null;
}

/** What became of each row. @throws Refusal not_found when this actor kept nothing under the key */
export const resultOf = (desk: Desk, key: string): Promise<Result[]> =>
  desk.read(async (act) => {
    const { ids, outcomes } = must(asKept((await keptUnder(act, key))?.answer));
    const lines = await linesFor(act, await exchangesById(act, ids));
    return lines.map((line) => ({ line, outcome: outcomes?.find(({ id }) => id === line.exchange.id) ?? null }));
  });
