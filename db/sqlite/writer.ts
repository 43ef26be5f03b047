/**
 * The one writer of a SQLite file: a queue whose units run one after another, and share durable commits.
 *
 * A commit waits for the disk, a unit does not. So the units that are waiting run in one transaction, each inside a
 * savepoint of its own, and all of them are answered when it is on the disk. A refused unit leaves nothing; its
 * neighbours stand. If the transaction as a whole is lost, nobody was answered, and each runs again by itself.
 */
import { AsyncLocalStorage } from 'node:async_hooks';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type { Tx } from '#db/act';
import { isBusy } from '#db/lock';
import type { Connection } from '#db/sqlite/client';
import type { Counts, Settings, Store } from '#db/store';
import { attempt, type Outcome, refuseNested, unitOn } from '#db/unit';
import { Refusal } from '#domain/refusal';

interface Job {
  /** When it has waited too long; whoever asked has gone by then. */
  until: number;
  run: () => Promise<Outcome<unknown>>;
  answer: (outcome: Outcome<unknown>) => void;
}

export interface Writer {
  transact: Store['transact'];
  close: () => Promise<void>;
}

export function openWriter(connection: Connection, settings: Settings, counts: Counts): Writer {
  const { client, tx, explain } = connection;
  const queue: Job[] = [];
  // The pump serves everybody, so it runs in nobody's context.
  const outside = AsyncLocalStorage.snapshot();
  let pumping: Promise<void> | undefined;
  let closed = false;

  const say = (...words: string[]) => {
    const statements = words.map((text) => client.prepare(text));
    return () => {
      for (const statement of statements) statement.run();
    };
  };
  const begin = say('begin immediate');
  const commit = say('commit');
  const rollback = say('rollback');
  const save = say('savepoint unit');
  const keep = say('release unit');
  const undo = say('rollback to unit', 'release unit');

  async function transact<T>(journals: readonly string[], work: (tx: Tx) => Promise<T>): Promise<T> {
    refuseNested();
    if (closed) throw new Error('the store is closed');
    const inCallersContext = AsyncLocalStorage.snapshot();
    const limit = { ms: settings.limitMs, clock: settings.clock };
    return new Promise<T>((resolve, reject) => {
      queue.push({
        until: settings.clock() + settings.waitMs,
        run: () => inCallersContext(() => attempt(unitOn(client, limit, journals), () => work(tx))),
        answer: (outcome) => (outcome.ok ? resolve(outcome.value as T) : reject(explain(outcome.error))),
      });
      pumping ??= outside(pump);
    });
  }

  async function pump(): Promise<void> {
    while (queue.length > 0) {
      // Between groups everything else has its turn, and whoever it wakes can still join this group.
      await nextTurn();
      await runGroup();
    }
    pumping = undefined;
  }

  async function runGroup(): Promise<void> {
    const jobs: Job[] = [];
    const outcomes: Outcome<unknown>[] = [];
    const refusal = await whenFree();
    if (refusal) return answerAll(queue.splice(0, settings.groupUnits), () => refusal);
    const began = settings.clock();
    let whole = true;
    while (
      whole &&
      queue.length > 0 &&
      jobs.length < settings.groupUnits &&
      settings.clock() - began < settings.groupMs
    ) {
      const job = queue.shift() as Job;
      if (settings.clock() > job.until) answerAll([job], () => tooSlow());
      else {
        jobs.push(job);
        whole = await inSavepoint(job, outcomes);
      }
    }
    if (whole && !failureOf(commit)) {
      counts.commits += 1;
      return answerAll(jobs, (index) => outcomes[index] as Outcome<unknown>);
    }
    leave();
    for (const job of jobs) await runAlone(job);
  }

  /** False when the whole transaction is lost. */
  async function inSavepoint(job: Job, outcomes: Outcome<unknown>[]): Promise<boolean> {
    if (failureOf(save)) return false;
    const outcome = await job.run();
    outcomes.push(outcome);
    // A full disk or an I/O error ends the whole transaction, and takes with it what the neighbours wrote.
    return client.inTransaction && !failureOf(outcome.ok ? keep : undo);
  }

  async function runAlone(job: Job): Promise<void> {
    counts.reruns += 1;
    const refusal = await whenFree();
    if (refusal) return answerAll([job], () => refusal);
    const outcome = await job.run();
    // If the transaction is gone, there is nothing to commit, and SQLite says so here.
    const failure = outcome.ok ? failureOf(commit) : undefined;
    leave();
    if (outcome.ok && !failure) counts.commits += 1;
    answerAll([job], () => (failure ? { ok: false, error: failure } : outcome));
  }

  /** Begins; or says why not, when somebody else has kept the file busy for too long. */
  async function whenFree(): Promise<Outcome<never> | undefined> {
    for (let tries = 1; ; tries += 1) {
      const failure = failureOf(begin);
      if (!failure) return undefined;
      if (!isBusy(failure)) return { ok: false, error: failure };
      if (tries >= settings.tries) return tooSlow();
      await pause(Math.min(5 * 2 ** tries, 250));
    }
  }

  /** Whatever is left of a transaction that failed. */
  function leave(): void {
    if (client.inTransaction) failureOf(rollback);
  }

  function answerAll(jobs: readonly Job[], outcomeOf: (index: number) => Outcome<unknown>): void {
    counts.units += jobs.length;
    for (const [index, job] of jobs.entries()) job.answer(outcomeOf(index));
  }

  async function close(): Promise<void> {
    closed = true;
    await pumping;
    client.close();
  }

  return { transact, close };
}

const tooSlow = (): Outcome<never> => ({ ok: false, error: new Refusal('too_slow') });

function failureOf(step: () => void): Error | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    return error as Error;
  }
}
