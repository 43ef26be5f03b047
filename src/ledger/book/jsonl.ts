/**
 * The book as JSON Lines: everything that is needed to check it without us. Bytes are hexadecimal, roots base64 as in the
 * notes; the last line counts the others, so that a file that was cut is seen to be.
 */

import type { TreeHash } from '#domain/seal/hash';
import type { BookHeader, JournalHeader, Writer } from '#ledger/book/piece';
import type { AccountItem, HoldItem, Item } from '#ledger/check/item';
import type { EntryDocument } from '#ledger/leaf';

export const BOOK_FORMAT = 'yinling/book/v1';

/** One line, read: just one of these is there. */
export interface BookLine {
  book?: string;
  header?: BookHeader;
  journal?: JournalHeader;
  entry?: EntryLine;
  head?: { origin: string; size: number; tree: TreeHash; root: string; note: string; cosigned?: string[] };
  /** Without the day on which it lapses: nothing in the book binds it. */
  account?: Omit<AccountItem, 'lapsesOn'>;
  hold?: HoldItem;
  /** How many lines stand before this one. */
  end?: number;
}

export interface EntryLine {
  document: EntryDocument;
  salt: string;
  commitment: string;
  leaf: string;
  /** For each line: balance and held of the account it takes from, balance of the one it gives to. */
  running: [number, number, number | null][];
}

export function jsonlWriter(): Writer {
  let lines = 0;
  const line = (told: BookLine): string => {
    lines += 1;
    return `${JSON.stringify(told)}\n`;
  };
  return (piece) => {
    switch (piece.what) {
      case 'book':
        return line({ book: BOOK_FORMAT, header: piece.book });
      case 'journal':
        return line({ journal: piece.journal });
      case 'entry':
        return line({ entry: entryLine(piece.entry) });
      case 'head': {
        const { origin, size, tree, root, note, cosigned = [] } = piece.head;
        const signed = { origin, size, tree, root: root.toString('base64'), note };
        return line({ head: cosigned.length > 0 ? { ...signed, cosigned: [...cosigned] } : signed });
      }
      case 'account': {
        const { id, kind, ownerId, balance, held, floor } = piece.account;
        return line({ account: { id, kind, ownerId, balance, held, floor } });
      }
      case 'hold': {
        const { id, accountId, subjectId, minutes, settled, released } = piece.hold;
        return line({ hold: { id, accountId, subjectId, minutes, settled, released } });
      }
      case 'end':
        return line({ end: lines });
    }
  };
}

const entryLine = ({ document, salt, commitment, leafHash, running }: Item): EntryLine => ({
  document,
  salt: salt.toString('hex'),
  commitment: commitment.toString('hex'),
  leaf: leafHash.toString('hex'),
  running: running.map(({ fromBalance, fromHeld, toBalance }) => [fromBalance, fromHeld, toBalance]),
});
