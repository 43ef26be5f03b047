/**
 * What may happen once: an entry's id, the credit of an exchange, the reversal of an entry; and that a reversal gives back
 * exactly what the entry moved. Of the entries before, only their ids are remembered and the hash of what would undo them.
 */
import { createHash } from 'node:crypto';
import type { Say } from '#ledger/check/fault';
import type { EntryDocument, TransferDocument } from '#ledger/leaf';

export interface Once {
  see(document: EntryDocument): void;
}

type Kind = 'credit' | 'moved' | 'undoing' | 'undone';

/** One short text for each entry, its kind by the first letter: there may be millions of them. */
const known = (kind: Kind, mirrored = ''): string => LETTERS[kind] + mirrored;
const LETTERS: Record<Kind, string> = { credit: 'c', moved: 'm', undoing: 'r', undone: 'u' };

export function onceIn(say: Say): Once {
  const entries = new Map<string, string>();
  /** Subjects with a credit that stands. */
  const credited = new Set<string>();

  function seeReversal({ reverses = '', seq, subject, transfers }: EntryDocument): void {
    const reversed = entries.get(reverses);
    if (reversed === undefined || reversed === known('undoing')) {
      say('reversal_unknown', seq);
      return;
    }
    if (reversed === known('undone')) say('reversed_twice', seq);
    else if (reversed.slice(1) !== hashOf(transfers, 'as it is')) say('reversal_unlike', seq);
    if (reversed.startsWith(LETTERS.credit)) credited.delete(subject);
    entries.set(reverses, known('undone'));
  }

  return {
    see(document) {
      const { id, seq, event, subject, reverses, transfers } = document;
      if (entries.has(id)) say('entry_twice', seq);
      if (event === 'credit' && credited.has(subject)) say('credited_twice', seq);
      if (event === 'credit') credited.add(subject);
      if (reverses !== undefined) seeReversal(document);
      const kind = event === 'credit' ? 'credit' : 'moved';
      entries.set(id, reverses === undefined ? known(kind, hashOf(transfers, 'mirrored')) : known('undoing'));
    },
  };
}

/** In no order: what is given back is the same, whichever line comes first. */
function hashOf(transfers: readonly TransferDocument[], how: 'as it is' | 'mirrored'): string {
  const moved = transfers
    .filter(({ kind }) => kind === 'post' || kind === 'settle')
    .map(({ from, to = '', minutes }) => `${how === 'mirrored' ? `${to}>${from}` : `${from}>${to}`} ${minutes}`);
  if (moved.length === 0) return '';
  return createHash('sha256').update(moved.sort().join('\n')).digest().toString('latin1', 0, 16);
}
