/**
 * Short lists of reasons, one for each decision that must say why: a code of the list, and words beside it. The codes'
 * words are `exchange.reason.<code>`, of an enrolment `member.return_reason.<code>`.
 */
import { Refusal } from '#domain/refusal';

export interface Why<Code extends string = string> {
  reason: Code;
  note?: string | null;
}

/** @throws Refusal reason_needed where no reason was given */
export function reasoned<Code extends string>({
  reason,
  note = null,
}: Why<Code>): { reason: Code; note: string | null } {
  if (!reason) throw new Refusal('reason_needed', { field: 'reason' });
  return { reason, note };
}

export const RETURN_REASONS = [
  'evidence_missing',
  'wrong_minutes',
  'wrong_time',
  'wrong_person',
  'unreadable',
  'duplicate',
  'other',
] as const;

/** What an enrolment lacks. */
export const MEMBER_RETURN_REASONS = [
  'identity_differs',
  'name_wrong',
  'lives_elsewhere',
  'facts_missing',
  'consent_missing',
  'unreachable',
  'duplicate',
  'other',
] as const;
export type MemberReturnReason = (typeof MEMBER_RETURN_REASONS)[number];

/** Why the recipient's side says that a record is not so. */
export const DENY_REASONS = ['not_served', 'wrong_minutes', 'wrong_time', 'wrong_person', 'other'] as const;

export const REJECT_REASONS = ['not_served', 'duplicate', 'family_care', 'unsafe', 'cover', 'other'] as const;

export const CANCEL_REASONS = ['not_needed', 'changed_mind', 'found_other_help', 'ill', 'other'] as const;

export const WITHDRAW_REASONS = ['cannot_come', 'ill', 'did_not_come', 'other'] as const;

export const REVERSAL_REASONS = [
  'false_record',
  'duplicate',
  'wrong_person',
  'wrong_minutes',
  'family_care',
  'other',
] as const;

/** Why a credited record should have been another one. */
export const REPLACE_REASONS = ['wrong_minutes', 'wrong_time', 'wrong_person', 'wrong_service', 'other'] as const;

/** Why a visit was not asked for before it was made. */
export const UNASKED_REASONS = ['found_on_visit', 'urgent', 'forgot'] as const;
