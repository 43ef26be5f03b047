/** 旧时间转入: lists of what an older scheme had saved, and whom their numbers mean. */
import { and, asc, desc, eq, inArray, isNull, ne } from 'drizzle-orm';
import type { Act } from '#db/act';
import { openingLines, openings } from '#db/schema/correction';
import { cards, members } from '#db/schema/people';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { codeWithin, regionScope } from '#records/scope';

export type Opening = typeof openings.$inferSelect;
export type OpeningLineRow = typeof openingLines.$inferSelect;

/**
 * Members of this county who are approved, by the number of a card that is in force or their identity number. Who lives
 * elsewhere is not found: her minutes belong in the book of her own county.
 */
export async function membersMeant(
  act: Act,
  countyCode: RegionCode,
  numbers: readonly string[],
): Promise<Map<string, string>> {
  const here = and(eq(members.state, 'approved'), codeWithin(members.regionCode, [countyCode]));
  const hashes = new Map(numbers.map((number) => [act.vault.lookup(`identityCard:${number}`), number]));
  const byCard = await act.tx
    .select({ number: cards.number, id: members.id })
    .from(cards)
    .innerJoin(members, eq(members.id, cards.memberId))
    .where(and(here, isNull(cards.revokedAt), inArray(cards.number, [...numbers])));
  const byIdentity = await act.tx
    .select({ hash: members.identityHash, id: members.id })
    .from(members)
    .where(and(here, isNull(members.duplicateOfId), inArray(members.identityHash, [...hashes.keys()])));
  return new Map([
    ...byCard.map((row): [string, string] => [row.number, row.id]),
    ...byIdentity.map((row): [string, string] => [hashes.get(row.hash ?? '') ?? '', row.id]),
  ]);
}

export async function insertOpening(
  act: Act,
  row: Pick<Opening, 'journal' | 'countyCode' | 'source' | 'hash'>,
  lines: readonly Omit<OpeningLineRow, 'openingId'>[],
): Promise<Opening> {
  const [made] = await act.tx
    .insert(openings)
    .values({ ...row, id: act.ids('opn'), state: 'draft', proposedBy: act.actor.id, proposedAt: act.now })
    .returning();
  const opening = must(made);
  for (let at = 0; at < lines.length; at += 500) {
    const part = lines.slice(at, at + 500).map((line) => ({ ...line, openingId: opening.id }));
    await act.tx.insert(openingLines).values(part);
  }
  return opening;
}

/** @throws Refusal `not_found` */
export async function findOpening(act: Act, id: string, action: Action): Promise<Opening> {
  const [row] = await act.tx
    .select()
    .from(openings)
    .where(and(eq(openings.id, id), regionScope(act, action, openings.countyCode)));
  return must(row);
}

export const listOpenings = (act: Act, limit: number): Promise<Opening[]> =>
  act.tx
    .select()
    .from(openings)
    .where(regionScope(act, 'opening.read', openings.countyCode))
    .orderBy(desc(openings.proposedAt), desc(openings.id))
    .limit(limit);

export const openingLinesOf = (act: Act, id: string): Promise<OpeningLineRow[]> =>
  act.tx.select().from(openingLines).where(eq(openingLines.openingId, id)).orderBy(asc(openingLines.line));

export const openingLinesFor = (act: Act, ids: readonly string[]): Promise<OpeningLineRow[]> =>
  act.tx
    .select()
    .from(openingLines)
    .where(inArray(openingLines.openingId, [...ids]));

/** Who of them was on another list that is in the book. */
export async function broughtBefore(act: Act, id: string, memberIds: readonly string[]): Promise<Set<string>> {
  if (memberIds.length === 0) return new Set();
  const rows = await act.tx
    .select({ memberId: openingLines.memberId })
    .from(openingLines)
    .innerJoin(openings, eq(openings.id, openingLines.openingId))
    .where(and(eq(openings.state, 'accepted'), ne(openings.id, id), inArray(openingLines.memberId, [...memberIds])));
  return new Set(rows.map(({ memberId }) => memberId));
}

/** Whether the same list waits or is in the book already. */
export async function isBrought(act: Act, journal: string, hash: string): Promise<boolean> {
  const same = and(eq(openings.journal, journal), eq(openings.hash, hash));
  const rows = await act.tx
    .select({ id: openings.id })
    .from(openings)
    .where(and(same, inArray(openings.state, ['proposed', 'accepted'])));
  return rows.length > 0;
}

/** Compare-and-set on the state it was seen in. @throws Refusal `already_done` */
export async function moveOpening(act: Act, seen: Opening, changes: Partial<Opening>): Promise<Opening> {
  const { id, state, reversalBy } = seen;
  const [row] = await act.tx
    .update(openings)
    .set(changes)
    .where(
      and(
        eq(openings.id, id),
        eq(openings.state, state),
        reversalBy === null ? isNull(openings.reversalBy) : eq(openings.reversalBy, reversalBy),
      ),
    )
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}
