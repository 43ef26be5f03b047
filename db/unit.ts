/**
 * A unit of work: what one `transact` or `read` does. It is alive while its function runs and dead ever after, and the
 * async context of the caller carries it, so that every statement can be asked on whose behalf it runs.
 *
 * A handle belongs to a connection and outlives its units. That is what lets a prepared query be built once, and why a
 * statement is checked here and not by who holds the handle.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { Refusal } from '#domain/refusal';

export interface Unit {
  /** The connection it runs on; at most one unit of a gate is alive. */
  readonly gate: object;
  /** Journals it may post to. */
  readonly journals: readonly string[];
  alive: boolean;
  expired: boolean;
  /** Milliseconds on `clock` after which it is too slow. */
  deadline: number;
  readonly clock: () => number;
  /** Statements on their way: PostgreSQL only, SQLite answers at once. */
  pending: number;
  /** What the first failed statement said: PostgreSQL has aborted the transaction from there on. */
  failure: unknown;
}

export type Outcome<T> = { ok: true; value: T } | { ok: false; error: unknown };

/** How long units may take, and by which clock: an argument, so that tests need not wait. */
export interface Limit {
  ms: number;
  clock: () => number;
}

const running = new AsyncLocalStorage<Unit>();

/** A new unit on this connection; its time begins when it is attempted. */
export const unitOn = (gate: object, limit: Limit, journals: readonly string[] = []): Unit => ({
  gate,
  journals,
  alive: true,
  expired: false,
  deadline: limit.clock() + limit.ms,
  clock: limit.clock,
  pending: 0,
  failure: undefined,
});

/** One unit cannot open another: the second would wait for the first, or see a world that it has not written yet. */
export function refuseNested(): void {
  if (running.getStore()?.alive) throw new Error('a unit of work cannot open another one: pass its tx on');
}

/** The unit on whose behalf the caller runs, if it may use this connection now. */
export function unitAt(gate: object): Unit {
  const unit = running.getStore();
  if (!unit) throw new Error('a statement outside any unit of work: use it inside transact or read');
  if (unit.expired) throw new Refusal('too_slow');
  if (!unit.alive) throw new Error('a late statement: its unit of work has ended, something was not awaited');
  if (unit.gate !== gate) throw new Error('a statement on the handle of another unit of work');
  if (unit.clock() > unit.deadline) throw expire(unit);
  return unit;
}

/** True if the running unit said that it may post to this journal; the ledger asks before it writes. */
export const mayPostTo = (journal: string): boolean => running.getStore()?.journals.includes(journal) ?? false;

function expire(unit: Unit): Refusal {
  unit.alive = false;
  unit.expired = true;
  return new Refusal('too_slow');
}

/** Run `work` as this unit until it is done or its time is up. Never rejects; afterwards the unit is dead. */
export async function attempt<T>(unit: Unit, work: () => Promise<T>): Promise<Outcome<T>> {
  const worked = running
    .run(unit, async () => work())
    .then(
      (value): Outcome<T> => ({ ok: true, value }),
      (error: unknown): Outcome<T> => ({ ok: false, error }),
    );
  const timer = timeUp(unit);
  const outcome = await Promise.race([worked, timer.up]);
  timer.stop();
  // A unit that never let the clock run, or swallowed the refusal of a statement, was too slow all the same.
  if (unit.expired || unit.clock() > unit.deadline) return { ok: false, error: expire(unit) };
  unit.alive = false;
  return outcome;
}

function timeUp(unit: Unit): { up: Promise<{ ok: false; error: unknown }>; stop: () => void } {
  const left = unit.deadline - unit.clock();
  if (!Number.isFinite(left)) return { up: new Promise(() => {}), stop: () => {} };
  let timer: NodeJS.Timeout | undefined;
  const up = new Promise<{ ok: false; error: unknown }>((resolve) => {
    timer = setTimeout(() => resolve({ ok: false, error: expire(unit) }), left);
  });
  return { up, stop: () => clearTimeout(timer) };
}
