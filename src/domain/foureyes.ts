/**
 * "No single person of any level can create a credit", kept by person and not by role: one human may hold two grants,
 * two logins, and be a volunteer besides. Permission says what a role may do; this says what this human may not.
 */

/**
 * Ids of both kinds mix freely here: `usr_…` of a login and `mem_…` of the person behind it. Give both where both are
 * known.
 */
export interface DecideQuestion {
  deciderUserId: string;
  /** The decider as a member on file, if any: family follows the person, not the login. */
  deciderPersonId: string | null;
  loggerIds: readonly string[];
  confirmerIds: readonly string[];
  /** Who checked the record; null while that is the decision being taken. */
  checkerId: string | null;
  /** Volunteers and beneficiaries. */
  partyIds: readonly string[];
  /** Family circle of a member (`#domain/kinship` familyOf); relatives are allowed and sampled more. */
  familyOf: (personId: string) => ReadonlySet<string>;
}

/** Refusal codes, the gravest first. */
export type NotDecide = 'own_record' | 'own_family_decision' | 'four_eyes';

const touch = (these: readonly string[], those: Iterable<string>): boolean =>
  [...those].some((id) => these.includes(id));

/**
 * Why this human may not check or approve this record, or null. The approver is none of: a party, the logger, the
 * confirmer, the checker, nor anybody's family among them (domain.md, Care). A couple who log and approve for each
 * other are one pair of eyes.
 */
export function whyNotDecide(question: DecideQuestion): NotDecide | null {
  const { deciderUserId, deciderPersonId, partyIds } = question;
  const self = deciderPersonId === null ? [deciderUserId] : [deciderUserId, deciderPersonId];
  const family = deciderPersonId === null ? new Set<string>() : question.familyOf(deciderPersonId);
  const hands = [
    ...question.loggerIds,
    ...question.confirmerIds,
    ...(question.checkerId === null ? [] : [question.checkerId]),
  ];
  if (touch(self, partyIds)) return 'own_record';
  if (touch(self, hands)) return 'four_eyes';
  if (touch([...partyIds, ...hands], family)) return 'own_family_decision';
  return null;
}

/**
 * Why this human may not confirm for the recipient's side, or null: the confirmer is neither volunteer, logger nor
 * approver. A volunteer who logs her own visit therefore never confirms it.
 */
export function whyNotConfirm(question: {
  confirmerIds: readonly string[];
  volunteerIds: readonly string[];
  loggerIds: readonly string[];
  approverIds?: readonly string[];
}): 'own_record' | 'four_eyes' | null {
  const { confirmerIds, volunteerIds, loggerIds, approverIds = [] } = question;
  if (touch(volunteerIds, confirmerIds)) return 'own_record';
  return touch([...loggerIds, ...approverIds], confirmerIds) ? 'four_eyes' : null;
}

/** Staff do not log for their own family: the village clerk or the next village's helper does. Null when they may. */
export const whyNotLog = (question: {
  loggerPersonId: string | null;
  partyIds: readonly string[];
  familyOf: (personId: string) => ReadonlySet<string>;
}): 'family_record' | null =>
  question.loggerPersonId !== null && touch(question.partyIds, question.familyOf(question.loggerPersonId))
    ? 'family_record'
    : null;
