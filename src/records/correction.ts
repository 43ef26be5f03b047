/** 更正: entries of the book that one officer wants taken back and another agreed to. */
import { and, asc, desc, eq, inArray, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { corrections } from '#db/schema/correction';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { regionScope } from '#records/scope';

export type Correction = typeof corrections.$inferSelect;

export async function insertCorrection(
  act: Act,
  row: Pick<
    Correction,
    'journal' | 'seq' | 'event' | 'eventId' | 'countyCode' | 'otherCode' | 'reason' | 'note' | 'minutes'
  >,
): Promise<Correction> {
  const [made] = await act.tx
    .insert(corrections)
    .values({ ...row, id: act.ids('cor'), state: 'proposed', proposedBy: act.actor.id, proposedAt: act.now })
    .returning();
  return must(made);
}

/** In reach on either side: of the county whose entry it is, or of the one that agrees. */
const inReach = (act: Act, action: Action) =>
  or(regionScope(act, action, corrections.countyCode), regionScope(act, action, corrections.otherCode));

/** @throws Refusal `not_found` */
export async function findCorrection(act: Act, id: string, action: Action): Promise<Correction> {
  const [row] = await act.tx
    .select()
    .from(corrections)
    .where(and(eq(corrections.id, id), inReach(act, action)));
  return must(row);
}

/** What waits, oldest first, and what was decided, newest first. */
export async function listCorrections(
  act: Act,
  limit: number,
): Promise<{ waiting: Correction[]; decided: Correction[] }> {
  const read = (open: boolean) =>
    act.tx
      .select()
      .from(corrections)
      .where(
        and(
          open
            ? eq(corrections.state, 'proposed')
            : or(eq(corrections.state, 'accepted'), eq(corrections.state, 'declined')),
          inReach(act, 'correction.read'),
        ),
      )
      .orderBy(...(open ? [asc(corrections.proposedAt)] : [desc(corrections.decidedAt)]), asc(corrections.id))
      .limit(limit);
  return { waiting: await read(true), decided: await read(false) };
}

export async function correctionsById(act: Act, ids: readonly string[]): Promise<Map<string, Correction>> {
  const rows = await act.tx
    .select()
    .from(corrections)
    .where(inArray(corrections.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Accepted ones that any of these events is a part of: what was wrong, what took it back, what stands instead. */
export async function correctionsAmong(act: Act, eventIds: readonly string[]): Promise<Correction[]> {
  if (eventIds.length === 0) return [];
  const ids = [...eventIds];
  const part = or(
    inArray(corrections.eventId, ids),
    inArray(corrections.reversal, ids),
    inArray(corrections.replacement, ids),
  );
  return act.tx
    .select()
    .from(corrections)
    .where(and(eq(corrections.state, 'accepted'), part));
}

/** The corrections of an event, the newest first. Not scoped: the caller reads the entry itself. */
export const correctionsOf = (act: Act, eventId: string): Promise<Correction[]> =>
  act.tx
    .select()
    .from(corrections)
    .where(
      or(eq(corrections.eventId, eventId), eq(corrections.reversal, eventId), eq(corrections.replacement, eventId)),
    )
    .orderBy(desc(corrections.proposedAt), desc(corrections.id));

/** Compare-and-set: of two who decide at once one does. @throws Refusal `already_done` */
export async function decideCorrection(
  act: Act,
  id: string,
  decided: Pick<Correction, 'state'> & Partial<Pick<Correction, 'reversal' | 'replacement'>>,
): Promise<Correction> {
  const [row] = await act.tx
    .update(corrections)
    .set({ ...decided, decidedBy: act.actor.id, decidedAt: act.now })
    .where(and(eq(corrections.id, id), eq(corrections.state, 'proposed')))
    .returning();
  if (!row) throw new Refusal('already_done');
  return row;
}
