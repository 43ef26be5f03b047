/**
 * What a book adds up to: how much was issued, credited, used and has lapsed since it was opened, and what stands where.
 * Summed in stretches of entries, so that the longest book keeps nobody else waiting; one snapshot makes them agree.
 */
import { aliasedTable, and, asc, eq, gt, lte, sql, sum } from 'drizzle-orm';
import type { Act } from '#db/act';
import { accounts, entries, transfers } from '#db/schema/ledger';
import { ACCOUNT_KINDS, type AccountKind, type EntryEvent } from '#domain/ledger';

/** Minutes. Reversals are taken off. */
export interface Totals {
  issued: number;
  /** Taken over from an older scheme. */
  opened: number;
  lapsed: number;
  credited: number;
  used: { own: number; granted: number; pool: number };
}

/** One sum of lines: from which kind of account to which, by which event. */
interface Flow {
  event: EntryEvent;
  /** Of a reversal: what it took back. */
  undone: EntryEvent | null;
  from: AccountKind;
  to: AccountKind;
  minutes: number;
}

const originals = aliasedTable(entries, 'originals');

const STRETCH = 10_000;

/** An account's id begins with its kind, and four letters tell the kinds apart in every dialect. */
const KIND_OF = new Map(ACCOUNT_KINDS.map((kind) => [`${kind}:`.slice(0, 4), kind]));
const kindOf = (letters: string | null): AccountKind => KIND_OF.get(letters ?? '') ?? 'clearing';

/** @param lastSeq the last entry to count, as the journal says */
export async function totalsOf(act: Act, journal: string, lastSeq: number): Promise<Totals> {
  const totals: Totals = { issued: 0, opened: 0, lapsed: 0, credited: 0, used: { own: 0, granted: 0, pool: 0 } };
  for (let after = 0; after < lastSeq; after += STRETCH) {
    for (const flow of await flowsBetween(act, journal, after, after + STRETCH)) count(totals, flow);
  }
  return totals;
}

async function flowsBetween(act: Act, journal: string, after: number, last: number): Promise<Flow[]> {
  const from = sql<string>`substr(${transfers.fromAccount}, 1, 4)`;
  const to = sql<string>`substr(${transfers.toAccount}, 1, 4)`;
  const event = sql<EntryEvent>`${entries.event}`;
  const undone = sql<EntryEvent | null>`${originals.event}`;
  const rows = await act.tx
    .select({ event, undone, from, to, minutes: sum(transfers.minutes) })
    .from(transfers)
    .leftJoin(entries, and(eq(entries.journal, transfers.journal), eq(entries.seq, transfers.seq)))
    .leftJoin(originals, eq(originals.id, entries.reverses))
    .where(
      and(
        eq(transfers.journal, journal),
        gt(transfers.seq, after),
        lte(transfers.seq, last),
        sql`${transfers.toAccount} is not null`,
      ),
    )
    .groupBy(event, undone, from, to);
  return rows.map((row) => ({ ...row, from: kindOf(row.from), to: kindOf(row.to), minutes: Number(row.minutes) }));
}

const isOwn = (kind: AccountKind): boolean => kind === 'own' || kind === 'pending';
const isPayer = (kind: AccountKind): kind is keyof Totals['used'] =>
  kind === 'own' || kind === 'granted' || kind === 'pool';

/** What a reversal does is taken off what it took back: the same lines, the other way round. */
function count(totals: Totals, { event, undone, from, to, minutes }: Flow): void {
  if (undone !== null) {
    count(totals, { event: undone, undone: null, from: to, to: from, minutes: -minutes });
    return;
  }
  if (event === 'opening') totals.opened += minutes;
  else if (from === 'issuance') totals.issued += minutes;
  if (to === 'issuance') totals.lapsed += minutes;
  if (event !== 'credit') return;
  if (isOwn(to)) totals.credited += minutes;
  if (isPayer(from)) totals.used[from] += minutes;
}

export interface KindStanding {
  kind: AccountKind;
  balance: number;
  held: number;
}

/** What stands on the accounts of each kind, in the order of `ACCOUNT_KINDS`; together they are 0. */
export async function standingsOf(act: Act, journal: string): Promise<KindStanding[]> {
  const rows = await act.tx
    .select({ kind: accounts.kind, balance: sum(accounts.balance), held: sum(accounts.held) })
    .from(accounts)
    .where(eq(accounts.journal, journal))
    .groupBy(accounts.kind)
    .orderBy(asc(accounts.kind));
  return ACCOUNT_KINDS.map((kind) => {
    const row = rows.find((one) => one.kind === kind);
    return { kind, balance: Number(row?.balance ?? 0), held: Number(row?.held ?? 0) };
  });
}
