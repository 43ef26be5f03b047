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

interface Known {
  /** Of the mirrored lines, as text: half the size of bytes that each have a buffer of their own. */
  undone: string;
  kind: 'credit' | 'reversal' | 'other' | 'reversed';
}

export function onceIn(say: Say): Once {
  const known = new Map<string, Known>();
  /** Subjects with a credit that stands. */
  const credited = new Set<string>();

  function seeReversal({ reverses, seq, subject, transfers }: EntryDocument): void {
    const reversed = known.get(reverses ?? '');
    if (!reversed || reversed.kind === 'reversal') {
      say('reversal_unknown', seq);
      return;
    }
    if (reversed.kind === 'reversed') say('reversed_twice', seq);
    else if (reversed.undone !== hashOf(transfers, 'as it is')) say('reversal_unlike', seq);
    if (reversed.kind === 'credit') credited.delete(subject);
    reversed.kind = 'reversed';
  }

  return {
    see(document) {
      const { id, seq, event, subject, reverses, transfers } = document;
      if (known.has(id)) say('entry_twice', seq);
      if (event === 'credit' && credited.has(subject)) say('credited_twice', seq);
      if (event === 'credit') credited.add(subject);
      if (reverses !== undefined) seeReversal(document);
      const kind = reverses !== undefined ? 'reversal' : event === 'credit' ? 'credit' : 'other';
      known.set(id, { kind, undone: kind === 'reversal' ? '' : hashOf(transfers, 'mirrored') });
    },
  };
}

/** In no order: what is given back is the same, whichever line comes first. */
function hashOf(transfers: readonly TransferDocument[], how: 'as it is' | 'mirrored'): string {
  const moved = transfers
    .filter(({ kind }) => kind === 'post' || kind === 'settle')
    .map(({ from, to = '', minutes }) => `${how === 'mirrored' ? `${to}>${from}` : `${from}>${to}`} ${minutes}`);
  if (moved.length === 0) return '';
  return createHash('sha256').update(moved.sort().join('\n')).digest().toString('latin1');
}
