/**
 * 查账: does the book stand? What replaying it gives, what its ids spell, and whether it is still the book whose heads were
 * signed. Whoever rewrites every row and every hash is found by the signature alone, whoever sets it back by the head that
 * lies beside the key.
 */
import { and, asc, eq, gt } from 'drizzle-orm';
import type { Act } from '#db/act';
import { accounts, entries } from '#db/schema/ledger';
import { checkpoints, treeHashes } from '#db/schema/seal';
import { readAccountId } from '#domain/ledger';
import { Refusal } from '#domain/refusal';
import { readCheckpoint } from '#domain/seal/checkpoint';
import { rootOverPeaks } from '#domain/seal/merkle';
import { listJournals } from '#ledger/journal';
import { type Fault, replayAll } from '#ledger/replay';
import { isSameHead, type Seal } from '#ledger/seal';
import { refuseSetBack } from '#ledger/set-back';
import { signersOf, treeHasher } from '#ledger/signature';
import { EMPTY, type Full, type Growing, growingFrom } from '#ledger/tree';

export interface Checked {
  journal: string;
  entries: number;
  /** Empty when it stands. */
  faults: Fault[];
}

type Sealed = typeof checkpoints.$inferSelect;

const CHUNK = 2_000;

/** Read every journal from its first entry. @param seal null where no key was made: then nothing is said of signatures */
export async function checkBooks(act: Act, seal: Seal | null): Promise<Checked[]> {
  const replayed = await replayAll(act);
  const checked: Checked[] = [];
  for (const { id, lastSeq } of await listJournals(act)) {
    const faults = replayed.filter(({ journal }) => journal === id);
    const tell = (kind: string, at: string) => faults.push({ journal: id, kind, at });
    await spelled(act, id, tell);
    const count = await grown(act, id, seal, tell);
    if (count !== lastSeq) tell('last_number', String(lastSeq));
    if (seal) await keptHead(act, id, seal, tell);
    checked.push({ journal: id, entries: count, faults });
  }
  return checked;
}

type Tell = (kind: string, at: string) => void;

/** A leaf binds the id of an account; kind and owner stand beside it and must be what it spells. */
async function spelled(act: Act, journal: string, tell: Tell): Promise<void> {
  const rows = await act.tx.select().from(accounts).where(eq(accounts.journal, journal)).orderBy(asc(accounts.id));
  for (const row of rows) if (!isSpelled(row)) tell('account_owner', row.id);
}

function isSpelled({ id, kind, ownerId }: typeof accounts.$inferSelect): boolean {
  try {
    const said = readAccountId(id);
    return said.kind === kind && said.ownerId === ownerId;
  } catch {
    return false; // It spells nothing at all.
  }
}

/** Let its trees grow again from nothing, past every head that was signed. @returns how many entries there are */
async function grown(act: Act, journal: string, seal: Seal | null, tell: Tell): Promise<number> {
  const heads = await act.tx
    .select()
    .from(checkpoints)
    .where(eq(checkpoints.journal, journal))
    .orderBy(asc(checkpoints.size), asc(checkpoints.origin));
  for (const head of heads) if (!isSigned(head, seal)) tell('head_unsigned', String(head.size));
  const trees = [...new Set(heads.map(({ tree }) => tree))].map((tree) => treeOf(tree, heads));
  const stored = await storedHashes(act, journal);
  let seq = 0;
  for (;;) {
    const rows = await act.tx
      .select({ seq: entries.seq, commitment: entries.commitment, leafHash: entries.leafHash })
      .from(entries)
      .where(and(eq(entries.journal, journal), gt(entries.seq, seq)))
      .orderBy(asc(entries.seq))
      .limit(CHUNK);
    for (const row of rows) {
      seq = row.seq;
      for (const tree of trees) addTo(tree, row, stored, tell);
    }
    if (rows.length < CHUNK) break;
  }
  // Of what was signed there is less than there was.
  for (const { growing, heads: left } of trees)
    for (const { size } of left) if (size > growing.size) tell('head_lost', String(size));
  return seq;
}

interface Tree {
  hasher: ReturnType<typeof treeHasher>;
  growing: Growing;
  heads: Sealed[];
}

function treeOf(tree: Sealed['tree'], heads: readonly Sealed[]): Tree {
  const hasher = treeHasher(tree);
  return { hasher, growing: growingFrom(EMPTY, hasher), heads: heads.filter((head) => head.tree === tree) };
}

type Leaf = Pick<typeof entries.$inferSelect, 'commitment' | 'leafHash'>;

function addTo({ hasher, growing, heads }: Tree, leaf: Leaf, stored: Map<string, Buffer>, tell: Tell): void {
  const full = growing.add(hasher.name === 'sha256' ? leaf.leafHash : hasher.leaf(leaf.commitment));
  for (const one of full) {
    const kept = stored.get(keyOf(hasher.name, one));
    if (kept && !kept.equals(one.hash)) tell('tree_hash', `${one.level}/${one.place}`);
  }
  for (const { size, root } of heads) {
    if (size !== growing.size) continue;
    if (!rootOverPeaks(growing.peaks(), hasher).equals(root)) tell('head_root', String(size));
  }
}

const keyOf = (tree: string, { level, place }: Pick<Full, 'level' | 'place'>): string => `${tree}/${level}/${place}`;

async function storedHashes(act: Act, journal: string): Promise<Map<string, Buffer>> {
  const rows = await act.tx.select().from(treeHashes).where(eq(treeHashes.journal, journal));
  return new Map(rows.map((row) => [keyOf(row.tree, row), row.hash]));
}

/** The note says what the row says, and one of our keys stands under it. */
function isSigned(head: Sealed, seal: Seal | null): boolean {
  const read = readCheckpoint(head.note);
  if (!read || !isSameHead(read, head)) return false;
  if (!seal) return true;
  return (signersOf(read.note, seal.verifiersOf(head.origin)) ?? []).length > 0;
}

async function keptHead(act: Act, journal: string, seal: Seal, tell: Tell): Promise<void> {
  try {
    await refuseSetBack(act, seal, journal);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    tell('set_back', String(error.params.size));
  }
}
