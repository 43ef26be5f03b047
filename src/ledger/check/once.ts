/**
 * What may happen once: an entry's id, the credit of an exchange, the reversal of an entry; and that a reversal gives back
 * exactly what the entry moved. Of the entries before, only fingerprints are remembered: of their ids, and of what would
 * undo them.
 */
import { column } from '#ledger/check/column';
import type { Say } from '#ledger/check/fault';
import { knownTexts } from '#ledger/check/known';
import type { Printer } from '#ledger/check/print';
import type { EntryDocument, TransferDocument } from '#ledger/leaf';

export interface Once {
  see(document: EntryDocument): void;
}

const KIND = { credit: 1, moved: 2, undoing: 3, undone: 4 } as const;

export function onceIn(say: Say, printOf: Printer): Once {
  const entries = knownTexts(printOf);
  const [kinds, undoLow, undoHigh] = [column(), column(), column()];
  /** Subjects that were ever credited; 1 beside them while the credit stands. */
  const credited = knownTexts(printOf);
  const stands = column();

  function seeReversal({ reverses = '', seq, subject, transfers }: EntryDocument): void {
    const row = entries.find(reverses);
    const kind = row < 0 ? KIND.undoing : kinds.get(row);
    if (kind === KIND.undoing) {
      say('reversal_unknown', seq);
      return;
    }
    if (kind === KIND.undone) say('reversed_twice', seq);
    else if (!isUndoneBy(row, transfers)) say('reversal_unlike', seq);
    if (kind === KIND.credit) stands.set(credited.add(subject), 0);
    kinds.set(row, KIND.undone);
  }

  function isUndoneBy(row: number, transfers: readonly TransferDocument[]): boolean {
    const { low, high } = printOf(movedBy(transfers, 'as it is'));
    return undoLow.get(row) === low && undoHigh.get(row) === high;
  }

  function seeCredit({ subject, seq }: EntryDocument): void {
    const row = credited.add(subject);
    if (stands.get(row) === 1) say('credited_twice', seq);
    stands.set(row, 1);
  }

  return {
    see(document) {
      const { id, seq, event, reverses, transfers } = document;
      const before = entries.size;
      const row = entries.add(id);
      if (row < before) say('entry_twice', seq);
      if (event === 'credit') seeCredit(document);
      if (reverses !== undefined) {
        seeReversal(document);
        kinds.set(row, KIND.undoing);
        return;
      }
      kinds.set(row, event === 'credit' ? KIND.credit : KIND.moved);
      const { low, high } = printOf(movedBy(transfers, 'mirrored'));
      undoLow.set(row, low);
      undoHigh.set(row, high);
    },
  };
}

/** In no order: what is given back is the same, whichever line comes first. */
function movedBy(transfers: readonly TransferDocument[], how: 'as it is' | 'mirrored'): string {
  const moved = transfers
    .filter(({ kind }) => kind === 'post' || kind === 'settle')
    .map(({ from, to = '', minutes }) => `${how === 'mirrored' ? `${to}>${from}` : `${from}>${to}`} ${minutes}`);
  return moved.sort().join('\n');
}
