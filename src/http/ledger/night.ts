/** 每晚查账 in words: when a book was read last, how much of it, and what was wrong first. */
import { dayOf } from '#domain/day';
import type { Visit } from '#http/route';
import { asSentence } from '#http/when';
import { sayMoment } from '#i18n/say';
import type { Key } from '#i18n/words';
import type { Audit } from '#ledger/audited';

const WHAT: Record<string, Key> = {
  leaf_changed: 'ledger.night.what.entry',
  line_refused: 'ledger.night.what.entry',
  running_balance: 'ledger.night.what.entry',
  seq_gap: 'ledger.night.what.gap',
  account: 'ledger.night.what.account',
  account_owner: 'ledger.night.what.owner',
  hold: 'ledger.night.what.hold',
  sum: 'ledger.night.what.sum',
  head_root: 'ledger.night.what.sealed',
  head_unsigned: 'ledger.night.what.sealed',
  head_lost: 'ledger.night.what.sealed',
  set_back: 'ledger.night.what.setBack',
};

/** A night and the morning after it: by then the next one should have been. */
const LATE_MS = 36 * 3_600_000;

export function nightWords(audit: Audit | null, visit: Visit) {
  const { t, lang, desk } = visit;
  if (!audit) return { kind: 'plain', state: t('ledger.night.never'), count: '', what: '', late: '' };
  const { ok, entries, finishedAt, faultKind, faultAt } = audit;
  const when = sayMoment(lang, finishedAt, dayOf(desk.now));
  // A line is said by the number of its entry.
  const at = faultKind === 'running_balance' || faultKind === 'line_refused' ? faultAt?.split('.')[0] : faultAt;
  return {
    kind: ok ? 'good' : 'grave',
    state: t(ok ? 'ledger.night.ok' : 'ledger.night.fault'),
    count: asSentence(t('ledger.night.count', { when, count: entries })),
    what: ok ? '' : asSentence(t(WHAT[faultKind ?? ''] ?? 'ledger.night.what.other', { at: at ?? '' })),
    late: desk.now - finishedAt > LATE_MS ? asSentence(t('ledger.night.late')) : '',
  };
}
