/** Notices (告知): a line a person and event, read on her own page; and what is still to be carried to her. */
import { and, count, desc, eq, inArray, isNull, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, inserting, prepared } from '#db/prepared';
import { notices, outbox } from '#db/schema/telling';
import type { Instant } from '#domain/day';

export type Notice = typeof notices.$inferSelect;
export type OutboxRow = typeof outbox.$inferSelect;

const insertNotice = inserting(notices, 'insert_notice');
const insertOutbox = inserting(outbox, 'insert_outbox');

/** @param heard whoever is told of it hears it in this very unit */
export async function writeNotice(act: Act, row: Omit<Notice, 'id' | 'at' | 'readAt'>, heard = false): Promise<string> {
  const id = act.ids('ntc');
  await insertNotice(act.tx, { ...row, id, at: act.now, readAt: heard ? act.now : null });
  return id;
}

/** It may leave as soon as the unit is committed. @param heard in person, in the unit that it tells of */
export const writeOutbox = (
  act: Act,
  row: Pick<OutboxRow, 'noticeId' | 'channel' | 'regionCode' | 'toId'>,
  heard = false,
): Promise<void> => {
  const done = heard ? { state: 'sent' as const, doneAt: act.now, doneBy: act.actor.id, toldOn: act.today } : null;
  return insertOutbox(act.tx, {
    ...{ ...row, id: act.ids('out'), tries: 0, nextAt: act.now },
    ...(done ?? { state: 'waiting' }),
  });
};

/** Was anybody told of this happening already? */
export async function isTold(act: Act, moveId: string): Promise<boolean> {
  const [row] = await act.tx.select({ id: notices.id }).from(notices).where(eq(notices.moveId, moveId)).limit(1);
  return row !== undefined;
}

export async function noticesById(act: Act, ids: readonly string[]): Promise<Map<string, Notice>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(notices)
    .where(inArray(notices.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** What the actor was told, newest first. */
export const ownNotices = (act: Act, limit: number, offset: number): Promise<Notice[]> =>
  ownQuery(act.tx).execute({ toId: act.actor.id, limit, offset });

const ownQuery = prepared((tx) =>
  tx
    .select()
    .from(notices)
    .where(eq(notices.toId, sql.placeholder('toId')))
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(sql.placeholder('limit'))
    .offset(sql.placeholder('offset'))
    .prepare('notices_of_one'),
);

export async function countOwn(act: Act): Promise<number> {
  const [row] = await countQuery(act.tx).execute({ toId: act.actor.id });
  return row?.rows ?? 0;
}

const countQuery = prepared((tx) =>
  tx
    .select({ rows: count() })
    .from(notices)
    .where(eq(notices.toId, sql.placeholder('toId')))
    .prepare('count_notices_of_one'),
);

/** How much the actor has not read yet. */
export async function countUnread(act: Act): Promise<number> {
  const [row] = await unreadQuery(act.tx).execute({ toId: act.actor.id });
  return row?.rows ?? 0;
}

const unreadQuery = prepared((tx) =>
  tx
    .select({ rows: count() })
    .from(notices)
    .where(and(eq(notices.toId, sql.placeholder('toId')), isNull(notices.readAt)))
    .prepare('count_unread_notices'),
);

/** The first time counts. @param toId only hers, whatever ids came */
export async function markRead(act: Act, ids: readonly string[], toId?: string): Promise<void> {
  if (ids.length === 0) return;
  await act.tx
    .update(notices)
    .set({ readAt: act.now })
    .where(
      and(
        inArray(notices.id, [...ids]),
        isNull(notices.readAt),
        toId === undefined ? undefined : eq(notices.toId, toId),
      ),
    );
}

/**
 * Notices whose telling is over since before then: read on a page, or carried to the end. What nobody has read yet stays,
 * and so does what still waits to be carried.
 */
export const overSince = async (act: Act, before: Instant, limit: number): Promise<string[]> =>
  (await overQuery(act.tx).execute({ before, limit })).map(({ id }) => id);

const overQuery = prepared((tx) =>
  tx
    .select({ id: notices.id })
    .from(notices)
    .leftJoin(outbox, eq(outbox.noticeId, notices.id))
    .where(
      and(
        sql`${notices.at} < ${sql.placeholder('before')}`,
        sql`case when ${outbox.id} is null then ${notices.readAt} is not null
          else ${outbox.state} in ('sent', 'dropped') and ${outbox.doneAt} < ${sql.placeholder('before')} end`,
      ),
    )
    .orderBy(notices.at, notices.id)
    .limit(sql.placeholder('limit'))
    .prepare('notices_that_are_over'),
);

/** With what carried them. Only ids from `overSince`: what is over does not begin again. */
export async function clearNotices(act: Act, ids: readonly string[]): Promise<void> {
  await clearOutbox(act.tx).execute({ ids });
  await clearQuery(act.tx).execute({ ids });
}

const clearOutbox = prepared((tx) => tx.delete(outbox).where(among(outbox.noticeId, 'ids')).prepare('clear_outbox'));
const clearQuery = prepared((tx) => tx.delete(notices).where(among(notices.id, 'ids')).prepare('clear_notices'));
