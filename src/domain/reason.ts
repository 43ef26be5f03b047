/** Short lists of reasons, one for each decision that must say why. The words are `exchange.reason.<code>`. */

export const RETURN_REASONS = [
  'evidence_missing',
  'wrong_minutes',
  'wrong_time',
  'wrong_person',
  'unreadable',
  'duplicate',
  'other',
] as const;

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

/** Why a visit was not asked for before it was made. */
export const UNASKED_REASONS = ['found_on_visit', 'urgent', 'forgot'] as const;
