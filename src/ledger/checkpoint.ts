/** 封账: checkpoints of a journal, as they were signed. Written by sealing alone. */
import { and, asc, desc, eq, gte, lt, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { checkpoints, cosignatures } from '#db/schema/seal';
import type { Instant } from '#domain/day';
import type { Edge } from '#domain/seal/growing';
import { HASH_BYTES, type Hash, type TreeHash } from '#domain/seal/hash';

type Row = typeof checkpoints.$inferSelect;
export type Sealed = Omit<Row, 'peaks'> & Edge;

/** A row as it is read. */
export const sealedOf = ({ peaks, ...row }: Row): Sealed => ({
  ...row,
  peaks: Array.from(
    { length: peaks.length / HASH_BYTES },
    (_, at): Hash => peaks.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES),
  ),
});

export async function writeCheckpoint(
  act: Act,
  { peaks, ...row }: Omit<Sealed, 'sealedAt' | 'sealedBy'>,
): Promise<void> {
  await act.tx
    .insert(checkpoints)
    .values({ ...row, peaks: Buffer.concat([...peaks]), sealedAt: act.now, sealedBy: act.actor.id });
}

/** The newest one of a log; of any log of the journal with trees of this hash, where no name is given. */
export async function lastCheckpoint(
  act: Act,
  journal: string,
  by: { origin: string } | { tree: TreeHash },
): Promise<Sealed | null> {
  const which = 'origin' in by ? eq(checkpoints.origin, by.origin) : eq(checkpoints.tree, by.tree);
  const [row] = await act.tx
    .select()
    .from(checkpoints)
    .where(and(eq(checkpoints.journal, journal), which))
    .orderBy(desc(checkpoints.size), desc(checkpoints.sealedAt))
    .limit(1);
  return row ? sealedOf(row) : null;
}

export async function checkpointAt(act: Act, journal: string, origin: string, size: number): Promise<Sealed | null> {
  const [row] = await act.tx
    .select()
    .from(checkpoints)
    .where(and(eq(checkpoints.journal, journal), eq(checkpoints.origin, origin), eq(checkpoints.size, size)));
  return row ? sealedOf(row) : null;
}

/** The one by which an entry was sealed; null before that. */
export async function firstHolding(act: Act, journal: string, origin: string, seq: number): Promise<Sealed | null> {
  const [row] = await act.tx
    .select()
    .from(checkpoints)
    .where(and(eq(checkpoints.journal, journal), eq(checkpoints.origin, origin), gte(checkpoints.size, seq)))
    .orderBy(asc(checkpoints.size))
    .limit(1);
  return row ? sealedOf(row) : null;
}

/** The last one of a log before this instant. */
export async function lastBefore(act: Act, journal: string, origin: string, at: Instant): Promise<Sealed | null> {
  const [row] = await beforeQuery(act.tx).execute({ journal, origin, at });
  return row ? sealedOf(row) : null;
}

/** By the index: a log's heads grow with time, so the last one in time is the largest. */
const beforeQuery = prepared((tx) =>
  tx
    .select()
    .from(checkpoints)
    .where(
      and(
        eq(checkpoints.journal, sql.placeholder('journal')),
        eq(checkpoints.origin, sql.placeholder('origin')),
        lt(checkpoints.sealedAt, sql.placeholder('at')),
      ),
    )
    .orderBy(desc(checkpoints.sealedAt))
    .limit(1)
    .prepare('last_checkpoint_before'),
);

export async function writeCosignature(
  act: Act,
  row: Omit<typeof cosignatures.$inferInsert, 'receivedAt'>,
): Promise<void> {
  await act.tx
    .insert(cosignatures)
    .values({ ...row, receivedAt: act.now })
    .onConflictDoNothing();
}

/** Signature lines of witnesses, by name. */
export async function cosignaturesOf(act: Act, origin: string, size: number): Promise<string[]> {
  const rows = await act.tx
    .select({ line: cosignatures.line })
    .from(cosignatures)
    .where(and(eq(cosignatures.origin, origin), eq(cosignatures.size, size)))
    .orderBy(asc(cosignatures.witness));
  return rows.map(({ line }) => line);
}

/** The largest size of a log that this witness put its name to; null where it never did. */
export async function lastCosigned(act: Act, origin: string, witness: string): Promise<number | null> {
  const [row] = await act.tx
    .select({ size: cosignatures.size })
    .from(cosignatures)
    .where(and(eq(cosignatures.origin, origin), eq(cosignatures.witness, witness)))
    .orderBy(desc(cosignatures.size))
    .limit(1);
  return row?.size ?? null;
}
