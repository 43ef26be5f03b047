/** 核账: what each reading of the books found. A line a journal, never changed; the newest line is what holds. */
import { and, asc, desc, eq, gte, inArray, ne, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { journals } from '#db/schema/ledger';
import { audits } from '#db/schema/seal';
import type { JournalTold } from '#ledger/check/journal';

export type Audit = typeof audits.$inferSelect;

export interface Span {
  startedAt: number;
  finishedAt: number;
}

export type BookRead = Pick<JournalTold, 'journal' | 'entries' | 'faults' | 'faulty'>;

/** @param run whose reading it was */
export async function writeAudit(
  act: Act,
  run: string,
  { journal, entries, faulty, faults: [first] }: BookRead,
  span: Span,
): Promise<Audit> {
  const [row] = await act.tx
    .insert(audits)
    .values({
      ...{ id: act.ids('adt'), run, journal, entries, ...span, ok: first === undefined, faulty },
      ...{ faultKind: first?.kind ?? null, faultAt: first?.at ?? null },
    })
    .returning();
  return row as Audit;
}

/** The newest of a journal, or null where none was made yet. */
export async function lastAudit(act: Act, journal: string): Promise<Audit | null> {
  const [row] = await lastQuery(act.tx).execute({ journal });
  return row ?? null;
}

const lastQuery = prepared((tx) =>
  tx
    .select()
    .from(audits)
    .where(eq(audits.journal, sql.placeholder('journal')))
    .orderBy(desc(audits.finishedAt), desc(audits.id))
    .limit(1)
    .prepare('last_audit'),
);

/** Did an earlier reading since then find the same first fault of the same journal? */
export async function wasFoundSince(act: Act, audit: Audit, since: number): Promise<boolean> {
  const { id, journal, faultKind, faultAt } = audit;
  const [row] = await act.tx
    .select({ id: audits.id })
    .from(audits)
    .where(
      and(
        ...[eq(audits.journal, journal), gte(audits.finishedAt, since), ne(audits.id, id)],
        ...[eq(audits.faultKind, faultKind ?? ''), eq(audits.faultAt, faultAt ?? '')],
      ),
    )
    .limit(1);
  return row !== undefined;
}

export async function auditsById(act: Act, ids: readonly string[]): Promise<Map<string, Audit>> {
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select()
    .from(audits)
    .where(inArray(audits.id, [...ids]));
  return new Map(rows.map((row) => [row.id, row]));
}

/** Counties whose book did not stand when it was read last. Asked for every page of the staff. */
export const countiesInDoubt = (act: Pick<Act, 'tx'>): Promise<{ countyCode: string; name: string }[]> =>
  doubtQuery(act.tx).execute();

const doubtQuery = prepared((tx) =>
  tx
    .select({ countyCode: journals.countyCode, name: journals.name })
    .from(journals)
    .innerJoin(audits, eq(audits.journal, journals.id))
    .where(
      and(
        eq(audits.ok, false),
        sql`not exists (select 1 from audits later where later.journal = ${audits.journal}
          and (later.finished_at, later.id) > (${audits.finishedAt}, ${audits.id}))`,
      ),
    )
    .orderBy(asc(journals.id))
    .prepare('counties_in_doubt'),
);
