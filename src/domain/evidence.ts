/**
 * Evidence (佐证材料) and what it proves. The grade is `verified` when one fact comes from a device **and** a person other
 * than the logger's and the approver's (domain.md, Care; village-practice finding 1). Everything else is `attested`:
 * paper, a witness, anybody's word, and whatever was typed on the logger's own device, a PIN included. A device that
 * nobody knows proves nothing.
 */
import type { Instant } from '#domain/day';

export const EVIDENCE_KINDS = [
  'sign_in', // the volunteer's own session, at the elder's card
  'sign_out',
  'pin', // the recipient's PIN
  'kin_tap', // kin, after speaking with the elder
  'wall_card', // a line of the wall card with her thumb
  'witness', // named, outside both households
  'call_back', // a third person telephoned her
  'home_check', // a third person went there
  'helper_word',
  'self_word', // the volunteer's own
  'nobody_home',
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const GRADES = ['verified', 'attested'] as const;
export type Grade = (typeof GRADES)[number];

export interface Evidence {
  kind: EvidenceKind;
  /** Whose word it is: a member or user. */
  byId: string;
  /** Whose session typed it; with a PIN somebody else's than `byId`. */
  enteredBy: string;
  device: string | null;
  at: Instant;
}

/** Who wrote the record and who approves it. The same human may have a login and a file: give both ids. */
export interface GradeQuestion {
  loggerId: string;
  loggerPersonId?: string | null;
  loggerDevice: string | null;
  /** Absent until somebody approves: the grade is taken again then. */
  approverId?: string;
  approverPersonId?: string | null;
  approverDevice?: string | null;
  /** Where given, every one of them must have signed in and out. */
  volunteerIds?: readonly string[];
  /** Volunteers and recipients, as members: none of them is a third person. */
  partyIds?: readonly string[];
}

/**
 * The grade of a record's evidence, in any order. One of these makes it `verified`:
 * - **Sign-in and sign-out** by the volunteer in her own session on one device, out not before in. She may be the
 *   logger herself, with her own device: both are taken by the server at the elder's card and nothing is typed. Where
 *   somebody else logged, the device must not be the logger's.
 * - **PIN** typed in a session and on a device that are not the logger's. So the PIN on the phone of a volunteer who
 *   logs her own visit is `attested`, and her in and out make the record `verified` (the main job's variant B).
 * - **Kin's tap** in their own session, and a **call-back or home check** by a third person: neither logger nor a
 *   party, on a device that is not the logger's and on which nobody else gave evidence for this record.
 *
 * Nothing by the approver or from the approver's device ever counts.
 */
export function gradeOf(evidence: readonly Evidence[], question: GradeQuestion): Grade {
  const { loggerId, loggerPersonId, loggerDevice, approverId, approverPersonId, approverDevice } = question;
  const from = (fact: Evidence, ids: readonly (string | null | undefined)[], device: string | null | undefined) =>
    ids.includes(fact.byId) || ids.includes(fact.enteredBy) || device === null || fact.device === device;
  const fromLogger = (fact: Evidence) => from(fact, [loggerId, loggerPersonId], loggerDevice);
  const fromApprover = (fact: Evidence) =>
    approverId !== undefined && from(fact, [approverId, approverPersonId], approverDevice ?? null);

  const sound = evidence.filter((fact) => fact.device !== null && !fromApprover(fact));
  const ownWord = sound.filter((fact) => fact.byId === fact.enteredBy);
  const ownPhone = (fact: Evidence) =>
    evidence.every((other) => other.device !== fact.device || other.enteredBy === fact.enteredBy);
  const isParty = (id: string) => question.partyIds?.includes(id) ?? false;

  const signedInAndOut = ownWord
    .filter((fact) => fact.kind === 'sign_in')
    .filter((fact) => [loggerId, loggerPersonId].includes(fact.byId) || !fromLogger(fact))
    .filter((fact) =>
      ownWord.some(
        (out) => out.kind === 'sign_out' && out.byId === fact.byId && out.device === fact.device && out.at >= fact.at,
      ),
    )
    .map((fact) => fact.byId);
  const volunteers = question.volunteerIds ?? signedInAndOut;
  if (volunteers.length > 0 && volunteers.every((id) => signedInAndOut.includes(id))) return 'verified';
  if (sound.some((fact) => fact.kind === 'pin' && !fromLogger(fact))) return 'verified';
  const byThird = ownWord.filter((fact) => THIRD_PERSON.includes(fact.kind) && !isParty(fact.byId));
  return byThird.some((fact) => !fromLogger(fact) && ownPhone(fact)) ? 'verified' : 'attested';
}

const THIRD_PERSON: readonly EvidenceKind[] = ['kin_tap', 'call_back', 'home_check'];

/** Kinds that count as one: in and out are one presence. What is not here proves no service. */
const COUNTS_AS: Partial<Record<EvidenceKind, string>> = { sign_in: 'presence', sign_out: 'presence', nobody_home: '' };
const RECIPIENT_SIDE: readonly EvidenceKind[] = ['pin', 'kin_tap', 'wall_card', 'call_back', 'home_check'];

/**
 * What a record still lacks before it may be credited (`verify.minEvidence`): `minKinds` different kinds, among them
 * the recipient's side (PIN, kin, her thumb on the wall card, somebody who asked her) or a witness other than the
 * logger. Null when it lacks nothing.
 */
export function evidenceLacks(
  evidence: readonly Evidence[],
  question: { minKinds: number; loggerIds: readonly string[] },
): 'recipient_side' | 'kinds' | null {
  const kinds = new Set(evidence.map((fact) => COUNTS_AS[fact.kind] ?? fact.kind).filter(Boolean));
  const herSide = evidence.some(
    (fact) =>
      RECIPIENT_SIDE.includes(fact.kind) || (fact.kind === 'witness' && !question.loggerIds.includes(fact.byId)),
  );
  if (!herSide) return 'recipient_side';
  return kinds.size < question.minKinds ? 'kinds' : null;
}
