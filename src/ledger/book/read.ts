/**
 * An exported book, checked line by line as it comes: the same rules as on a database, and what a file can have wrong by
 * itself. Knows no file and no stream, so it runs wherever lines can be read.
 */
import { readCheckpoint } from '#domain/seal/checkpoint';
import { bytesOf } from '#domain/seal/note';
import { BOOK_FORMAT, type BookLine, type EntryLine } from '#ledger/book/jsonl';
import type { BookHeader, JournalHeader } from '#ledger/book/piece';
import { checkBook } from '#ledger/check/book';
import type { Item, SealItem } from '#ledger/check/item';
import type { JournalCheck, JournalTold } from '#ledger/check/journal';
import type { SealTrust } from '#ledger/check/sealed';
import { readVerifier, type Verifier } from '#ledger/signature';

/** not_a_book: the first line says no format of ours · unreadable: cut within, or altered · cut: lines are missing */
export type FileFault = 'not_a_book' | 'unreadable' | 'cut' | 'journal_missing';

export interface FileTold extends JournalTold {
  /** Where the first of its faults was seen. */
  line: number | null;
}

export interface BookTold {
  journals: FileTold[];
  /** Nothing is read behind it. */
  broken: { line: number; fault: FileFault } | null;
}

export interface BookTrust {
  /** Keys that one knows from elsewhere; without them those count that the book itself names. */
  keys?: readonly Verifier[];
  /** The same of witnesses. */
  witnesses?: readonly Verifier[];
  /** Signed heads that one kept from before. */
  kept?: readonly string[];
}

export interface BookReader {
  line(text: string): void;
  close(): BookTold;
}

export function readBook(trust: BookTrust = {}): BookReader {
  const book = checkBook();
  const lines = new Map<string, number>();
  const headLines = new Map<string, number>();
  let broken: BookTold['broken'] = null;
  let header: BookHeader | null = null;
  let check: JournalCheck | null = null;
  let end: { lastSeq: number; lastAt: number } | null = null;
  let [at, ended] = [0, false];

  function breakOff(fault: FileFault): void {
    broken ??= { line: at, fault };
  }

  /** After the entries of a journal comes what stands: no entry may follow. */
  function endEntries(): void {
    if (end) check?.end(end);
    end = null;
  }

  function openBook(told: BookLine): void {
    if (told.book === BOOK_FORMAT && isHeader(told.header)) header = told.header;
    else breakOff('not_a_book');
  }

  function openJournal({ journal, unit, lastSeq, lastAt }: JournalHeader, { journals }: BookHeader): void {
    endEntries();
    if (!journals.includes(journal) || book.find(journal) || unit !== 'minute') {
      breakOff('unreadable');
      return;
    }
    check = book.journal(journal, trustFor(header as BookHeader, journal, trust));
    end = { lastSeq, lastAt };
  }

  function take(told: BookLine): void {
    if (at === 1) openBook(told);
    else if (told.journal && header) openJournal(told.journal, header);
    else if (told.entry && check && end) check.entry(itemOf(told.entry));
    else if (told.head && check && end) {
      headLines.set(`${told.head.origin} ${told.head.size}`, at);
      check.head({ ...told.head, root: rootOf(told.head.root) });
    } else if (told.account && check) {
      endEntries();
      check.account({ ...told.account, lapsesOn: null });
    } else if (told.hold && check) {
      endEntries();
      check.hold(told.hold);
    } else if (told.end === at - 1) {
      endEntries();
      ended = true;
    } else breakOff(told.end === undefined ? 'unreadable' : 'cut');
  }

  return {
    line(text) {
      at += 1;
      if (broken) return;
      const before = check;
      const seen = before?.told.faulty ?? 0;
      try {
        if (ended) breakOff('unreadable');
        else take(JSON.parse(text));
      } catch {
        breakOff(at === 1 ? 'not_a_book' : 'unreadable');
      }
      if (before && before.told.faulty > seen && !lines.has(before.journal)) lines.set(before.journal, at);
    },
    close() {
      at += 1;
      if (!ended) breakOff('cut');
      const journals = broken ? book.seen() : book.close();
      if (header?.journals.some((id) => !book.find(id))) breakOff('journal_missing');
      const lineOf = (told: JournalTold): number | null => {
        const [first] = told.faults;
        return first ? (headLines.get(first.at) ?? lines.get(told.journal) ?? null) : null;
      };
      return { journals: journals.map((told) => ({ ...told, line: lineOf(told) })), broken };
    },
  };
}

const isHeader = (header: BookHeader | undefined): header is BookHeader =>
  Array.isArray(header?.journals) && Array.isArray(header.logs) && Array.isArray(header.keys);

/** Whoever names no key of their own trusts those in the book: then it agrees with itself, and they are told which these are. */
function trustFor({ logs, keys, witnesses = [] }: BookHeader, journal: string, trust: BookTrust): SealTrust {
  const { kept = [] } = trust;
  const verifiers = trust.keys ?? readAll(keys);
  const own = logs.filter((log) => log.journal === journal);
  const heads = kept.flatMap((note): SealItem[] => {
    const head = readCheckpoint(note);
    const log = own.find(({ origin }) => origin === head?.origin);
    return head && log ? [{ ...head, tree: log.tree, note }] : [];
  });
  return {
    verifiersOf: (origin) => verifiers.filter(({ name }) => name === origin),
    witnesses: trust.witnesses ?? readAll(witnesses).filter(({ type }) => type === 'witness'),
    kept: heads,
    trees: own.map(({ tree }) => tree),
    tiles: false,
  };
}

const readAll = (keys: readonly string[]): Verifier[] => keys.map(readVerifier).filter((one) => one !== null);

const bytes = (hex: string): Buffer => Buffer.from(hex, 'hex');
const rootOf = (coded: string): Buffer => bytesOf(coded) ?? Buffer.alloc(0);

const itemOf = ({ document, salt, commitment, leaf, running }: EntryLine): Item => ({
  document,
  salt: bytes(salt),
  commitment: bytes(commitment),
  leafHash: bytes(leaf),
  running: running.map(([fromBalance, fromHeld, toBalance]) => ({ fromBalance, fromHeld, toBalance })),
});
