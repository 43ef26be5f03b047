/** 每晚查账 in words: when a book was read last, how much of it, and what was wrong first. */
import { dayOf } from '#domain/day';
import type { Visit } from '#http/route';
import { asSentence } from '#http/when';
import { sayMoment } from '#i18n/say';
import type { Key } from '#i18n/words';
import type { Audit } from '#ledger/audited';
import type { FaultKind } from '#ledger/check/fault';

/** A town officer needs to know which kind of thing it is, and where; whoever runs the system reads the rest at a terminal. */
const WHAT = {
  ...kinds(
    'entry',
    'leaf_changed',
    'line_refused',
    'running_balance',
    'line_shape',
    'line_alone',
    'floor',
    'time_back',
  ),
  ...kinds('gap', 'seq_gap', 'entry_misplaced'),
  ...kinds('account', 'account'),
  ...kinds('owner', 'account_id'),
  ...kinds('hold', 'hold'),
  ...kinds('sum', 'sum', 'clearing'),
  ...kinds('sealed', 'checkpoint_root', 'checkpoint_signature', 'checkpoint_note', 'split_view', 'kept_missing'),
  ...kinds('setBack', 'set_back', 'checkpoint_ahead'),
} satisfies Partial<Record<FaultKind, Key>>;

type Word = 'entry' | 'gap' | 'account' | 'owner' | 'hold' | 'sum' | 'sealed' | 'setBack';

function kinds<K extends FaultKind>(word: Word, ...told: K[]): Record<K, Key> {
  return Object.fromEntries(told.map((kind) => [kind, `ledger.night.what.${word}`])) as Record<K, Key>;
}

/** A line is said by the number of its entry, a head by its size. */
const placeOf = (at: string): string =>
  at
    .split(' ')
    .at(-1)
    ?.replace(/^(\d+)\.\d+$/, '$1') ?? at;

/** A night and the morning after it: by then the next one should have been. */
const LATE_MS = 36 * 3_600_000;

export function nightWords(audit: Audit | null, visit: Visit) {
  const { t, lang, desk } = visit;
  if (!audit) return { kind: 'plain', state: t('ledger.night.never'), count: '', what: '', late: '' };
  const { ok, entries, finishedAt, faultKind, faultAt } = audit;
  const when = sayMoment(lang, finishedAt, dayOf(desk.now));
  return {
    kind: ok ? 'good' : 'grave',
    state: t(ok ? 'ledger.night.ok' : 'ledger.night.fault'),
    count: asSentence(t('ledger.night.count', { when, count: entries })),
    what: ok
      ? ''
      : asSentence(
          t(WHAT[faultKind as keyof typeof WHAT] ?? 'ledger.night.what.other', { at: placeOf(faultAt ?? '') }),
        ),
    late: desk.now - finishedAt > LATE_MS ? asSentence(t('ledger.night.late')) : '',
  };
}
