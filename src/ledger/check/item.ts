/** What a checker is handed, one thing after another, wherever it comes from: rows of a database, lines of an exported book. */
import type { AccountKind } from '#domain/ledger';
import type { Hash, TreeHash } from '#domain/seal/hash';
import type { HoldState, Running } from '#ledger/apply';
import type { EntryDocument } from '#ledger/leaf';

/** An entry with everything that stands beside it. */
export interface Item {
  document: EntryDocument;
  salt: Buffer;
  commitment: Buffer;
  leafHash: Buffer;
  /** What stood on the accounts after each line, in the order of the lines. */
  running: readonly Running[];
}

export interface AccountItem {
  id: string;
  kind: AccountKind;
  ownerId: string;
  balance: number;
  held: number;
  floor: number;
  lapsesOn: string | null;
}

export interface HoldItem extends HoldState {
  id: string;
  subjectId: string;
}

/** A head that was signed. */
export interface SealItem {
  origin: string;
  size: number;
  tree: TreeHash;
  root: Hash;
  /** Left out where only the note is kept. */
  peaks?: readonly Hash[];
  note: string;
  /** Lines that witnesses put under it. */
  cosigned?: readonly string[];
}

export interface TreeItem {
  tree: TreeHash;
  level: number;
  place: number;
  hash: Hash;
}
