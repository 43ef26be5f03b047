/** 改记: what a credited record should have been, proposed with its reversal; and the record that then stood instead. */
import { and, eq, inArray, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { replacements } from '#db/schema/care';
import { Refusal } from '#domain/refusal';
import type { Instead } from '#domain/replacement';

export type Replacement = typeof replacements.$inferSelect;

export async function insertReplacement(act: Act, originalId: string, instead: Instead): Promise<void> {
  const by = { proposedBy: act.actor.id, proposedAt: act.now, device: act.device };
  await act.tx
    .insert(replacements)
    .values({ ...instead, ...by, id: act.ids('rep'), originalId, state: 'proposed', replacementId: null });
}

/** What is proposed to stand instead; null where it is only taken back. */
export async function proposedFor(act: Act, originalId: string): Promise<Replacement | null> {
  const [row] = await act.tx
    .select()
    .from(replacements)
    .where(and(eq(replacements.originalId, originalId), eq(replacements.state, 'proposed')));
  return row ?? null;
}

/** Those that any of these records is a part of, on either side. The caller has reached the records. */
export async function replacementsAmong(act: Act, ids: readonly string[]): Promise<Replacement[]> {
  if (ids.length === 0) return [];
  const either = or(inArray(replacements.originalId, [...ids]), inArray(replacements.replacementId, [...ids]));
  return act.tx
    .select()
    .from(replacements)
    .where(and(eq(replacements.state, 'accepted'), either));
}

/** Compare-and-set. @throws Refusal already_done */
export async function settleReplacement(
  act: Act,
  id: string,
  made: { state: 'accepted'; replacementId: string } | { state: 'declined' },
): Promise<void> {
  const [row] = await act.tx
    .update(replacements)
    .set(made)
    .where(and(eq(replacements.id, id), eq(replacements.state, 'proposed')))
    .returning();
  if (!row) throw new Refusal('already_done');
}
