/** 留痕: who did what to which record, under which grant. Append-only, and no personal data in it. */
import { and, desc, eq, gte, inArray, isNull, lt, or, type SQL, sql } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { inserting } from '#db/prepared';
import { audit } from '#db/schema/office';
import type { Grant } from '#domain/actor';
import type { Instant } from '#domain/day';
import { grantsFor } from '#domain/permission';
import { levelOf, type RegionCode } from '#domain/region';
import { regionScope } from '#records/scope';

export interface Note {
  verb: string;
  noun: string;
  subjectId: string;
  regionCode?: RegionCode | null;
  grant?: Grant | null;
  outcome?: 'done' | 'refused';
  /** A code, never words: words may name a person. */
  reason?: string | null;
}

const insertNote = inserting(audit, 'insert_audit');

export async function note(act: Act, row: Note): Promise<void> {
  await insertNote(act.tx, noteRow(act, row));
}

export const noteRow = (by: Hand, row: Note): AuditRow => ({
  id: by.ids('aud'),
  at: by.now,
  actorId: by.actor.id,
  actingForId: row.grant?.actingForId ?? null,
  grantId: row.grant?.id ?? null,
  verb: row.verb,
  noun: row.noun,
  subjectId: row.subjectId,
  regionCode: row.regionCode ?? null,
  outcome: row.outcome ?? 'done',
  reason: row.reason ?? null,
  policyVersion: by.policy.version,
  requestId: by.requestId,
});

export type AuditRow = typeof audit.$inferSelect;

export interface AuditFilter {
  /** First instant, inclusive. */
  from?: Instant;
  /** Last instant, exclusive. */
  to?: Instant;
  actorIds?: readonly string[];
  noun?: string;
  subjectId?: string;
}

/** Where a page begins: what is older than this row. It stays the same however much is written meanwhile. */
export type AuditPlace = Pick<AuditRow, 'at' | 'id'>;

/**
 * Where it happened, spelled so that no index answers: the trail is read newest first, by its instants, and whoever may
 * read it reaches so much of it that a page is soon full.
 */
const place = sql`${audit.regionCode} || ''`;

/** What happened outside any place (a login, a look at this trail) is seen by whoever reaches the whole city, and one's own. */
function reached(act: Act): SQL | undefined {
  const wholeCity = grantsFor(act.actor, 'audit.read').some(({ regionCode }) => levelOf(regionCode) === 'city');
  return or(
    regionScope(act, 'audit.read', place),
    and(isNull(audit.regionCode), wholeCity ? undefined : eq(audit.actorId, act.actor.id)),
  );
}

/** Looks at one member's sealed facts, done and refused, newest first. The caller has found her, and who may know of them. */
export async function looksAt(act: Act, memberId: string, limit: number): Promise<AuditRow[]> {
  return act.tx
    .select()
    .from(audit)
    .where(and(eq(audit.subjectId, memberId), eq(audit.noun, 'member'), eq(audit.verb, 'reveal')))
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
}

/** The trail in reach, newest first. @param before the last row of the page before */
export async function auditTrail(
  act: Act,
  filter: AuditFilter,
  { before, limit }: { before: AuditPlace | null; limit: number },
): Promise<AuditRow[]> {
  const { from, to, actorIds, noun, subjectId } = filter;
  const older = before ? or(lt(audit.at, before.at), and(eq(audit.at, before.at), lt(audit.id, before.id))) : undefined;
  return act.tx
    .select()
    .from(audit)
    .where(
      and(
        reached(act),
        from === undefined ? undefined : gte(audit.at, from),
        to === undefined ? undefined : lt(audit.at, to),
        actorIds === undefined ? undefined : inArray(audit.actorId, [...actorIds]),
        noun === undefined ? undefined : eq(audit.noun, noun),
        subjectId === undefined ? undefined : eq(audit.subjectId, subjectId),
        older,
      ),
    )
    .orderBy(desc(audit.at), desc(audit.id))
    .limit(limit);
}
