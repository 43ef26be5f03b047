/** 佐证材料: kept with both clocks, voided but never deleted. */
import { and, asc, eq, inArray, isNull } from 'drizzle-orm';
import type { Act, Hand } from '#db/act';
import { among, inserting, prepared } from '#db/prepared';
import { evidence } from '#db/schema/care';
import type { EvidenceKind, Shown } from '#domain/evidence';
import { pinOf } from '#records/pin';

export type EvidenceRow = typeof evidence.$inferSelect;

export interface NewEvidence {
  kind: EvidenceKind;
  /** Whose word it is: a member or user. */
  byId: string;
  deviceAt?: number | null;
  witnessName?: string | null;
  witnessPhone?: string | null;
  cardLine?: number | null;
  /** Number of the card or form that this line stands on. */
  sheet?: string | null;
  /** Minutes that it says, where they are not the record's. */
  minutes?: number | null;
  note?: string | null;
  /** Of coming and going. */
  shown?: Shown;
}

/** Who was there when the PIN behind a word was chosen, and when. */
export type PinBehind = Pick<EvidenceRow, 'pinSetBy' | 'pinSetAt'>;
const NO_PIN: PinBehind = { pinSetBy: null, pinSetAt: null };

const insertEvidence = inserting(evidence, 'insert_evidence');

export async function addEvidence(act: Act, exchangeId: string, fact: NewEvidence): Promise<void> {
  await insertEvidence(act.tx, evidenceRow(act, exchangeId, fact, await pinBehind(act, fact)));
}

/** As it stands now: a PIN chosen anew later makes nothing of what was said before it any truer. */
async function pinBehind({ tx, actor }: Act, { kind, byId }: NewEvidence): Promise<PinBehind> {
  const memberId = kind === 'pin' ? byId : actor.kind === 'member' ? actor.id : null;
  const pin = memberId ? await pinOf({ tx }, memberId) : null;
  return pin ? { pinSetBy: pin.setBy, pinSetAt: pin.setAt } : NO_PIN;
}

export const evidenceRow = (by: Hand, exchangeId: string, fact: NewEvidence, pin = NO_PIN): EvidenceRow => ({
  id: by.ids('evi'),
  exchangeId,
  kind: fact.kind,
  byId: fact.byId,
  enteredBy: by.actor.id,
  device: by.device,
  deviceAt: fact.deviceAt ?? null,
  at: by.now,
  witnessName: fact.witnessName ?? null,
  witnessPhoneSealed: fact.witnessPhone ? by.vault.seal(fact.witnessPhone) : null,
  cardLine: fact.cardLine ?? null,
  sheet: fact.sheet ?? null,
  minutes: fact.minutes ?? null,
  note: fact.note ?? null,
  shown: fact.shown ?? null,
  ...pin,
  voidedAt: null,
});

/** What still stands, in the order it happened. */
export const evidenceOf = async (act: Act, exchangeId: string): Promise<EvidenceRow[]> =>
  standingQuery(act.tx).execute({ exchangeIds: [exchangeId] });

/** The same for a whole list in one read; a record with none has an empty list. */
export async function evidenceFor(act: Act, exchangeIds: readonly string[]): Promise<Map<string, EvidenceRow[]>> {
  const found = new Map<string, EvidenceRow[]>(exchangeIds.map((id) => [id, []]));
  if (exchangeIds.length === 0) return found;
  for (const row of await standingQuery(act.tx).execute({ exchangeIds })) found.get(row.exchangeId)?.push(row);
  return found;
}

const standingQuery = prepared((tx) =>
  tx
    .select()
    .from(evidence)
    .where(and(among(evidence.exchangeId, 'exchangeIds'), isNull(evidence.voidedAt)))
    .orderBy(asc(evidence.at), asc(evidence.id))
    .prepare('standing_evidence'),
);

/** What was said of a visit, as it was said, for the record that stands instead of the first one. */
export async function copyEvidence(act: Act, exchangeId: string, facts: readonly EvidenceRow[]): Promise<void> {
  for (const fact of facts) await insertEvidence(act.tx, { ...fact, id: act.ids('evi'), exchangeId });
}

/** What the recipient's side said. */
const CONFIRMING: EvidenceKind[] = ['pin', 'kin_tap', 'wall_card', 'witness', 'call_back', 'home_check', 'handled'];

/** A confirmation taken back, or one of words that were corrected, is void; it is never deleted. */
export async function voidConfirmation(act: Act, exchangeId: string): Promise<void> {
  await act.tx
    .update(evidence)
    .set({ voidedAt: act.now })
    .where(and(eq(evidence.exchangeId, exchangeId), inArray(evidence.kind, CONFIRMING), isNull(evidence.voidedAt)));
}
