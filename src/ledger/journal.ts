/** 账簿: the book of one county. */
import { asc, eq, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { prepared } from '#db/prepared';
import { journals } from '#db/schema/ledger';
import { must } from '#domain/refusal';
import { countyOf, type RegionCode } from '#domain/region';

export type Journal = typeof journals.$inferSelect;

export async function listJournals(act: Act): Promise<Journal[]> {
  return act.tx.select().from(journals).orderBy(asc(journals.id));
}

/** Not scoped: ids and counts only. @throws Refusal `not_found` */
export async function findJournal(act: Act, id: string): Promise<Journal> {
  const [row] = await act.tx.select().from(journals).where(eq(journals.id, id));
  return must(row);
}

/** The journal that keeps the minutes of a place. */
export async function journalFor(act: Act, code: RegionCode): Promise<string> {
  const [row] = await ofCountyQuery(act.tx).execute({ countyCode: countyOf(code) });
  return must(row, 'region_unknown').id;
}

const ofCountyQuery = prepared((tx) =>
  tx
    .select({ id: journals.id })
    .from(journals)
    .where(eq(journals.countyCode, sql.placeholder('countyCode')))
    .prepare('journal_of_county'),
);

/** Open a county's book. Once; its id is its own and never a region code. */
export async function openJournal(
  act: Act,
  journal: { id: string; name: string; countyCode: RegionCode },
): Promise<void> {
  await act.tx
    .insert(journals)
    .values({ ...journal, unit: 'minute', lastSeq: 0, lastAt: 0 })
    .onConflictDoNothing();
}
