/** Notices (告知): a line a person and event, read on her own page; and what is still to be carried to her. */
import { and, count, desc, eq, inArray, isNull, lte, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { inserting, prepared } from '#db/prepared';
import { notices, outbox } from '#db/schema/telling';
import type { Instant } from '#domain/day';

export type Notice = typeof notices.$inferSelect;
export type OutboxRow = typeof outbox.$inferSelect;

const insertNotice = inserting(notices, 'insert_notice');
const insertOutbox = inserting(outbox, 'insert_outbox');

export async function writeNotice(act: Act, row: Omit<Notice, 'id' | 'at' | 'readAt'>): Promise<string> {
  const id = act.ids('ntc');
  await insertNotice(act.tx, { ...row, id, at: act.now, readAt: null });
  return id;
}

/** It may leave as soon as the unit is committed. */
export const writeOutbox = (
  act: Act,
  row: Pick<OutboxRow, 'noticeId' | 'channel' | 'regionCode' | 'toId'>,
): Promise<void> => insertOutbox(act.tx, { ...row, id: act.ids('out'), state: 'waiting', tries: 0, nextAt: act.now });

const unreadQuery = prepared((tx) =>
  tx
    .select({ unread: count() })
    .from(notices)
    .where(and(eq(notices.toId, sql.placeholder('toId')), isNull(notices.readAt)))
    .prepare('unread_notices'),
);

/** How many of the actor's own she has not read. */
export async function unreadOf(act: Act): Promise<number> {
  const [row] = await unreadQuery(act.tx).execute({ toId: act.actor.id });
  return row?.unread ?? 0;
}

/** The actor's own, newest first. */
export const ownNotices = (act: Act, limit: number, offset: number): Promise<Notice[]> =>
  act.tx
    .select()
    .from(notices)
    .where(eq(notices.toId, act.actor.id))
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(limit)
    .offset(offset);

/** What the actor has seen up to here is read; what came in between stays new. */
export async function markRead(act: Act, upTo: Instant): Promise<number> {
  const read = await act.tx
    .update(notices)
    .set({ readAt: act.now })
    .where(and(eq(notices.toId, act.actor.id), isNull(notices.readAt), lte(notices.at, upTo)))
    .returning({ id: notices.id });
  return read.length;
}

export async function noticesById(act: Act, ids: readonly string[]): Promise<Map<string, Notice>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(notices)
    .where(inArray(notices.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
