/** 每晚查账 in words: when a book was read last, how much of it, and what was wrong first. */
import { dayOf } from '#domain/day';
import { faultWords } from '#http/ledger/fault';
import type { Visit } from '#http/route';
import { asSentence } from '#http/when';
import { sayMoment } from '#i18n/say';
import type { Audit } from '#ledger/audited';

/** A night and the morning after it: by then the next one should have been. */
const LATE_MS = 36 * 3_600_000;

export function nightWords(audit: Audit | null, visit: Visit) {
  const { t, lang, desk } = visit;
  if (!audit) return { kind: 'plain', state: t('ledger.night.never'), count: '', what: '', late: '' };
  const { ok, entries, finishedAt } = audit;
  const when = sayMoment(lang, finishedAt, dayOf(desk.now));
  return {
    kind: ok ? 'good' : 'grave',
    state: t(ok ? 'ledger.night.ok' : 'ledger.night.fault'),
    count: asSentence(t('ledger.night.count', { when, count: entries })),
    what: ok ? '' : faultWords(audit, visit),
    late: desk.now - finishedAt > LATE_MS ? asSentence(t('ledger.night.late')) : '',
  };
}
