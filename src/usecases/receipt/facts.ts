/** What a receipt says of an entry, and whether the book that was sealed says the same today. */
import type { Act } from '#db/act';
import { type EntryEvent, readAccountId } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import type { Hash } from '#domain/seal/hash';
import { inclusionStretches, rootFromInclusion } from '#domain/seal/merkle';
import { firstHolding, lastCheckpoint, type Sealed } from '#ledger/checkpoint';
import { type EntryFile, entryFile, eventAt, type TransferRow } from '#ledger/entry';
import { findJournal, type Journal } from '#ledger/journal';
import { codeOf } from '#ledger/receipt';
import { entriesOfEvent } from '#ledger/reverse';
import type { Seal } from '#ledger/seal';
import { refuseSetBack } from '#ledger/set-back';
import { signersOf, treeHasher } from '#ledger/signature';
import { hashesOf } from '#ledger/tree';
import { correctionsAmong } from '#records/correction';
import { type PlaceName, placeNames } from '#records/place';

/** `holds`: sealed, and unchanged since · `unsealed`: in the book, and not sealed yet · `bent`: the book was touched */
export type Standing = 'holds' | 'unsealed' | 'bent';

export interface Stand {
  standing: Standing;
  /** The checkpoint by which it was sealed, and the last one there is. */
  first: Sealed | null;
  last: Sealed | null;
  /** From beside its leaf up to below the root of the last one. */
  path: Hash[];
}

/** A book, as a receipt names it. */
export interface Shelf {
  journal: Journal;
  county: PlaceName | null;
}

/** Which kind of entry it is, beside its event. */
export interface Kind {
  /** What the entry was that this one reverses. */
  reversed: EntryEvent | null;
  /** Number of the wrong entry that this one stands for instead, and of the one that stands instead of this. */
  replaces: number | null;
  replacedBy: number | null;
  /** The book that the minutes came from or went to. */
  other: Shelf | null;
  /** Minutes left this book for the other one. */
  leaves: boolean;
}

export interface ReceiptFacts extends EntryFile, Stand, Shelf, Kind {
  /** What each account was given by it, in the order of its lines. */
  amounts: number[];
  /** 查验码: twenty digits. */
  code: string;
}

/** What moves a member's balance, and so stands in her passbook. */
const TAKEN_HOME = ['credit', 'reversal', 'grant', 'lapse', 'overflow', 'move', 'opening'] as const;
export type ReceiptEvent = (typeof TAKEN_HOME)[number];

export const hasReceipt = (event: EntryEvent): event is ReceiptEvent =>
  (TAKEN_HOME as readonly EntryEvent[]).includes(event);

/** @throws Refusal not_found for a number that is not there, or of an entry that has no receipt */
export async function factsOf(
  act: Act,
  seal: Seal | null,
  { journal: id, seq }: { journal: string; seq: number },
): Promise<ReceiptFacts> {
  const shelf = await shelfOf(act, id);
  const file = await entryFile(act, id, seq);
  if (!hasReceipt(file.entry.event)) throw new Refusal('not_found');
  return {
    ...file,
    ...(await standOf(act, seal, file)),
    ...(await kindOf(act, file)),
    ...shelf,
    amounts: amountsOf(file.lines),
    code: codeOf(file.entry.salt, file.entry.commitment),
  };
}

async function shelfOf(act: Act, id: string): Promise<Shelf> {
  const journal = await findJournal(act, id);
  return { journal, county: (await placeNames(act, [journal.countyCode])).get(journal.countyCode) ?? null };
}

async function kindOf(act: Act, { entry, lines, reverses, siblings }: EntryFile): Promise<Kind> {
  const { journal, eventId } = entry;
  const [correction] = await correctionsAmong(act, [eventId]);
  const isInstead = correction?.replacement === eventId;
  const instead = correction?.eventId === eventId ? correction.replacement : null;
  const [sibling] = siblings;
  return {
    reversed: reverses === null ? null : await eventAt(act, journal, reverses),
    replaces: correction && isInstead ? correction.seq : null,
    replacedBy: instead === null ? null : ((await entriesOfEvent(act, instead))[0]?.seq ?? null),
    other: sibling ? await shelfOf(act, sibling.journal) : null,
    leaves: lines.some(({ toAccount }) => toAccount !== null && readAccountId(toAccount).kind === 'clearing'),
  };
}

function amountsOf(lines: readonly TransferRow[]): number[] {
  const given = new Map<string, number>();
  for (const { kind, toAccount, minutes } of lines) {
    if (kind !== 'post' && kind !== 'settle') continue;
    const account = must(toAccount);
    given.set(account, (given.get(account) ?? 0) + minutes);
  }
  return [...given.values()];
}

/** Reads a stretch of at most 256 hashes a level. */
async function standOf(act: Act, seal: Seal | null, { entry, stands }: EntryFile): Promise<Stand> {
  const nothing = { first: null, last: null, path: [] };
  if (!seal) return { standing: stands ? 'unsealed' : 'bent', ...nothing };
  const { journal, seq } = entry;
  const origin = seal.originOf(journal);
  const last = await lastCheckpoint(act, journal, { origin });
  const sound = stands && !(await isSetBack(act, seal, journal));
  if (!last || last.size < seq) return { standing: sound ? 'unsealed' : 'bent', ...nothing, last };
  const hasher = treeHasher(last.tree);
  const path = await hashesOf(act, journal, last, inclusionStretches(seq - 1, last.size), hasher);
  const root = rootFromInclusion(hasher.leaf(entry.commitment), seq - 1, last.size, path, hasher);
  const holds = sound && root?.equals(last.root) === true && isSigned(last, seal);
  const first = await firstHolding(act, journal, origin, seq);
  return { standing: holds ? 'holds' : 'bent', first, last, path };
}

async function isSetBack(act: Act, seal: Seal, journal: string): Promise<boolean> {
  try {
    await refuseSetBack(act, seal, journal);
    return false;
  } catch (error) {
    if (error instanceof Refusal) return true;
    throw error;
  }
}

/** The note says what the row says, and one of our keys signed it. */
function isSigned({ origin, size, root, note }: Sealed, seal: Seal): boolean {
  const read = readCheckpoint(note);
  if (!read || read.origin !== origin || read.size !== size || !read.root.equals(root)) return false;
  return (signersOf(read.note, seal.verifiersOf(origin)) ?? []).length > 0;
}
