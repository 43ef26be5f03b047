/** What is wrong with a book, in words: for its page, for a message, for whoever calls. */
import { asSentence } from '#http/when';
import type { Key, Translate } from '#i18n/words';
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

/** The first fault of a reading that found one. */
export const faultWords = ({ faultKind, faultAt }: Audit, { t }: { t: Translate }): string =>
  asSentence(t(WHAT[faultKind as keyof typeof WHAT] ?? 'ledger.night.what.other', { at: placeOf(faultAt ?? '') }));
