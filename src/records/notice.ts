/** Notices (告知): a line a person and event, read on her own page; and what is still to be carried to her. */
import { inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { inserting } from '#db/prepared';
import { notices, outbox } from '#db/schema/telling';

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

export async function noticesById(act: Act, ids: readonly string[]): Promise<Map<string, Notice>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(notices)
    .where(inArray(notices.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}
