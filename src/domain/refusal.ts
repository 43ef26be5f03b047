/**
 * A refusal is the only error that domain and use cases throw: something a person asked for that the rules do not allow.
 * Its words live in i18n as `refusal.<code>`; this record is the only place where a code becomes an HTTP status.
 */
export const REFUSALS = {
  // Who is asking
  sign_in_needed: 401,
  sign_in_wrong: 422,
  sign_in_card_needed: 422,
  sign_in_locked: 422,
  pin_wrong: 422,
  pin_locked: 422,
  pin_not_set: 422,
  pin_not_six: 422,
  pin_weak: 422,
  pin_differs: 422,
  pin_same: 422,
  pin_other_minutes: 409,
  pin_needs_second_person: 422,
  present_not_independent: 422,
  password_weak: 422,
  password_differs: 422,
  not_found: 404,
  not_yours: 403,
  no_such_page: 404,
  wrong_method: 405,
  form_expired: 403,
  too_many_requests: 429,
  too_large: 413,
  unreadable: 400,

  // What was typed
  missing: 422,
  not_understood: 422,
  line_taken: 422,
  long_line: 422,
  old_line: 422,
  person_unsure: 422,
  serves_herself: 422,
  long_log: 422,
  person_unknown: 422,
  person_first: 422,
  nothing_to_ask: 422,
  nothing_ticked: 422,
  thumb_needed: 422,
  line_changed: 422,
  sheet_unknown: 422,
  sheet_wrong_kind: 422,
  sheet_of_other: 422,
  sheet_used: 422,
  sheet_without_person: 422,
  several_people: 422,
  photo_unreadable: 422,
  photo_too_large: 422,
  photo_gone: 422,
  too_long: 422,
  too_many: 422,
  form_unknown: 422,
  form_too_old: 422,
  file_unreadable: 422,
  file_elsewhere: 422,
  count_not_understood: 422,
  alone_and_others: 422,
  birthday_not_understood: 422,
  minutes_not_understood: 422,
  minutes_zero: 422,
  day_not_understood: 422,
  day_in_future: 422,
  day_too_long_ago: 422,
  day_in_past: 422,
  day_too_far: 422,
  end_before_start: 422,
  time_not_understood: 422,
  time_needed: 422,
  identity_wrong: 422,
  phone_wrong: 422,
  service_unknown: 422,
  service_off: 422,
  region_unknown: 422,
  over_service_maximum: 422,
  reason_needed: 422,
  witness_needed: 422,
  witness_not_independent: 422,
  proof_needed: 422,
  consent_needed: 422,

  // What the rules say
  family_record: 422,
  own_record: 422,
  own_family_decision: 422,
  four_eyes: 422,
  not_checked: 409,
  month_closed: 422,
  card_wrong: 422,
  card_locked: 422,
  long_visit: 422,
  signed_in_too_long: 422,
  not_signed_in: 409,
  evidence_thin: 422,
  needs_a_look: 409,
  which_order: 422,
  which_record: 422,
  nobody_found: 422,
  out_of_reach: 404,
  no_post: 403,
  volunteer_unknown: 422,
  volunteer_not_ready: 422,
  volunteer_too_young: 422,
  member_not_approved: 422,
  member_known: 422,
  minutes_short: 422,
  earns_nothing_in_post: 422,
  grant_not_before_today: 422,
  undo_too_late: 409,
  state_moved: 409,
  corrected_meanwhile: 409,
  key_reused: 409,
  already_done: 409,
  audit_running: 409,
  opening_file: 422,
  opening_xls: 422,
  opening_locked: 422,
  opening_cut: 422,
  opening_broken: 422,
  opening_large: 422,
  opening_no_workbook: 422,
  opening_sheets: 422,
  opening_formula: 422,
  opening_date: 422,
  opening_merged: 422,
  opening_strange: 422,
  opening_heading: 422,
  opening_empty: 422,
  opening_row: 422,
  opening_number_lost: 422,
  opening_number: 422,
  opening_minutes: 422,
  opening_unknown: 422,
  opening_twice: 422,
  opening_again: 409,
  correction_same: 422,
  replaced_once: 409,
  round_once: 409,
  replacement_nothing: 422,
  reversal_twice: 409,
  not_reversible: 409,
  correction_short: 422,
  hold_overdrawn: 409,
  cover_short: 409,
  policy_day_in_past: 422,
  login_taken: 422,
  receipt_unknown: 422,
  receipt_strange: 422,
  receipt_cut: 422,
  receipt_changed: 422,
  receipt_elsewhere: 422,
  receipt_ahead: 422,
  receipt_forked: 422,
  receipt_split: 422,
  receipt_unsealed: 409,

  // What the machine could not do
  too_slow: 503,
  no_room: 503,
  ledger_unbalanced: 500,
  no_seal: 503,
  book_set_back: 503,
  book_not_set_back: 409,
  book_bent: 503,
  receipt_bent: 503,
} as const satisfies Record<string, number>;

export type RefusalCode = keyof typeof REFUSALS;
export type RefusalParams = Record<string, string | number>;

export class Refusal extends Error {
  override readonly name = 'Refusal';

  /**
   * @param code what is refused; the words are `refusal.<code>`
   * @param params figures and names that the words need; `field` names the form field the refusal belongs beside
   */
  constructor(
    readonly code: RefusalCode,
    readonly params: RefusalParams = {},
  ) {
    super(code);
  }

  get status(): number {
    return REFUSALS[this.code];
  }
}

/** Narrow `value`, or refuse. */
export function must<T>(value: T | null | undefined, code: RefusalCode = 'not_found', params: RefusalParams = {}): T {
  if (value === null || value === undefined) throw new Refusal(code, params);
  return value;
}
