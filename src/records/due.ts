/** What the clock has to look at: ids only, bounded, oldest first. Whether it really is due is decided in its own unit. */
import { and, asc, eq, inArray, isNull, lt, or, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { exchanges } from '#db/schema/care';
import { jobRuns } from '#db/schema/office';
import { SILENT_MS } from '#domain/audit-run';
import type { Day, Instant } from '#domain/day';

/** Asked for, and nobody came forward since then, or its day is long past. */
export async function dueToExpire(
  act: Act,
  unmatchedSince: Instant,
  plannedBefore: Day,
  limit: number,
): Promise<string[]> {
  const rows = await act.tx
    .select({ id: exchanges.id })
    .from(exchanges)
    .where(
      or(
        and(inArray(exchanges.state, ['requested', 'approved']), lt(exchanges.since, unmatchedSince)),
        and(inArray(exchanges.state, ['requested', 'approved', 'matched']), lt(exchanges.plannedOn, plannedBefore)),
      ),
    )
    .orderBy(asc(exchanges.since), asc(exchanges.id))
    .limit(limit);
  return rows.map((row) => row.id);
}

/** Logged, and nobody of the recipient's side has said yes since then. */
export async function dueToReturn(act: Act, loggedBefore: Instant, limit: number) {
  return act.tx
    .select({
      id: exchanges.id,
      regionCode: exchanges.regionCode,
      servedOn: exchanges.servedOn,
      since: exchanges.since,
    })
    .from(exchanges)
    .where(and(eq(exchanges.state, 'logged'), lt(exchanges.since, loggedBefore)))
    .orderBy(asc(exchanges.since), asc(exchanges.id))
    .limit(limit);
}

/** Was this taken before? For what runs once for each state of its files and not each day, `day` is their fingerprint. */
export async function wasRun(act: Act, job: string, day: string): Promise<boolean> {
  const [row] = await act.tx
    .select({ job: jobRuns.job })
    .from(jobRuns)
    .where(and(eq(jobRuns.job, job), eq(jobRuns.day, day)));
  return row !== undefined;
}

/** Take a job's day: false when it was taken already, so nothing runs twice. */
export async function takeRun(act: Act, job: string, day: Day): Promise<boolean> {
  const [taken] = await act.tx
    .insert(jobRuns)
    .values({ job, day, startedAt: act.now, seenAt: act.now })
    .onConflictDoNothing()
    .returning();
  return taken !== undefined;
}

/** Take a day that somebody took before, did not finish, and gave no sign of life of for long: its process was ended. */
export async function takeLeftRun(act: Act, job: string, day: Day): Promise<boolean> {
  const [taken] = await act.tx
    .update(jobRuns)
    .set({ startedAt: act.now, seenAt: act.now })
    .where(
      and(
        ...[eq(jobRuns.job, job), eq(jobRuns.day, day), isNull(jobRuns.finishedAt)],
        lt(sql`coalesce(${jobRuns.seenAt}, ${jobRuns.startedAt})`, act.now - SILENT_MS),
      ),
    )
    .returning();
  return taken !== undefined;
}

/** A sign of life. */
export async function runGoesOn(act: Act, job: string, day: Day): Promise<void> {
  await act.tx
    .update(jobRuns)
    .set({ seenAt: act.now })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.day, day)));
}

export async function finishRun(act: Act, job: string, day: Day, result: Record<string, number>): Promise<void> {
  await act.tx
    .update(jobRuns)
    .set({ finishedAt: act.now, result })
    .where(and(eq(jobRuns.job, job), eq(jobRuns.day, day)));
}

/** Give back a day whose run broke off, so that the next start takes it again: every job may run again from the start. */
export async function giveBackRun(act: Act, job: string, day: Day): Promise<void> {
  await act.tx.delete(jobRuns).where(and(eq(jobRuns.job, job), eq(jobRuns.day, day)));
}
