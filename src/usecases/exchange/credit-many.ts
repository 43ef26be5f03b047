/**
 * 一起入账: clean rows that were ticked in a list. One unit a row: each is credited, left for cover, or refused by itself, and
 * what became of each is kept under the key of the form, so that a second press only shows the same answer.
 */
import { must, Refusal, type RefusalCode } from '#domain/refusal';
import { exchangesById, reachedById } from '#records/exchange';
import { claimKey, keepAnswer, keptUnder } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { MOST_AT_ONCE, REFUSED_AS } from '#usecases/exchange/check-many';
import { cleannessOf } from '#usecases/exchange/clean';
import { creditWith } from '#usecases/exchange/credit';
import { journalsFor } from '#usecases/exchange/reach';
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
  // As many as run in the order in which they were ticked: the check page reckoned in it. In between, others have their turn.
  const together = desk.house.store.inOrder;
  for (let at = 0; at < ids.length; at += together) {
    outcomes.push(...(await creditTogether(desk, ids.slice(at, at + together))));
  }
  await desk.write([], (act) => keepAnswer(act, key, { ids, outcomes }));
}

/** What stands in the way of a row, or the journals that its unit may post to. */
type Ready = { refused: RefusalCode } | { journals: readonly string[] };

/** Their units are handed in at once, in the order in which they were ticked, and run one after another. */
async function creditTogether(desk: Desk, ids: readonly string[]): Promise<Outcome[]> {
  const ready = await readyAmong(desk, ids);
  return Promise.all(ids.map((id) => creditOne(desk, id, ready.get(id) ?? { refused: 'not_found' })));
}

async function creditOne(desk: Desk, id: string, ready: Ready): Promise<Outcome> {
  if ('refused' in ready) return { id, ...ready };
  try {
    return { id, ...(await creditWith(desk, id, ready.journals)) };
  } catch (error) {
    if (error instanceof Refusal) return { id, refused: error.code };
    throw error;
  }
}

/** Read for all of them in the same few statements; one that is out of reach is not in it. */
const readyAmong = (desk: Desk, ids: readonly string[]): Promise<Map<string, Ready>> =>
  desk.read(async (act) => {
    const found = await reachedById(act, ids, 'exchange.credit');
    const clean = await cleannessOf(act, found);
    const journals = await journalsFor(act, found);
    const readyFor = (id: string): Ready => {
      const doubt = clean.get(id)?.doubt ?? null;
      // Who did an earlier step, and whose family it is, the decision itself says more exactly.
      return doubt && doubt !== 'barred' ? { refused: REFUSED_AS[doubt] } : { journals: journals.get(id) ?? [] };
    };
    return new Map(found.map(({ id }) => [id, readyFor(id)]));
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
