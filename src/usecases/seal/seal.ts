/**
 * 封账: the tree of a journal takes in what came since, its head is signed, and the head is kept beside the key. A head is
 * signed only when it is shown that the tree only grew from the one before, and that one is the one beside the key: a
 * database that was set back signs nothing.
 */
import type { Act } from '#db/act';
import { must, Refusal } from '#domain/refusal';
import { checkpointText, type Head } from '#domain/seal/checkpoint';
import { EMPTY } from '#domain/seal/growing';
import { consistencyStretches, isConsistent, rootOverPeaks } from '#domain/seal/merkle';
import { writeNote } from '#domain/seal/note';
import { lastCheckpoint, type Sealed, writeCheckpoint } from '#ledger/checkpoint';
import { findJournal, listJournals } from '#ledger/journal';
import type { Seal } from '#ledger/seal';
import { refuseSetBack } from '#ledger/set-back';
import { grow, hashesOf } from '#ledger/tree';
import type { Desk } from '#usecases/desk';
import { forgetStanding } from '#usecases/seal/standing';

export interface SealedNow {
  journal: string;
  size: number;
  /** Entries that the head takes in besides those of the one before. */
  added: number;
}

/**
 * Seal every journal that has grown. One that cannot be sealed holds up no other.
 * @returns one row for each of them
 * @throws Refusal of the first that could not be, after all were tried
 */
export async function sealAll(desk: Desk): Promise<SealedNow[]> {
  const ids = (await desk.read(listJournals)).map(({ id }) => id);
  const outcomes: PromiseSettledResult<SealedNow | null>[] = [];
  for (const id of ids) outcomes.push(...(await Promise.allSettled([sealJournal(desk, id)])));
  for (const one of outcomes) if (one.status === 'rejected') throw one.reason;
  return outcomes.flatMap((one) => (one.status === 'fulfilled' && one.value ? [one.value] : []));
}

/**
 * @returns null where nothing came since
 * @throws Refusal `no_seal` where no key was made · `book_set_back` when the database is older than what was signed
 */
export async function sealJournal(desk: Desk, journal: string): Promise<SealedNow | null> {
  const seal = must(desk.house.seal, 'no_seal');
  forgetStanding(seal, journal);
  const now = await desk.write([], async (act) => {
    await refuseSetBack(act, seal, journal);
    return sealIn(act, seal, journal);
  });
  // What is beside the key never runs ahead of the database: the other way round a broken machine would look like a rollback.
  if (now) seal.keep(journal, now.note);
  return now && { journal, size: now.size, added: now.added };
}

interface Fresh {
  note: string;
  size: number;
  added: number;
}

async function sealIn(act: Act, seal: Seal, journal: string): Promise<Fresh | null> {
  const origin = seal.originOf(journal);
  const { lastSeq } = await findJournal(act, journal);
  const last = await lastCheckpoint(act, journal, { origin });
  if (lastSeq === 0 || last?.size === lastSeq) return null;
  // A log that begins anew goes on from the tree that is there.
  const edge = last ?? (await lastCheckpoint(act, journal, { tree: seal.tree.name })) ?? EMPTY;
  const grown = await grow(act, journal, edge, lastSeq, seal.tree);
  const head: Head = { origin, size: lastSeq, root: rootOverPeaks(grown.peaks, seal.tree) };
  if (last) await refuseBent(act, seal, last, head, grown.peaks);
  const text = checkpointText(head);
  const note = writeNote({ text, signatures: seal.sign(origin, text) });
  await writeCheckpoint(act, { journal, ...head, tree: seal.tree.name, peaks: grown.peaks, note });
  return { note, size: lastSeq, added: lastSeq - (last?.size ?? 0) };
}

/** From the tree as it is stored now, not as it grew: a leaf or a tile that was changed since shows here. */
async function refuseBent(act: Act, seal: Seal, last: Sealed, head: Head, peaks: Sealed['peaks']): Promise<void> {
  const stretches = consistencyStretches(last.size, head.size);
  const proof = await hashesOf(act, last.journal, { size: head.size, peaks }, stretches, seal.tree);
  if (!isConsistent(last, head, proof, seal.tree))
    throw new Refusal('book_bent', { journal: last.journal, size: last.size });
}
