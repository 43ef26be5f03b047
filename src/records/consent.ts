/** 同意: for what, in which words, how it was given, before whom. Withdrawn, never deleted. */
import { and, asc, eq, isNull } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { consents, members } from '#db/schema/people';
import type { Action } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { memberScope } from '#records/scope';

export type Consent = typeof consents.$inferSelect;
export type ConsentPurpose = Consent['purpose'];

export interface ConsentGiven {
  purpose: ConsentPurpose;
  /** Version of the words that were read or signed, e.g. 'enrol-2026-01'. */
  wording: string;
  how: Consent['how'];
  witness: string | null;
}

/** Read aloud or given by a guardian, it needs somebody who heard it; a signed sheet speaks for itself. */
function refuseUnwitnessed(given: Pick<ConsentGiven, 'how' | 'witness'>): void {
  if (given.how !== 'paper' && !given.witness?.trim()) throw new Refusal('witness_needed', { field: 'witness' });
}

/** @throws Refusal `witness_needed`, `consent_needed` (no wording) */
export async function insertConsent(act: Act, memberId: string, given: ConsentGiven): Promise<Consent> {
  const [row] = await act.tx
    .insert(consents)
    .values(consentRow(act, memberId, given))
    .returning();
  return must(row);
}

/** @throws Refusal as for inserting it */
export function consentRow(by: Hand, memberId: string, given: ConsentGiven): Consent {
  refuseUnwitnessed(given);
  if (given.wording.trim() === '') throw new Refusal('consent_needed', { field: 'wording' });
  const { purpose, wording, how, witness } = given;
  return {
    id: by.ids('cns'),
    memberId,
    purpose,
    wording,
    how,
    witness: witness?.trim() || null,
    givenAt: by.now,
    recordedBy: by.actor.id,
    withdrawnAt: null,
  };
}

/** Given and not withdrawn. The caller has found the member. */
export async function consentsOf(act: Act, memberId: string): Promise<Consent[]> {
  return act.tx
    .select()
    .from(consents)
    .where(and(eq(consents.memberId, memberId), isNull(consents.withdrawnAt)))
    .orderBy(asc(consents.givenAt), asc(consents.id));
}

/** Does she agree to this today? */
export async function hasConsent(act: Act, memberId: string, purpose: ConsentPurpose): Promise<boolean> {
  return (await consentsOf(act, memberId)).some((consent) => consent.purpose === purpose);
}

/** @throws Refusal `not_found` */
export async function findConsent(act: Act, id: string, action: Action): Promise<Consent & { regionCode: string }> {
  const [row] = await act.tx
    .select({ consent: consents, regionCode: members.regionCode })
    .from(consents)
    .innerJoin(members, eq(members.id, consents.memberId))
    .where(and(eq(consents.id, id), memberScope(act, action)));
  const { consent, regionCode } = must(row);
  return { ...consent, regionCode };
}

/** @throws Refusal `already_done` */
export async function withdrawConsent(act: Act, id: string): Promise<void> {
  const [row] = await act.tx
    .update(consents)
    .set({ withdrawnAt: act.now })
    .where(and(eq(consents.id, id), isNull(consents.withdrawnAt)))
    .returning();
  if (!row) throw new Refusal('already_done');
}
