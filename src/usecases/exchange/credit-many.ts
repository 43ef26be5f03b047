/**
 * 一起入账: clean rows that were ticked in a list. One unit a row: each is credited, left for cover, or refused by itself, and
 * what became of each is kept under the key of the form, so that a second press only shows the same answer.
 */
import { must, Refusal, type RefusalCode } from '#domain/refusal';
import { exchangesById, findExchange } from '#records/exchange';
import { claimKey, keepAnswer, keptUnder } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { MOST_AT_ONCE, REFUSED_AS } from '#usecases/exchange/check-many';
import { cleannessOf } from '#usecases/exchange/clean';
import { creditExchange } from '#usecases/exchange/credit';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

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

const refuseUnclean = (desk: Desk, id: string): Promise<void> =>
  desk.read(async (act) => {
    const exchange = await findExchange(act, id, 'exchange.credit');
    const doubt = (await cleannessOf(act, [exchange])).get(id)?.doubt;
    // Who did an earlier step, and whose family it is, the decision itself says more exactly.
    if (doubt && doubt !== 'barred') throw new Refusal(REFUSED_AS[doubt]);
  });

export interface Result {
  line: ExchangeLine;
  /** Null while it is being worked on, or where the machine stopped in between: then its state tells. */
  outcome: Outcome | null;
}

export interface Results {
  rows: Result[];
  /** running: others are still to come · stopped: the machine went down in between, what is left waits in the list */
  course: 'running' | 'stopped' | 'ended';
}

/** However slow the machine is, three hundred are done by then. */
const STOPPED_AFTER_MS = 5 * 60_000;

/** What became of each row. @throws Refusal not_found when this actor kept nothing under the key */
export const resultOf = (desk: Desk, key: string): Promise<Results> =>
  desk.read(async (act) => {
    const kept = must(await keptUnder(act, key));
    const { ids, outcomes } = must(asKept(kept.answer));
    const known = new Map(outcomes?.map((outcome) => [outcome.id, outcome]));
    const lines = await linesFor(act, await exchangesById(act, ids));
    const late = act.now - kept.at > STOPPED_AFTER_MS;
    return {
      rows: lines.map((line) => ({ line, outcome: known.get(line.exchange.id) ?? null })),
      course: outcomes ? 'ended' : late ? 'stopped' : 'running',
    };
  });
