/**
 * The night's work, in order. Each job may run again from the start: what was done is found done. So a night whose process was
 * ended in the middle is taken again by whoever comes next and hears nothing of it.
 */
import type { Act } from '#db/act';
import { type Day, dayOf, monthOf } from '#domain/day';
import { keptAlive } from '#jobs/alive';
import { auditByNight } from '#jobs/auditing';
import type { ReadBooks } from '#jobs/reader';
import { finishRun, giveBackRun, runGoesOn, takeLeftRun, takeRun } from '#records/due';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { expireDue, returnUnconfirmed } from '#usecases/exchange/sweep';
import { issueGrants } from '#usecases/grant-list/issue';
import { lapseGrants } from '#usecases/grant-list/lapse';
import { keepPosts } from '#usecases/post/keep';
import { deriveRegister } from '#usecases/register/derive';
import { clearOldNotices } from '#usecases/telling/clear';
import { countAll } from '#usecases/visit/count';
import { oweAhead } from '#usecases/visit/owe';

interface Job {
  name: string;
  /** @returns how many things it did */
  run: (desk: Desk, read: ReadBooks) => Promise<number>;
}

export const DAILY: readonly Job[] = [
  { name: 'posts', run: (desk) => keepPosts(desk) },
  { name: 'register', run: (desk) => deriveRegister(desk) },
  { name: 'dues', run: (desk) => oweAhead(desk) },
  { name: 'counts', run: (desk) => countAll(desk) },
  { name: 'lapse', run: (desk) => lapseGrants(desk) },
  { name: 'grants', run: (desk) => issueGrants(desk, monthOf(dayOf(desk.now))) },
  { name: 'expire', run: (desk) => expireDue(desk) },
  { name: 'unconfirmed', run: (desk) => returnUnconfirmed(desk) },
  { name: 'notices', run: (desk) => clearOldNotices(desk) },
  // Last: what the others posted is read with the rest, and none of them waits for it.
  { name: 'audit', run: auditByNight },
];

const takeNight = async (act: Act, name: string, today: Day): Promise<boolean> =>
  (await takeRun(act, name, today)) || (await takeLeftRun(act, name, today));

/**
 * Do what has not been done today. Called by the clock every hour and at every start, so a missed night is made up for.
 * @param read how the books are read: elsewhere, because it takes long
 * @returns what each job did; a job that was done already is not in it
 */
export async function runDaily(house: House, read: ReadBooks): Promise<Record<string, number>> {
  const results: Record<string, number> = {};
  for (const job of DAILY) {
    const sit = () => deskFor(house, { actor: { kind: 'job', id: `job:${job.name}` }, requestId: `job-${job.name}` });
    const desk = sit();
    const today = dayOf(desk.now);
    if (!(await desk.write([], (act) => takeNight(act, job.name, today)))) continue;
    const goesOn = () => sit().write([], (act) => runGoesOn(act, job.name, today));
    try {
      const done = await keptAlive(goesOn, () => job.run(desk, read));
      results[job.name] = done;
      await sit().write([], (act) => finishRun(act, job.name, today, { done }));
    } catch (error) {
      await desk.write([], (act) => giveBackRun(act, job.name, today));
      throw error;
    }
  }
  return results;
}
