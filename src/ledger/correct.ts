/** 更正 in the book: what replaces an entry is posted first, then the entry is taken back, so that nobody is short in between. */
import { and, asc, eq } from 'drizzle-orm';
import type { Act } from '#db/act';
import { accounts, transfers } from '#db/schema/ledger';
import type { Day } from '#domain/day';
import type { AccountRef } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { type Posted, post } from '#ledger/post';
import { entriesOfEvent, reverse, type Shortfall } from '#ledger/reverse';

export interface Correction {
  id: string;
  eventId: string;
  reason: string;
  /** What stands instead of the one line of the event; null where it is only taken back. */
  minutes: number | null;
}

/** The two accounts of an event of one line, and its minutes; null where it has more. */
export async function onlyLineOf(act: Act, eventId: string) {
  const [entry, ...others] = await entriesOfEvent(act, eventId);
  const { journal, seq } = must(entry);
  const [line, ...more] = await act.tx
    .select()
    .from(transfers)
    .where(and(eq(transfers.journal, journal), eq(transfers.seq, seq)))
    .orderBy(asc(transfers.line));
  if (others.length > 0 || more.length > 0 || line?.kind !== 'post' || line.toAccount === null) return null;
  const to: AccountRef = { journal, id: line.toAccount };
  return { from: { journal, id: line.fromAccount }, to, minutes: line.minutes };
}

/**
 * @param accepted what the second person accepted to be owed
 * @throws Refusal what `reverse` refuses · `not_reversible` where minutes are to stand instead of more than one line
 */
export async function correct(
  act: Act,
  { id, eventId, reason, minutes }: Correction,
  accepted: readonly Shortfall[],
): Promise<{ reversal: Posted; replacement: Posted | null }> {
  const approverId = act.actor.id;
  let replacement: Posted | null = null;
  if (minutes !== null) {
    const [first] = await entriesOfEvent(act, eventId);
    const { event, subjectId } = must(first);
    const { from, to } = must(await onlyLineOf(act, eventId), 'not_reversible');
    const lines = [{ kind: 'post' as const, from, to, minutes }];
    replacement = await post(act, { event, subjectId, lines, key: `replacement:${id}`, approverId, reason });
  }
  const reversal = await reverse(act, eventId, { approverId, reason, key: `reversal:${id}`, accepted });
  return { reversal, replacement };
}

/** Granted minutes that had lapsed by mistake can be used until this day: past their own they would lapse again tonight. */
export async function prolong(act: Act, ref: AccountRef, until: Day): Promise<void> {
  const [row] = await act.tx
    .update(accounts)
    .set({ lapsesOn: until })
    .where(and(eq(accounts.journal, ref.journal), eq(accounts.id, ref.id), eq(accounts.kind, 'granted')))
    .returning();
  if (!row) throw new Refusal('not_found');
}
