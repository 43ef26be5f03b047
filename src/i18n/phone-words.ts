/**
 * Words that are sent along with `/field/`, because the phone says them with no house to ask. They hold figures by name
 * and no plurals: the phone puts in what it is given and knows no grammar.
 */
import { en } from '#i18n/en';
import type { Key, Language } from '#i18n/words';
import { zhCN } from '#i18n/zh-CN';

const FROM_ELSEWHERE = [
  ...['care.comma', 'care.stop', 'care.who_whom', 'book.for', 'book.other_visit', 'outing.for', 'book.kin_of'],
  ...['exchange.half.morning', 'exchange.half.afternoon', 'exchange.half.evening', 'field.volunteer'],
  ...['field.serviceCode', 'field.minutes', 'field.plannedMinutes', 'common.this_item'],
  ...[
    'refusal.missing',
    'refusal.not_understood',
    'field.pin',
    'refusal.minutes_not_understood',
    'refusal.minutes_zero',
    'refusal.day_not_understood',
  ],
  ...['refusal.day_in_future', 'refusal.day_too_long_ago', 'refusal.end_before_start', 'refusal.time_not_understood'],
  ...['refusal.time_needed', 'refusal.which_order', 'refusal.family_record', 'refusal.out_of_reach', 'refusal.no_post'],
  ...['refusal.corrected_meanwhile', 'refusal.photo_unreadable', 'refusal.photo_too_large'],
  ...['refusal.consent_needed', 'book.consent.inPerson', 'book.consent.phone', 'book.consent.family'],
  ...['refusal.day_in_past', 'refusal.over_service_maximum'],
  ...['refusal.witness_needed', 'refusal.phone_wrong', 'refusal.witness_not_independent'],
  ...['member.away.travelling', 'member.away.hospital', 'member.away.institution', 'member.and'],
  ...['visit.title', 'visit.well', 'visit.alert_now', 'visit.next_by', 'visit.next_late', 'refusal.visit_unseen'],
] as const satisfies readonly Key[];

/** What was found and how, whom to call, and why a visit is owed: all there is of each. */
const WHOLE = ['visit.mode.', 'visit.finding.', 'visit.emergency.', 'due.kind.'] as const;

export type PhoneWord =
  | Extract<Key, `phone.${string}` | `${(typeof WHOLE)[number]}${string}`>
  | (typeof FROM_ELSEWHERE)[number];

const BEGINNINGS = ['phone.', ...WHOLE];
const KEYS = [
  ...(Object.keys(zhCN) as Key[]).filter((key) => BEGINNINGS.some((one) => key.startsWith(one))),
  ...FROM_ELSEWHERE,
];

export function phoneWords(language: Language): Record<PhoneWord, string> {
  const catalogue: Record<Key, string> = language === 'en' ? en : zhCN;
  return Object.fromEntries(KEYS.map((key) => [key, catalogue[key]])) as Record<PhoneWord, string>;
}
