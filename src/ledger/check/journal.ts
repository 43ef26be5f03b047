/**
 * 核账 of one journal, from its first entry on. It takes in entries, heads and standings one after another and reads
 * nothing itself, so the same rules look at a database and at an exported book; what it remembers grows with accounts and
 * open holds, and by some forty bytes an entry.
 */
import { readAccountId } from '#domain/ledger';
import { type AccountState, emptyAccount } from '#ledger/apply';
import type { Fault, Say } from '#ledger/check/fault';
import { holdsIn } from '#ledger/check/holds';
import type { AccountItem, HoldItem, Item } from '#ledger/check/item';
import { checkLines } from '#ledger/check/lines';
import { onceIn } from '#ledger/check/once';
import type { Printer } from '#ledger/check/print';
import { type SealCheck, type SealTold, type SealTrust, sealsIn } from '#ledger/check/sealed';
import { commitmentOf, leafHash } from '#ledger/leaf';

export interface JournalCheck extends Pick<SealCheck, 'head' | 'treeHash'> {
  readonly journal: string;
  readonly told: JournalTold;
  say: Say;
  entry(item: Item): void;
  /** After the last entry and the last head. */
  end(head: { lastSeq: number; lastAt: number }): void;
  account(item: AccountItem): void;
  hold(item: HoldItem): void;
  /** Everything was handed in. */
  close(): void;
  /** What stands on clearing accounts, by the other journal. */
  clearing(): Map<string, number>;
}

export interface JournalTold {
  journal: string;
  entries: number;
  transfers: number;
  accounts: number;
  holds: number;
  seal: SealTold;
  /** The first of them; `faulty` counts all. */
  faults: Fault[];
  faulty: number;
}

/** Nobody reads more, and a book in which everything is wrong must not fill the memory. */
const MOST_FAULTS = 1_000;

/** @param printOf with a key that nobody could know who wrote the book */
export function checkJournal(journal: string, trust: SealTrust, printOf: Printer): JournalCheck {
  const accounts = new Map<string, AccountState>();
  const holds = holdsIn(printOf);
  const faults: Fault[] = [];
  const say: Say = (kind, at, why) => {
    told.faulty += 1;
    if (faults.length < MOST_FAULTS) faults.push({ journal, kind, at: String(at), ...(why ? { why } : {}) });
  };
  const seals = sealsIn(trust, say);
  const told: JournalTold = {
    ...{ journal, entries: 0, transfers: 0, accounts: 0, holds: 0, faulty: 0 },
    ...{ seal: seals.told, faults },
  };
  let once: ReturnType<typeof onceIn> | null = onceIn(say, printOf);
  let last = { seq: 0, at: 0 };
  let sum = 0;
  const between = new Map<string, number>();

  return {
    journal,
    told,
    say,
    head: seals.head,
    treeHash: seals.treeHash,
    entry({ document, salt, commitment, leafHash: leaf, running }) {
      const { seq, recordedAt, transfers } = document;
      if (document.journal !== journal) say('entry_misplaced', seq);
      if (seq !== last.seq + 1) say('seq_gap', seq);
      if (recordedAt < last.at) say('time_back', seq);
      last = { seq, at: Math.max(recordedAt, last.at) };
      // Grown from what the entry says now: a head that was signed before it was changed does not agree any more.
      const bound = boundBy(document, salt);
      const grown = leafHash(bound ?? commitment);
      if (!bound?.equals(commitment) || !grown.equals(leaf)) say('leaf_changed', seq);
      once?.see(document);
      checkLines({ accounts, holds }, document, running, say);
      holds.after(document);
      seals.add(bound ?? commitment, grown);
      told.entries += 1;
      told.transfers += transfers.length;
    },
    end({ lastSeq, lastAt }) {
      seals.end();
      once = null;
      if (lastSeq !== last.seq || lastAt !== last.at) say('journal_head', lastSeq);
      for (const [id, { balance }] of accounts) {
        if (id.startsWith(CLEARING)) between.set(id.slice(CLEARING.length), balance);
      }
    },
    account(item) {
      told.accounts += 1;
      sum += item.balance;
      if (!isSpelled(item)) say('account_id', item.id);
      if (!isSame(item, accounts.get(item.id) ?? emptyAccount())) say('account', item.id);
      // What is left in the end stands in no row.
      accounts.delete(item.id);
    },
    hold(item) {
      told.holds += 1;
      if (!holds.see(item)) say('hold', item.id);
    },
    close() {
      for (const id of accounts.keys()) say('account', id);
      for (const at of holds.unseen()) say('hold', at);
      if (sum !== 0) say('sum', sum);
      seals.close();
    },
    clearing: () => between,
  };
}

const CLEARING = 'clearing:';

/** Null for what cannot even be written down: a number that is no integer. */
function boundBy(document: Item['document'], salt: Buffer): Buffer | null {
  try {
    return commitmentOf(document, salt);
  } catch {
    return null;
  }
}

const isSame = (a: AccountState, b: AccountState): boolean =>
  a.balance === b.balance && a.held === b.held && a.floor === b.floor;

/** A leaf binds the id, and the id spells who it belongs to: the columns beside it must say the same. */
function isSpelled({ id, kind, ownerId, lapsesOn }: AccountItem): boolean {
  try {
    const spelled = readAccountId(id);
    return spelled.kind === kind && spelled.ownerId === ownerId && (kind === 'granted' || lapsesOn === null);
  } catch {
    return false;
  }
}
