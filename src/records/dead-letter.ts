/** Messages that did not arrive, where somebody has to decide what becomes of them. */
import { and, asc, count, eq, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { contacts } from '#db/schema/people';
import { notices, outbox } from '#db/schema/telling';
import { must } from '#domain/refusal';
import type { Notice, OutboxRow } from '#records/notice';
import { regionScope } from '#records/scope';

export interface DeadLetter {
  row: OutboxRow;
  notice: Notice;
}

/** As the index says it. */
const DEAD = sql`${outbox.state} = 'dead'`;
const inReach = (act: Act) => and(DEAD, regionScope(act, 'message.settle', outbox.regionCode));

export async function countDead(act: Act): Promise<number> {
  const [row] = await act.tx.select({ rows: count() }).from(outbox).where(inReach(act));
  return row?.rows ?? 0;
}

/** The oldest first. */
export const deadLetters = (act: Act, limit: number, offset: number): Promise<DeadLetter[]> =>
  act.tx
    .select({ row: outbox, notice: notices })
    .from(outbox)
    .innerJoin(notices, eq(notices.id, outbox.noticeId))
    .where(inReach(act))
    .orderBy(asc(outbox.nextAt), asc(outbox.id))
    .limit(limit)
    .offset(offset);

/** A message to a phone in reach, whatever became of it. @throws Refusal not_found */
export async function findMessage(act: Act, id: string): Promise<DeadLetter> {
  const [found] = await act.tx
    .select({ row: outbox, notice: notices })
    .from(outbox)
    .innerJoin(notices, eq(notices.id, outbox.noticeId))
    .where(and(eq(outbox.id, id), eq(outbox.channel, 'phone'), regionScope(act, 'message.settle', outbox.regionCode)));
  return must(found);
}

const contactsQuery = prepared((tx) =>
  tx
    .select({ id: contacts.id, name: contacts.name, relation: contacts.relation })
    .from(contacts)
    .where(among(contacts.id, 'ids'))
    .prepare('contacts_by_id'),
);

/** What to call contacts, for a list whose rows are in reach. */
export const contactNames = async (act: Act, ids: readonly string[]) =>
  new Map((ids.length === 0 ? [] : await contactsQuery(act.tx).execute({ ids })).map((row) => [row.id, row]));
