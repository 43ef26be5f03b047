/**
 * Evidence (佐证材料) and what it proves. The grade is `verified` when one fact comes from a device **and** a person other
 * than the logger's and the approver's (domain.md, Care; village-practice finding 1). Everything else is `attested`:
 * paper, a witness, anybody's word, and whatever was typed on the logger's own device, a PIN included. A device that
 * nobody knows proves nothing.
 */
import { type Day, dayOf, type Instant } from '#domain/day';
import { isUnlikely } from '#domain/served';

export const EVIDENCE_KINDS = [
  'sign_in', // the volunteer's own session; `shown` says whether at the elder's card
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
  'denied', // her thumb, with a witness, on paper: it was not so
  'handled', // who wrote the paper that somebody else keyed in
] as const;
export type EvidenceKind = (typeof EVIDENCE_KINDS)[number];

export const GRADES = ['verified', 'attested'] as const;
export type Grade = (typeof GRADES)[number];

/** How the elder's card was shown: its code scanned where it hangs, its number typed from anywhere, or not at all. */
export type Shown = 'token' | 'number' | 'none';

export interface Evidence {
  kind: EvidenceKind;
  /** Whose word it is: a member or user. */
  byId: string;
  /** Whose session typed it; with a PIN somebody else's than `byId`. */
  enteredBy: string;
  device: string | null;
  at: Instant;
  /** Of coming and going. */
  shown?: Shown | null;
  /** The officer who was there when the PIN behind this word was chosen, and when; null where there is none. */
  pinSetBy?: string | null;
  pinSetAt?: Instant | null;
  /** A member's word on a device where an officer was ever signed in. */
  shared?: boolean;
}

/** Who had a hand in a record; one human may have several ids. */
export interface Hands {
  /** Whoever asked, assigned, logged, checked. */
  handIds?: readonly string[];
  /** The same for all ids of one human. */
  humanOf?: (id: string) => string;
}

/** Who wrote the record and who approves it. The same human may have a login and a file: give both ids. */
export interface GradeQuestion extends Hands {
  loggerId: string;
  loggerPersonId?: string | null;
  loggerDevice: string | null;
  /** Where the logger was ever signed in. */
  loggerDevices?: readonly string[];
  /** Absent until somebody approves: the grade is taken again then. */
  approverId?: string;
  approverPersonId?: string | null;
  approverDevice?: string | null;
  approverDevices?: readonly string[];
  /** Where given, every one of them must have signed in and out. */
  volunteerIds?: readonly string[];
  /** Volunteers and recipients, as members: none of them is a third person. */
  partyIds?: readonly string[];
  /** Of the service: in and out far longer apart were forgotten and prove nothing. */
  serviceMaximum?: number;
  /** What the record says by now: coming and going prove no other day, and not a minute more than lies between them. */
  written?: { servedOn: Day; minutesOf: (volunteerId: string) => number };
}

/**
 * May this word be its PIN's setter's? Whoever was there when a PIN was chosen may know it, and then whoever she comes in as
 * is no other person. So it proves nothing once she has another hand in the record: she asked, assigned, logged, checked,
 * entered a fact, or was there for the PIN of somebody else who speaks for it. A PIN that the member set herself is her own.
 */
export function maybeSetters(fact: Evidence, evidence: readonly Evidence[], { handIds = [], humanOf }: Hands): boolean {
  if (!fact.pinSetBy) return false;
  const human = humanOf ?? ((id: string) => id);
  const setter = human(fact.pinSetBy);
  if (setter === human(fact.byId)) return false;
  const others = evidence.filter((other) => other.byId !== fact.byId);
  const hands = [
    ...handIds,
    ...evidence.map((other) => other.enteredBy),
    ...others.flatMap((other) => other.pinSetBy ?? []),
  ];
  return hands.some((id) => human(id) === setter);
}

/**
 * The grade of a record's evidence, in any order. One of these makes it `verified`:
 * - **Sign-in and sign-out** by the volunteer in her own session on one device, the elder's card scanned at both, out not
 *   before in nor far longer after it than the service takes, and the record says no more than that. She may be the logger herself, with her own device: both are
 *   taken by the server at the card and nothing is typed. Where somebody else logged, the device must not be the logger's.
 * - **PIN** typed in a session and on a device that are not the logger's. So the PIN on the phone of a volunteer who
 *   logs her own visit is `attested`, and her in and out make the record `verified` (the main job's variant B).
 * - **Kin's tap** in their own session, and a **call-back or home check** by a third person: neither logger nor a
 *   party, on a device that is not the logger's and on which nobody else gave evidence for this record.
 *
 * Nothing by the approver or from a device of the approver's ever counts, nor a member's word on an officer's device, nor one
 * that may be the PIN setter's (`maybeSetters`, docs/decisions/0010).
 */
export function gradeOf(evidence: readonly Evidence[], question: GradeQuestion): Grade {
  const { loggerId, loggerPersonId, loggerDevice, approverId, approverPersonId, approverDevice } = question;
  const { loggerDevices = [], approverDevices = [], serviceMaximum = Infinity, written } = question;
  const said = (fact: Evidence, ids: readonly (string | null | undefined)[]) =>
    ids.includes(fact.byId) || ids.includes(fact.enteredBy);
  const onOneOf = (fact: Evidence, device: string | null | undefined, devices: readonly string[]) =>
    device === null || fact.device === device || devices.includes(fact.device ?? '');
  const fromLogger = (fact: Evidence) =>
    said(fact, [loggerId, loggerPersonId]) || onOneOf(fact, loggerDevice, loggerDevices);
  const fromApprover = (fact: Evidence) =>
    approverId !== undefined &&
    (said(fact, [approverId, approverPersonId]) || onOneOf(fact, approverDevice ?? null, approverDevices));
  const deciding = [loggerId, loggerPersonId, approverId, approverPersonId].filter((id) => id != null);
  const hands = { ...question, handIds: [...(question.handIds ?? []), ...deciding] };

  const sound = evidence.filter(
    (fact) => fact.device !== null && !fact.shared && !fromApprover(fact) && !maybeSetters(fact, evidence, hands),
  );
  const ownWord = sound.filter((fact) => fact.byId === fact.enteredBy);
  const ownPhone = (fact: Evidence) =>
    evidence.every((other) => other.device !== fact.device || other.enteredBy === fact.enteredBy);
  const isParty = (id: string) => question.partyIds?.includes(id) ?? false;

  const atCard = ownWord.filter((fact) => fact.shown === 'token');
  const bears = (come: Evidence, go: Evidence) => {
    const minutes = Math.floor((go.at - come.at) / MINUTE_MS);
    if (minutes < 0 || isUnlikely(minutes, serviceMaximum)) return false;
    return !written || (written.servedOn === dayOf(come.at) && written.minutesOf(come.byId) <= minutes);
  };
  const signedInAndOut = atCard
    .filter((fact) => fact.kind === 'sign_in')
    .filter((fact) => [loggerId, loggerPersonId].includes(fact.byId) || !fromLogger(fact))
    .filter((fact) =>
      atCard.some(
        (out) => out.kind === 'sign_out' && out.byId === fact.byId && out.device === fact.device && bears(fact, out),
      ),
    )
    .map((fact) => fact.byId);
  const volunteers = question.volunteerIds ?? signedInAndOut;
  if (volunteers.length > 0 && volunteers.every((id) => signedInAndOut.includes(id))) return 'verified';
  if (sound.some((fact) => fact.kind === 'pin' && !fromLogger(fact))) return 'verified';
  const byThird = ownWord.filter((fact) => THIRD_PERSON.includes(fact.kind) && !isParty(fact.byId));
  return byThird.some((fact) => !fromLogger(fact) && ownPhone(fact)) ? 'verified' : 'attested';
}

const MINUTE_MS = 60_000;
const THIRD_PERSON: readonly EvidenceKind[] = ['kin_tap', 'call_back', 'home_check'];

/** Kinds that count as one: in and out are one presence. What is not here proves no service. */
const COUNTS_AS: Partial<Record<EvidenceKind, string>> = {
  sign_in: 'presence',
  sign_out: 'presence',
  nobody_home: '',
  denied: '',
  handled: '',
};
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
