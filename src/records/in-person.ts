/**
 * What waits to be told in person, by whoever is told. Of those who have left or died nobody is told any more: their rows stay
 * where they are, and in no list.
 */
import { and, asc, countDistinct, eq, inArray, lte, min, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { members } from '#db/schema/people';
import { notices, outbox } from '#db/schema/telling';
import type { Day } from '#domain/day';
import type { RegionCode } from '#domain/region';
import type { Notice, OutboxRow } from '#records/notice';
import { regionScope } from '#records/scope';

export interface ToTell {
  row: OutboxRow;
  notice: Notice;
}

/** As the index says it. */
const WAITING = sql`${outbox.state} = 'waiting' and ${outbox.channel} = 'inPerson'`;
const HERE = inArray(members.state, ['submitted', 'checked', 'approved', 'suspended']);

const inReach = (act: Act) => and(WAITING, regionScope(act, 'notice.tell', outbox.regionCode), HERE);

/** How many people are to be told something. */
export async function countToTell(act: Act): Promise<number> {
  const [row] = await act.tx
    .select({ people: countDistinct(outbox.toId) })
    .from(outbox)
    .innerJoin(members, eq(members.id, outbox.toId))
    .where(inReach(act));
  return row?.people ?? 0;
}

/** Whoever has waited longest first. */
export async function peopleToTell(act: Act, limit: number, offset: number): Promise<string[]> {
  const oldest = min(notices.at);
  const rows = await act.tx
    .select({ id: outbox.toId, oldest })
    .from(outbox)
    .innerJoin(notices, eq(notices.id, outbox.noticeId))
    .innerJoin(members, eq(members.id, outbox.toId))
    .where(inReach(act))
    .groupBy(outbox.toId)
    .orderBy(asc(oldest), asc(outbox.toId))
    .limit(limit)
    .offset(offset);
  return rows.map(({ id }) => id);
}

/** All that these people are to be told, in the order in which it happened. */
export async function toTell(act: Act, ids: readonly string[]): Promise<ToTell[]> {
  if (ids.length === 0) return [];
  return act.tx
    .select({ row: outbox, notice: notices })
    .from(outbox)
    .innerJoin(notices, eq(notices.id, outbox.noticeId))
    .where(and(WAITING, regionScope(act, 'notice.tell', outbox.regionCode), inArray(outbox.toId, [...ids])))
    .orderBy(asc(notices.at), asc(notices.id));
}

/** Rows in reach by their ids, told or not. */
export async function inPersonById(act: Act, ids: readonly string[]): Promise<ToTell[]> {
  return act.tx
    .select({ row: outbox, notice: notices })
    .from(outbox)
    .innerJoin(notices, eq(notices.id, outbox.noticeId))
    .where(
      and(
        inArray(outbox.id, [...ids, '']),
        eq(outbox.channel, 'inPerson'),
        regionScope(act, 'notice.tell', outbox.regionCode),
      ),
    )
    .orderBy(asc(notices.at), asc(notices.id));
}

/** With what the same record had to say to her before: whoever hears the end of it needs no beginning. @returns what was told */
export async function settleInPerson(act: Act, { notice }: ToTell, toldOn: Day): Promise<OutboxRow[]> {
  const upTo = act.tx
    .select({ id: notices.id })
    .from(notices)
    .where(and(eq(notices.exchangeId, notice.exchangeId), eq(notices.toId, notice.toId), lte(notices.at, notice.at)));
  return act.tx
    .update(outbox)
    .set({ state: 'sent', doneAt: act.now, doneBy: act.actor.id, toldOn })
    .where(and(inArray(outbox.noticeId, upTo), eq(outbox.state, 'waiting'), eq(outbox.channel, 'inPerson')))
    .returning();
}

/** 搬家: what is still to be told goes with her, from the lists of the place she leaves to those of where she lives. */
export async function followToTell(act: Act, memberId: string, regionCode: RegionCode): Promise<void> {
  await act.tx
    .update(outbox)
    .set({ regionCode })
    .where(and(eq(outbox.toId, memberId), inArray(outbox.state, ['waiting', 'dead'])));
}
