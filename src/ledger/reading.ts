/**
 * A journal from end to end, for whoever looks at all of it: read in stretches by prepared queries, so that the longest
 * book takes no more room than a short one. Everything comes in the order of its key.
 */
import { and, asc, desc, eq, gt, isNull, lte, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { accounts, entries, holds, transfers } from '#db/schema/ledger';
import { checkpoints, cosignatures, treeHashes } from '#db/schema/seal';
import type { SealItem } from '#ledger/check/item';
import { sealedOf } from '#ledger/checkpoint';

const STRETCH = 500;

type EntryRow = typeof entries.$inferSelect;
type TransferRow = typeof transfers.$inferSelect;

export interface Stretch {
  rows: { entry: EntryRow; lines: TransferRow[] }[];
  /** Lines under no entry. */
  alone: TransferRow[];
  /** Number of the last entry or line in it. */
  last: number;
}

const at = { journal: sql.placeholder('journal'), after: sql.placeholder('after'), last: sql.placeholder('last') };

const entriesQuery = prepared((tx) =>
  tx
    .select()
    .from(entries)
    .where(and(eq(entries.journal, at.journal), gt(entries.seq, at.after)))
    .orderBy(asc(entries.seq))
    .limit(STRETCH)
    .prepare('entries_in_order'),
);

const linesQuery = prepared((tx) =>
  tx
    .select()
    .from(transfers)
    .where(and(eq(transfers.journal, at.journal), gt(transfers.seq, at.after), lte(transfers.seq, at.last)))
    .orderBy(asc(transfers.seq), asc(transfers.line))
    .prepare('lines_in_order'),
);

/** Entries with their lines. After the last entry come lines that stand behind it, if there are any. */
export async function* entriesInOrder(act: Act, journal: string): AsyncGenerator<Stretch> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const found = await entriesQuery(act.tx).execute({ journal, after });
    const last = found.at(-1)?.seq ?? Number.MAX_SAFE_INTEGER;
    const stretch = { ...beside(found, await linesQuery(act.tx).execute({ journal, after, last })), last };
    if (found.length > 0) yield stretch;
    else if (stretch.alone.length > 0) yield { ...stretch, last: Math.max(after, 0) };
    if (found.length === 0) return;
    after = last;
  }
}

/** Each entry with its lines; both lists run the same way. */
function beside(found: readonly EntryRow[], lines: readonly TransferRow[]): Omit<Stretch, 'last'> {
  const alone: TransferRow[] = [];
  let next = 0;
  const rows = found.map((entry) => {
    while ((lines[next]?.seq ?? entry.seq) < entry.seq) alone.push(lines[next++] as TransferRow);
    const first = next;
    while (lines[next]?.seq === entry.seq) next += 1;
    return { entry, lines: lines.slice(first, next) };
  });
  return { rows, alone: [...alone, ...lines.slice(next)] };
}

const accountsQuery = prepared((tx) =>
  tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.journal, at.journal), gt(accounts.id, at.after)))
    .orderBy(asc(accounts.id))
    .limit(STRETCH)
    .prepare('accounts_in_order'),
);

export const accountsInOrder = (act: Act, journal: string) =>
  byId((after) => accountsQuery(act.tx).execute({ journal, after }));

const holdsQuery = prepared((tx) =>
  tx.select().from(holds).where(gt(holds.id, at.after)).orderBy(asc(holds.id)).limit(STRETCH).prepare('holds_in_order'),
);

/** Of all journals. */
export const holdsInOrder = (act: Act) => byId((after) => holdsQuery(act.tx).execute({ after }));

async function* byId<R extends { id: string }>(read: (after: string) => Promise<R[]>): AsyncGenerator<R[]> {
  for (let after = ''; ; ) {
    const rows = await read(after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

export const originsOf = (act: Act, journal: string) =>
  act.tx
    .selectDistinct({ origin: checkpoints.origin, tree: checkpoints.tree })
    .from(checkpoints)
    .where(eq(checkpoints.journal, journal))
    .orderBy(asc(checkpoints.origin));

const headsQuery = prepared((tx) =>
  tx
    .select()
    .from(checkpoints)
    .where(
      and(
        eq(checkpoints.journal, at.journal),
        eq(checkpoints.origin, sql.placeholder('origin')),
        gt(checkpoints.size, at.after),
        lte(checkpoints.size, at.last),
      ),
    )
    .orderBy(asc(checkpoints.size))
    .prepare('heads_in_order'),
);

const cosignedQuery = prepared((tx) =>
  tx
    .select({ size: cosignatures.size, line: cosignatures.line })
    .from(cosignatures)
    .where(
      and(
        eq(cosignatures.origin, sql.placeholder('origin')),
        gt(cosignatures.size, at.after),
        lte(cosignatures.size, at.last),
      ),
    )
    .orderBy(asc(cosignatures.size), asc(cosignatures.witness))
    .prepare('cosigned_in_order'),
);

/** Heads of these logs with what witnesses put under them, asked for as far as one has come. */
export function headsInOrder(act: Act, journal: string, origins: readonly { origin: string }[]) {
  let after = -1;
  return {
    async upTo(last: number) {
      const found: SealItem[] = [];
      for (const { origin } of origins) {
        const rows = await headsQuery(act.tx).execute({ journal, origin, after, last });
        const lines = rows.length === 0 ? [] : await cosignedQuery(act.tx).execute({ origin, after, last });
        const under = (size: number) => lines.filter((one) => one.size === size).map(({ line }) => line);
        found.push(...rows.map((row) => ({ ...sealedOf(row), cosigned: under(row.size) })));
      }
      after = last;
      return found.sort((a, b) => a.size - b.size);
    },
  };
}

/** What witnesses signed of these logs that is no head any more. */
export async function cosignedAlone(act: Act, journal: string, origins: readonly { origin: string }[]) {
  const found = [];
  for (const { origin } of origins) {
    const rows = await act.tx
      .selectDistinct({ origin: cosignatures.origin, size: cosignatures.size })
      .from(cosignatures)
      .leftJoin(
        checkpoints,
        and(
          eq(checkpoints.journal, journal),
          eq(checkpoints.origin, cosignatures.origin),
          eq(checkpoints.size, cosignatures.size),
        ),
      )
      .where(and(eq(cosignatures.origin, origin), isNull(checkpoints.size)))
      .orderBy(asc(cosignatures.size));
    found.push(...rows);
  }
  return found;
}

const treeQuery = prepared((tx) =>
  tx
    .select()
    .from(treeHashes)
    .where(
      and(
        eq(treeHashes.journal, at.journal),
        eq(treeHashes.tree, sql.placeholder('tree')),
        eq(treeHashes.level, sql.placeholder('level')),
        gt(treeHashes.place, at.after),
      ),
    )
    .orderBy(asc(treeHashes.place))
    .limit(STRETCH)
    .prepare('tree_hashes_in_order'),
);

export async function* treeHashesInOrder(act: Act, journal: string) {
  const levels = await act.tx
    .selectDistinct({ tree: treeHashes.tree, level: treeHashes.level })
    .from(treeHashes)
    .where(eq(treeHashes.journal, journal));
  for (const { tree, level } of levels) {
    for (let after = Number.MIN_SAFE_INTEGER; ; ) {
      const rows = await treeQuery(act.tx).execute({ journal, tree, level, after });
      const last = rows.at(-1);
      if (!last) break;
      yield rows;
      after = last.place;
    }
  }
}

/**
 * Numbers of entries whose request another entry has answered already; where the database's own index still stands, none.
 * Keys alone are asked for first: the index holds them, and no entry is read for it.
 */
export async function* keysTwice(act: Act, journal: string): AsyncGenerator<number> {
  const keys = await act.tx
    .select({ key: entries.idempotencyKey })
    .from(entries)
    .where(eq(entries.journal, journal))
    .groupBy(entries.idempotencyKey)
    .having(sql`count(*) > 1`);
  for (const { key } of keys) {
    const rows = await act.tx
      .select({ seq: entries.seq })
      .from(entries)
      .where(and(eq(entries.journal, journal), eq(entries.idempotencyKey, key)))
      .orderBy(desc(entries.seq))
      .limit(1);
    yield* rows.map(({ seq }) => seq);
  }
}
