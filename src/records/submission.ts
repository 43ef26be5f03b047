/**
 * The same form twice is one record and the same answer; the same key with another body is refused.
 * The key is kept in the same unit as what it stands for, so a lost answer, two tabs or a double tap never make two.
 */
import { createHash } from 'node:crypto';
import { and, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { submissions } from '#db/schema/office';
import { Refusal } from '#domain/refusal';

/**
 * Run `work` once for this actor and key.
 * @param body what was typed, without the key and the token of the form
 * @returns the answer of the first run, whether this is it or a repeat; it must be plain JSON
 * @throws Refusal `key_reused` when the same key comes with another body
 */
export async function once<T>(act: Act, key: string, body: unknown, work: () => Promise<T>): Promise<T> {
  const bodyHash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const mine = and(eq(submissions.actorId, act.actor.id), eq(submissions.key, key));
  const [taken] = await act.tx
    .insert(submissions)
    .values({ actorId: act.actor.id, key, bodyHash, answer: null, at: act.now })
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
