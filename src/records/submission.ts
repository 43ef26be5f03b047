/**
 * The same form twice is one record and the same answer; the same key with another body is refused.
 * The key is kept in the same unit as what it stands for, so a lost answer, two tabs or a double tap never make two.
 */
import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { submissions } from '#db/schema/office';
import type { Instant } from '#domain/day';
import { Refusal } from '#domain/refusal';

/**
 * Run `work` once for this actor and key.
 * @param body what was typed, without the key and the token of the form
 * @param actorId whose key it is, where somebody else hands it in
 * @returns the answer of the first run, whether this is it or a repeat; it must be plain JSON
 * @throws Refusal `key_reused` when the same key comes with another body
 */
export async function once<T>(
  act: Act,
  key: string,
  body: unknown,
  work: () => Promise<T>,
  actorId: string = act.actor.id,
): Promise<T> {
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const mine = and(eq(submissions.actorId, actorId), eq(submissions.key, key));
  const [taken] = await act.tx
    .insert(submissions)
    .values({ actorId, key, bodyHash, answer: null, at: act.now })
    .onConflictDoNothing()
    .returning();
  if (taken) {
    const answer = await work();
    await act.tx.update(submissions).set({ answer }).where(mine);
    return answer;
  }
  const [before] = await act.tx.select().from(submissions).where(mine);
  if (before?.bodyHash !== bodyHash) throw new Refusal('key_reused');
  return before.answer as T;
}

/** How far a long act came: its body, and its answer once it has one. For acts of many units, which no unit can hold. */
export interface Kept {
  bodyHash: string;
  answer: unknown;
  /** When the key came first. */
  at: Instant;
}

/** @returns null when the key is new and now kept; else what was kept under it. @throws Refusal `key_reused` */
export async function claimKey(act: Act, key: string, body: unknown, begun: unknown): Promise<Kept | null> {
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const [taken] = await act.tx
    .insert(submissions)
    .values({ actorId: act.actor.id, key, bodyHash, answer: begun, at: act.now })
    .onConflictDoNothing()
    .returning();
  if (taken) return null;
  const before = await keptUnder(act, key);
  if (before?.bodyHash !== bodyHash) throw new Refusal('key_reused');
  return before;
}

/** What this actor keeps under a key: nobody reads another's. @param actorId whose key it is, where somebody else hands it in */
export async function keptUnder(act: Act, key: string, actorId: string = act.actor.id): Promise<Kept | null> {
  const [row] = await act.tx
    .select({ bodyHash: submissions.bodyHash, answer: submissions.answer, at: submissions.at })
    .from(submissions)
    .where(and(eq(submissions.actorId, actorId), eq(submissions.key, key)));
  return row ?? null;
}

export async function keepAnswer(act: Act, key: string, answer: unknown): Promise<void> {
  await act.tx
    .update(submissions)
    .set({ answer })
    .where(and(eq(submissions.actorId, act.actor.id), eq(submissions.key, key)));
}
