/** Which events were taken back, and by which: asked of either of the two. */
import { inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries } from '#db/schema/ledger';
import type { Instant } from '#domain/day';
import type { EntryEvent } from '#domain/ledger';

export interface Undone {
  /** The event that was wrong. */
  eventId: string;
  event: EntryEvent;
  subjectId: string;
  postedAt: Instant;
  /** The event that took it back, when, and why. */
  reversal: string;
  at: Instant;
  reason: string | null;
}

type Row = typeof entries.$inferSelect;

/** By the id of the event that was wrong. An event in several books is taken back in all of them. */
export async function undoneAmong(act: Act, eventIds: readonly string[]): Promise<Map<string, Undone>> {
  const found = new Map<string, Undone>();
  const given = await rowsOf(act, eventIds);
  if (given.length === 0) return found;
  const wrongIds = given.map(({ id, reverses }) => reverses ?? id);
  const wrong = await act.tx.select().from(entries).where(inArray(entries.id, wrongIds));
  const backs = await act.tx.select().from(entries).where(inArray(entries.reverses, wrongIds));
  for (const back of backs) {
    const one = wrong.find(({ id }) => id === back.reverses);
    if (one) found.set(one.eventId, undone(one, back));
  }
  return found;
}

async function rowsOf(act: Act, eventIds: readonly string[]): Promise<Row[]> {
  if (eventIds.length === 0) return [];
  return act.tx
    .select()
    .from(entries)
    .where(inArray(entries.eventId, [...new Set(eventIds)]));
}

const undone = ({ eventId, event, subjectId, recordedAt }: Row, back: Row): Undone => ({
  ...{ eventId, event, subjectId, postedAt: recordedAt },
  ...{ reversal: back.eventId, at: back.recordedAt, reason: back.reason },
});
