/** 留痕: who did what to which record, under which grant. Append-only, and no personal data in it. */
import type { Act } from '#db/act';
import { audit } from '#db/schema/office';
import type { Grant } from '#domain/actor';
import type { RegionCode } from '#domain/region';

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

export async function note(act: Act, row: Note): Promise<void> {
  await act.tx.insert(audit).values({
    id: act.ids('aud'),
    at: act.now,
    actorId: act.actor.id,
    actingForId: row.grant?.actingForId ?? null,
    grantId: row.grant?.id ?? null,
    verb: row.verb,
    noun: row.noun,
    subjectId: row.subjectId,
    regionCode: row.regionCode ?? null,
    outcome: row.outcome ?? 'done',
    reason: row.reason ?? null,
    policyVersion: act.policy.version,
    requestId: act.requestId,
  });
}
