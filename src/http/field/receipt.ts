/** A receipt as a helper reads it on her phone: one honest state, and what to do where something is to be done. */
import type { Flag } from '#domain/flags';
import type { RefusalCode, RefusalParams } from '#domain/refusal';
import { flagWords } from '#http/desk/line';
import { becameWords, visitedTold } from '#http/field/visited';
import { sameWords } from '#http/logbook/which';
import { sayName } from '#http/name';
import { becauseWords } from '#http/reason';
import { refusalWords } from '#http/refusal';
import type { StaffVisit } from '#http/staff-page';
import type { Key } from '#i18n/words';
import type { FieldState, Mend, TakenState } from '#usecases/field/states';
import type { NotTaken, Receipt } from '#usecases/field/take';

interface Told {
  id: string | null;
  exchangeId: string | null;
  /** Of a visit that is no exchange. */
  visitId?: string;
  state: string;
  words: string;
  /** What else there is to know: of the PIN, of flags. */
  notes: string[];
  /** What stands there now, where she may put it right on the phone. */
  mend: Mend | null;
}

const NO_MORE = { notes: [], mend: null };

/** 已上传，等审核 · 要改：… · 已入账 */
export function stateTold(state: FieldState, visit: StaffVisit): Told {
  const { id, exchangeId } = state;
  if ('visitId' in state) return visitedTold(state, visit);
  if (state.exchangeId === null) {
    return { ...{ id, exchangeId }, state: 'change', words: toChange(refusedWords(state, visit), visit), ...NO_MORE };
  }
  const words = standingWords(state, visit);
  return { ...{ id, exchangeId }, state: state.standing, words, notes: notesOf(state, visit), mend: state.mend };
}

function standingWords({ does, standing, state, reason, note }: TakenState, visit: StaffVisit): string {
  const { t } = visit;
  if (does === 'absent' && state === 'cancelled') return t('receipt.absent');
  if (does === 'go' && ['matched', 'in_service'].includes(state)) return t('receipt.went');
  if (does === 'ask' && state in ASKED) return t(ASKED[state as keyof typeof ASKED]);
  const why = becauseWords({ reason, note }, t);
  if (standing === 'change') return toChange(why, visit);
  if (standing !== 'ended') return t(`receipt.${standing}`);
  const said = t(`exchange.state.${state}`);
  return why ? t('receipt.ended_why', { state: said, why }) : t('receipt.ended', { state: said });
}

/** What came of an ask, until it is a visit like any other. */
const ASKED = {
  requested: 'receipt.asked_waiting',
  approved: 'receipt.asked_booked',
  matched: 'receipt.asked_matched',
  in_service: 'receipt.asked_matched',
} as const satisfies Partial<Record<TakenState['state'], Key>>;

const toChange = (why: string, { t }: StaffVisit): string => t('receipt.change', { why });

function notesOf({ pin, flags, ordered, visit: became, reused }: TakenState, visit: StaffVisit): string[] {
  const { t } = visit;
  return [
    ...(became ? [t('receipt.visited_too'), ...becameWords(became, visit)] : []),
    pinWords(pin, visit),
    flagNote(flags, visit),
    orderedNote(ordered, visit),
    reused ? t('receipt.key_reused') : '',
  ].filter(Boolean);
}

const flagNote = (flags: readonly Flag[], { t }: StaffVisit): string =>
  flags.length > 0 ? t('receipt.look', { flags: flagWords(flags, t).join(t('care.comma')) }) : '';

const PIN_WORDS = {
  right: 'receipt.pin_right',
  state_moved: 'receipt.pin_right',
  pin_wrong: 'receipt.pin_wrong',
  pin_locked: 'receipt.pin_locked',
  pin_not_set: 'receipt.pin_not_set',
  pin_other_minutes: 'receipt.pin_other_minutes',
} as const satisfies Partial<Record<NonNullable<TakenState['pin']>, Key>>;

/** What came of a PIN that was typed without signal, and what is to be done now; '' where there was none. */
function orderedNote(ordered: TakenState['ordered'], visit: StaffVisit): string {
  const orders = ordered.map((line) => sameWords(line, visit)).join(visit.t('care.stop'));
  return orders && visit.t('receipt.ordered', { orders });
}

export function pinWords(pin: TakenState['pin'], { t }: StaffVisit): string {
  if (pin === null || pin === 'trying') return '';
  return t(pin in PIN_WORDS ? PIN_WORDS[pin as keyof typeof PIN_WORDS] : 'receipt.pin_unread');
}

export function refusedWords(
  refused: { code: RefusalCode; params: RefusalParams; instead?: readonly string[] },
  { t, lang }: StaffVisit,
): string {
  const { code, params, instead = [] } = refused;
  if (code === 'key_reused') return t('receipt.key_reused');
  if (code === 'family_record' && instead.length > 0) {
    return t('receipt.family', { name: instead.map((name) => sayName(name, lang)).join(t('who.and')) });
  }
  const { field, ...rest } = params;
  return refusalWords(lang, t, { code, params: rest, field: typeof field === 'string' ? field : undefined });
}

/** @param states what came of those that were taken */
export function receiptTold(receipt: Receipt, states: ReadonlyMap<string, FieldState>, visit: StaffVisit) {
  const { id, outcome } = receipt;
  if (outcome === 'later') return { id, outcome, words: visit.t('receipt.later') };
  if (outcome === 'refused') return refusedTold(receipt, visit);
  const state = states.get(receipt.id);
  const known = 'visitId' in receipt ? { visitId: receipt.visitId } : { exchangeId: receipt.exchangeId };
  return { ...(state ? stateTold(state, visit) : known), id, outcome };
}

function refusedTold(receipt: NotTaken, visit: StaffVisit) {
  const { id, outcome, code, params, choices } = receipt;
  const field = typeof params.field === 'string' ? params.field : null;
  const words = refusedWords(receipt, visit);
  return {
    ...{ id, outcome, code, field, words, state: 'change' },
    stateWords: toChange(words, visit),
    choices: choices.map((line) => ({ id: line.exchange.id, words: sameWords(line, visit) })),
  };
}
