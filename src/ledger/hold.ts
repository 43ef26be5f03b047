/** Minutes held (已约) for one subject: what is still there, and giving it all back. */
import { asc, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { accounts, holds } from '#db/schema/ledger';
import type { AccountKind } from '#domain/ledger';
import type { Line } from '#ledger/post';

export interface OpenHold {
  id: string;
  subjectId: string;
  journal: string;
  accountId: string;
  kind: AccountKind;
  /** Minutes not yet settled or released. */
  left: number;
}

/** Holds of a subject with something left, in the order they were made: granted first, then pool, then own. */
export const openHolds = (act: Act, subjectId: string): Promise<OpenHold[]> => openHoldsOf(act, [subjectId]);

/** The same of several subjects in one read. */
export async function openHoldsOf(act: Act, subjectIds: readonly string[]): Promise<OpenHold[]> {
  const rows = await holdsQuery(act.tx).execute({ subjectIds });
  return rows.filter((row) => row.left > 0);
}

const left = sql<number>`${holds.minutes} - ${holds.settled} - ${holds.released}`.mapWith(Number);
const holdsQuery = prepared((tx) =>
  tx
    .select({
      id: holds.id,
      subjectId: holds.subjectId,
      journal: holds.journal,
      accountId: holds.accountId,
      kind: accounts.kind,
      left,
    })
    .from(holds)
    .innerJoin(accounts, sql`${accounts.journal} = ${holds.journal} and ${accounts.id} = ${holds.accountId}`)
    .where(among(holds.subjectId, 'subjectIds'))
    .orderBy(asc(holds.id))
    .prepare('holds_of_subjects'),
);

/** Lines that give back everything still held. */
export const releaseLines = (held: readonly Pick<OpenHold, 'id' | 'left'>[]): Line[] =>
  held.map((hold) => ({ kind: 'release', hold: hold.id, minutes: hold.left }));
