/**
 * Replay: the whole book of a database, read from its first entry and handed to `#ledger/check`, which compares what comes
 * out with what is stored. The nightly job and `verify` both say what they found in its words.
 */
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { Act } from '#db/act';
import type { entries, transfers } from '#db/schema/ledger';
import { readCheckpoint } from '#domain/seal/checkpoint';
import type { TreeHash } from '#domain/seal/hash';
import { checkBook } from '#ledger/check/book';
import type { Fault } from '#ledger/check/fault';
import type { Item, SealItem } from '#ledger/check/item';
import type { JournalCheck, JournalTold } from '#ledger/check/journal';
import type { SealTrust } from '#ledger/check/sealed';
import { listJournals } from '#ledger/journal';
import type { EntryDocument } from '#ledger/leaf';
import {
  accountsInOrder,
  cosignedAlone,
  entriesInOrder,
  headsInOrder,
  holdsInOrder,
  keysTwice,
  originsOf,
  treeHashesInOrder,
} from '#ledger/reading';
import type { Seal } from '#ledger/seal';

type EntryRow = typeof entries.$inferSelect;
type TransferRow = typeof transfers.$inferSelect;

export interface Replay {
  /** Whose keys count and which heads were kept; without it signatures are not looked at. */
  seal?: Seal | null;
  /** How far it is, every few hundred entries. */
  tell?(journal: string, seq: number, lastSeq: number): void;
}

/** What does not agree in any journal; empty when the book stands. */
export async function replayAll(act: Act): Promise<Fault[]> {
  return (await replay(act)).flatMap(({ faults }) => faults);
}

/** Replay every journal in one pass. Reads in stretches, so memory grows with accounts, holds and ids. */
export async function replay(act: Act, how: Replay = {}): Promise<JournalTold[]> {
  const book = checkBook();
  for (const { id, lastSeq, lastAt } of await listJournals(act)) {
    const origins = await originsOf(act, id);
    const check = book.journal(id, trustIn(how.seal ?? null, id, origins));
    await replayEntries(act, check, origins, (seq) => how.tell?.(id, seq, lastSeq));
    for await (const seq of keysTwice(act, id)) check.say('key_twice', seq);
    check.end({ lastSeq, lastAt });
    for await (const rows of accountsInOrder(act, id)) for (const row of rows) check.account(row);
    for await (const rows of treeHashesInOrder(act, id)) for (const row of rows) check.treeHash(row);
  }
  // Holds have one order for all journals.
  for await (const rows of holdsInOrder(act)) for (const row of rows) book.find(row.journal)?.hold(row);
  return book.close();
}

export interface Origin {
  origin: string;
  tree: TreeHash;
}

function trustIn(seal: Seal | null, journal: string, origins: readonly Origin[]): SealTrust {
  const kept = seal ? keptIn(seal, journal) : [];
  return {
    verifiersOf: (origin) => seal?.verifiersOf(origin) ?? null,
    witnesses: seal?.witnesses.map(({ verifier }) => verifier),
    kept,
    trees: [...origins, ...kept].map(({ tree }) => tree),
    tiles: true,
  };
}

function keptIn(seal: Seal, journal: string): SealItem[] {
  const note = seal.kept(journal);
  const head = note === null ? null : readCheckpoint(note);
  return note !== null && head ? [{ ...head, tree: seal.tree.name, note }] : [];
}

async function replayEntries(
  act: Act,
  check: JournalCheck,
  origins: readonly Origin[],
  tell: (seq: number) => void,
): Promise<void> {
  const heads = headsInOrder(act, check.journal, origins);
  for await (const { rows, alone, last } of entriesInOrder(act, check.journal)) {
    for (const head of await heads.upTo(last)) check.head(head);
    for (const { entry, lines } of rows) check.entry(itemOf(entry, lines));
    for (const line of alone) check.say('line_alone', `${line.seq}.${line.line}`);
    tell(last);
    // Else nothing but this happens in the process, and what the driver lent is not given back before the end.
    await nextTurn();
  }
  for (const head of await heads.upTo(Number.MAX_SAFE_INTEGER)) check.head(head);
  for (const { origin, size } of await cosignedAlone(act, check.journal, origins)) {
    check.say('cosignature', `${origin} ${size}`);
  }
}

/** What a checker is handed of an entry and its lines. */
export const itemOf = (entry: EntryRow, lines: readonly TransferRow[]): Item => ({
  document: documentOf(entry, lines),
  salt: entry.salt,
  commitment: entry.commitment,
  leafHash: entry.leafHash,
  running: lines,
});

/** The document that was bound when the entry was posted, from its rows. */
export function documentOf(
  entry: typeof entries.$inferSelect,
  lines: readonly (typeof transfers.$inferSelect)[],
): EntryDocument {
  return {
    actor: entry.actorId,
    approver: entry.approverId ?? undefined,
    decision: entry.decision ?? undefined,
    event: entry.event,
    eventId: entry.eventId,
    floors: entry.floors ?? undefined,
    grade: entry.grade ?? undefined,
    id: entry.id,
    journal: entry.journal,
    policyVersion: entry.policyVersion,
    reason: entry.reason ?? undefined,
    recordedAt: entry.recordedAt,
    reverses: entry.reverses ?? undefined,
    seq: entry.seq,
    servedOn: entry.servedOn ?? undefined,
    subject: entry.subjectId,
    transfers: lines.map((line) => ({
      from: line.fromAccount,
      hold: line.holdId ?? undefined,
      kind: line.kind,
      line: line.line,
      minutes: line.minutes,
      to: line.toAccount ?? undefined,
    })),
  };
}
