/**
 * 存证树 of a journal as it is stored: leaves with their entries, above them one hash for each full tile and level, and with
 * each checkpoint the peaks it ends in. A proof reads one stretch of at most 256 hashes a level; nothing scans the book.
 */
import { and, asc, eq, gt, gte, lt, lte } from 'drizzle-orm';
import type { Act } from '#db/act';
import { insertMany } from '#db/bulk';
import { entries } from '#db/schema/ledger';
import { treeHashes } from '#db/schema/seal';
import { type Edge, growingFrom } from '#domain/seal/growing';
import type { Hash, Hasher } from '#domain/seal/hash';
import { peaksOf, rootOver, rootOverPeaks, type Stretch } from '#domain/seal/merkle';
import { type Run, runOf, TILE_WIDTH, type Tile } from '#domain/seal/tile';

const CHUNK = 2_000;

/**
 * Let the tree grow over the entries that came since, and store what became full.
 * @param upTo number of the last entry it shall hold
 * @throws Error when an entry between is missing
 */
export async function grow(act: Act, journal: string, edge: Edge, upTo: number, hasher: Hasher): Promise<Edge> {
  const growing = growingFrom(edge, hasher);
  while (growing.size < upTo) {
    const last = Math.min(upTo, growing.size + CHUNK);
    const leaves = await leavesBetween(act, journal, growing.size, last, hasher);
    if (leaves.length !== last - growing.size) throw new Error(`${journal} lacks an entry before ${last}`);
    const full = leaves.flatMap((leaf) => growing.add(leaf));
    await insertMany(
      act.tx,
      treeHashes,
      full.map((one) => ({ journal, tree: hasher.name, ...one })),
    );
  }
  return { size: growing.size, peaks: growing.peaks() };
}

/** Leaves after this many, up to and with that number. */
async function leavesBetween(act: Act, journal: string, after: number, last: number, hasher: Hasher): Promise<Hash[]> {
  const rows = await act.tx
    .select({ commitment: entries.commitment, leafHash: entries.leafHash })
    .from(entries)
    .where(and(eq(entries.journal, journal), gt(entries.seq, after), lte(entries.seq, last)))
    .orderBy(asc(entries.seq));
  // The row keeps the leaf that every standard client computes; under another hash it is made of the commitment.
  return rows.map((row) => (hasher.name === 'sha256' ? row.leafHash : hasher.leaf(row.commitment)));
}

/** Hashes of these stretches in a tree with this edge. @param stretches perfect, or ending with the tree */
export async function hashesOf(
  act: Act,
  journal: string,
  { size, peaks }: Edge,
  stretches: readonly Stretch[],
  hasher: Hasher,
): Promise<Hash[]> {
  const peakAt = new Map(peaksOf(size).map(([from], at) => [from, at]));
  const hashes: Hash[] = [];
  const within = stretches.map(([from, to]) => (to === size && peakAt.has(from) ? null : runOf([from, to])));
  const tiles = await tilesFor(act, journal, within.filter(isRun), hasher);
  for (const [at, [from]] of stretches.entries()) {
    const run = within[at];
    hashes.push(run ? rootOver(tiles(run), hasher) : rootOverPeaks(peaks.slice(peakAt.get(from)), hasher));
  }
  return hashes;
}

const isRun = (run: Run | null): run is Run => run !== null;

/** Reads what runs of one tile span together, once. */
async function tilesFor(act: Act, journal: string, runs: readonly Run[], hasher: Hasher) {
  const keyOf = ({ level, from }: Run) => `${level}/${Math.floor(from / TILE_WIDTH)}`;
  const spans = new Map<string, Run>();
  for (const run of runs) {
    const { from, to } = spans.get(keyOf(run)) ?? run;
    spans.set(keyOf(run), { level: run.level, from: Math.min(from, run.from), to: Math.max(to, run.to) });
  }
  const read = new Map<string, readonly Hash[]>();
  for (const [key, span] of spans) read.set(key, await runHashes(act, journal, span, hasher));
  return (run: Run): readonly Hash[] => {
    const start = spans.get(keyOf(run))?.from ?? run.from;
    return (read.get(keyOf(run)) ?? []).slice(run.from - start, run.to - start);
  };
}

async function runHashes(act: Act, journal: string, { level, from, to }: Run, hasher: Hasher): Promise<Hash[]> {
  if (level === 0) return leavesBetween(act, journal, from, to, hasher);
  const rows = await act.tx
    .select({ hash: treeHashes.hash })
    .from(treeHashes)
    .where(
      and(
        eq(treeHashes.journal, journal),
        eq(treeHashes.tree, hasher.name),
        eq(treeHashes.level, level),
        gte(treeHashes.place, from),
        lt(treeHashes.place, to),
      ),
    )
    .orderBy(asc(treeHashes.place));
  return rows.map(({ hash }) => hash);
}

/** The hashes of a tile, one after another. Whether it may be shown is asked before. */
export const tileHashes = (act: Act, journal: string, { level, index, width }: Tile, hasher: Hasher): Promise<Hash[]> =>
  runHashes(act, journal, { level, from: index * TILE_WIDTH, to: index * TILE_WIDTH + width }, hasher);

/** The commitments of a tile at level 0: what the leaves are made of, and no more than that. */
export async function bundleItems(act: Act, journal: string, { index, width }: Tile): Promise<Buffer[]> {
  const after = index * TILE_WIDTH;
  const rows = await act.tx
    .select({ commitment: entries.commitment })
    .from(entries)
    .where(and(eq(entries.journal, journal), gt(entries.seq, after), lte(entries.seq, after + width)))
    .orderBy(asc(entries.seq));
  return rows.map(({ commitment }) => commitment);
}
