/**
 * 一起入账: clean rows that were ticked in a list. Each is credited, left for cover, or refused by itself, and what became of
 * each is kept under the key of the form, so that a second press only shows the same answer.
 */
import type { Act } from '#db/act';
import { Conflict } from '#db/conflict';
import { must, Refusal, type RefusalCode } from '#domain/refusal';
import { type Exchange, exchangesById, reachedById } from '#records/exchange';
import { claimKey, keepAnswer, keptUnder } from '#records/submission';
import type { Desk } from '#usecases/desk';
import { MOST_AT_ONCE } from '#usecases/exchange/check-many';
import { book, type Docket, docketFor, type Judged, judge } from '#usecases/exchange/credit';
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
  // In the order in which they were ticked: the check page reckoned in it. In between, others have their turn.
  for (let at = 0; at < ids.length; at += TOGETHER) {
    outcomes.push(...(await creditTogether(desk, ids.slice(at, at + TOGETHER))));
  }
  await desk.write([], (act) => keepAnswer(act, key, { ids, outcomes }));
}

/** What everybody else waits for: a few dozen milliseconds. */
const TOGETHER = 50;

/**
 * In one unit, in which what they have in common is read once. Should the book itself say no to one of them, none of them
 * stands, and each goes by itself.
 */
async function creditTogether(desk: Desk, ids: readonly string[]): Promise<Outcome[]> {
  const journals = await desk.read(async (act) => journalsFor(act, await reachedById(act, ids, 'exchange.credit')));
  const together = (some: readonly string[]) =>
    desk.write([...new Set(some.flatMap((id) => journals.get(id) ?? []))].sort(), (act) => creditAll(act, some));
  try {
    return await together(ids);
  } catch (error) {
    if (!saysNo(error)) throw error;
    const outcomes: Outcome[] = [];
    for (const id of ids) outcomes.push(...(await together([id]).catch(refusedAs(id))));
    return outcomes;
  }
}

const saysNo = (error: unknown): boolean => error instanceof Refusal || error instanceof Conflict;

/** The others go on, whatever is the matter with this one: what the book has once it does not take again. */
const refusedAs =
  (id: string) =>
  (error: unknown): Outcome[] => {
    if (!saysNo(error)) throw error;
    return [{ id, refused: error instanceof Refusal ? error.code : 'state_moved' }];
  };

/** One after the other: what one takes from an account, the next does not find there. */
async function creditAll(act: Act, ids: readonly string[]): Promise<Outcome[]> {
  const found = new Map((await reachedById(act, ids, 'exchange.credit')).map((one) => [one.id, one]));
  const docket = await docketFor(act, [...found.values()]);
  const outcomes: Outcome[] = [];
  for (const id of ids) {
    const judged = judgeClean(act, docket, found.get(id));
    outcomes.push({ id, ...('refused' in judged ? judged : await book(act, docket, judged)) });
  }
  return outcomes;
}

/** Whatever carries a flag is opened and decided by itself. */
function judgeClean(act: Act, docket: Docket, exchange: Exchange | undefined): Judged | { refused: RefusalCode } {
  if (!exchange) return { refused: 'not_found' };
  try {
    const judged = judge(act, docket, exchange);
    return docket.flags.get(exchange.id)?.length ? { refused: 'needs_a_look' } : judged;
  } catch (error) {
    if (error instanceof Refusal) return { refused: error.code };
    throw error;
  }
}

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
