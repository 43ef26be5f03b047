/** A book piece by piece, as it is handed on: to an auditor's file, to accountants' tools. Ids only; nothing names anybody. */
import type { TreeHash } from '#domain/seal/hash';
import type { AccountItem, HoldItem, Item, SealItem } from '#ledger/check/item';

export interface BookHeader {
  /** Ids of the journals that are in it, in their order. */
  journals: string[];
  logs: { journal: string; origin: string; tree: TreeHash }[];
  /** Public keys that its heads are signed with, as C2SP writes them. */
  keys: string[];
  /** Public keys of the witnesses that are asked to sign them too. */
  witnesses?: string[];
}

export interface JournalHeader {
  journal: string;
  unit: string;
  lastSeq: number;
  lastAt: number;
}

/** In this order: the book, then for each journal itself, its entries with heads among them, accounts and holds; the end. */
export type Piece =
  | { what: 'book'; book: BookHeader }
  | { what: 'journal'; journal: JournalHeader }
  | { what: 'entry'; entry: Item }
  | { what: 'head'; head: SealItem }
  | { what: 'account'; journal: string; account: AccountItem }
  | { what: 'hold'; journal: string; hold: HoldItem }
  | { what: 'end' };

/** Says a piece in the words of a format; '' where the format has none for it. */
export type Writer = (piece: Piece) => string;
