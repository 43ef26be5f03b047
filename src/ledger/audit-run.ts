/** 核账 as one reading of all books: who started it, how far it is, what became of it. One goes on at a time. */
import { and, desc, eq, inArray, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { auditRuns, audits } from '#db/schema/seal';
import { isGone, type ReadSoFar } from '#domain/audit-run';
import { must } from '#domain/refusal';
import type { Audit } from '#ledger/audited';

export type AuditRun = typeof auditRuns.$inferSelect;

/** The one that goes on, with or without a sign of life. Asked for by every page of the books. */
export async function runningNow(act: Act): Promise<AuditRun | null> {
  const [row] = await runningQuery(act.tx).execute({});
  return row ?? null;
}

const runningQuery = prepared((tx) =>
  tx.select().from(auditRuns).where(sql`state = 'running'`).prepare('running_audit'),
);

/**
 * Begin one. What was left by a process that is gone is broken off first.
 * @returns the new one, or the one that goes on already
 */
export async function takeAudit(act: Act, progress: readonly ReadSoFar[]): Promise<{ run: AuditRun; isNew: boolean }> {
  const left = await runningNow(act);
  if (left && isGone(left, act.now)) await endAudit(act, left.id, 'broken');
  const [row] = await act.tx
    .insert(auditRuns)
    .values({
      ...{ id: act.ids('run'), startedBy: act.actor.id, startedAt: act.now, seenAt: act.now },
      ...{ state: 'running', progress: [...progress] },
    })
    .onConflictDoNothing()
    .returning();
  return row ? { run: row, isNew: true } : { run: must(await runningNow(act)), isNew: false };
}

/** A sign of life. @returns false when it was broken off meanwhile */
export async function tellAudit(act: Act, id: string, progress: readonly ReadSoFar[]): Promise<boolean> {
  const [row] = await act.tx
    .update(auditRuns)
    .set({ seenAt: act.now, progress: [...progress] })
    .where(and(eq(auditRuns.id, id), eq(auditRuns.state, 'running')))
    .returning({ id: auditRuns.id });
  return row !== undefined;
}

/** @returns false when it had ended already: what ended stays as it ended */
export async function endAudit(act: Act, id: string, state: 'done' | 'broken'): Promise<boolean> {
  const [row] = await act.tx
    .update(auditRuns)
    .set({ state, finishedAt: act.now })
    .where(and(eq(auditRuns.id, id), eq(auditRuns.state, 'running')))
    .returning({ id: auditRuns.id });
  return row !== undefined;
}

/** The newest first. */
export const listAuditRuns = (act: Act, limit: number, offset: number): Promise<AuditRun[]> =>
  act.tx.select().from(auditRuns).orderBy(desc(auditRuns.startedAt), desc(auditRuns.id)).limit(limit).offset(offset);

export async function countAuditRuns(act: Act): Promise<number> {
  return act.tx.$count(auditRuns);
}

/** @throws Refusal `not_found` */
export async function findAuditRun(act: Act, id: string): Promise<AuditRun> {
  const [row] = await act.tx.select().from(auditRuns).where(eq(auditRuns.id, id));
  return must(row);
}

/** What these found, by the id of the run. */
export async function auditsOf(act: Act, runs: readonly string[]): Promise<Map<string, Audit[]>> {
  const found = new Map<string, Audit[]>();
  if (runs.length === 0) return found;
  const rows = await act.tx
    .select()
    .from(audits)
    .where(inArray(audits.run, [...runs]));
  for (const row of rows) found.set(row.run ?? '', [...(found.get(row.run ?? '') ?? []), row]);
  return found;
}
