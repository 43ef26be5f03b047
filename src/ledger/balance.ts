/** What stands on accounts: read here and nowhere else, so that every page shows the same number. */
import { and, asc, eq, lt, sql } from 'drizzle-orm';
import type { Act } from '#db/act';
import { among, prepared } from '#db/prepared';
import { accounts } from '#db/schema/ledger';
import type { Day } from '#domain/day';
import type { AccountKind, AccountRef } from '#domain/ledger';

export interface Standing {
  journal: string;
  id: string;
  kind: AccountKind;
  ownerId: string;
  balance: number;
  held: number;
  floor: number;
  /** balance − held; below 0 only where a reversal was accepted although the minutes were spent. */
  available: number;
  lapsesOn: Day | null;
}

const standing = (row: typeof accounts.$inferSelect): Standing => ({ ...row, available: row.balance - row.held });

/** Every account of these owners; granted ones in the order in which they lapse. */
export async function accountsOf(act: Act, ownerIds: readonly string[]): Promise<Standing[]> {
  if (ownerIds.length === 0) return [];
  return (await ofOwnersQuery(act.tx).execute({ ownerIds })).map(standing);
}

const ofOwnersQuery = prepared((tx) =>
  tx
    .select()
    .from(accounts)
    .where(among(accounts.ownerId, 'ownerIds'))
    .orderBy(asc(accounts.ownerId), asc(accounts.lapsesOn), asc(accounts.journal), asc(accounts.id))
    .prepare('accounts_of_owners'),
);

/** One account, or one with nothing on it when it was never used. */
export async function accountAt(
  act: Act,
  ref: AccountRef,
): Promise<Pick<Standing, 'balance' | 'held' | 'available' | 'floor'>> {
  const [row] = await accountQuery(act.tx).execute({ journal: ref.journal, id: ref.id });
  return row ? standing(row) : { balance: 0, held: 0, available: 0, floor: 0 };
}

const accountQuery = prepared((tx) =>
  tx
    .select()
    .from(accounts)
    .where(and(eq(accounts.journal, sql.placeholder('journal')), eq(accounts.id, sql.placeholder('id'))))
    .prepare('account_at'),
);

/** Granted accounts whose day has passed and on which something is still free. */
export async function lapsedAccounts(act: Act, journal: string, today: Day, limit: number): Promise<Standing[]> {
  const rows = await act.tx
    .select()
    .from(accounts)
    .where(
      and(
        eq(accounts.journal, journal),
        eq(accounts.kind, 'granted'),
        lt(accounts.lapsesOn, today),
        sql`${accounts.balance} - ${accounts.held} > 0`,
      ),
    )
    .orderBy(asc(accounts.lapsesOn), asc(accounts.id))
    .limit(limit);
  return rows.map(standing);
}

/** From which age on somebody may use minutes of her own, and the day on which she is as old as that. */
export interface OwnFrom {
  age: number;
  day: Day;
}

export interface Wallet {
  /** Free to use now: own, if she is old enough for it, + granted that has not lapsed, less what is held. */
  usable: number;
  /** Saved and free, whether or not she may use it yet. */
  own: number;
  /** Null when she may use her own now. */
  ownFrom: OwnFrom | null;
  granted: number;
  /** 已约 */
  held: number;
  /** 待公示 */
  pending: number;
  /** 欠: how far own minutes stand below zero. */
  owed: number;
}

/** What one person has, as she would count it. Granted minutes past their day count no more, even before the job ran. */
export function walletOf(standings: readonly Standing[], today: Day, ownFrom: OwnFrom | null): Wallet {
  const sum = (kind: AccountKind, of: (row: Standing) => number) =>
    standings.filter((row) => row.kind === kind).reduce((total, row) => total + of(row), 0);
  const live = standings.filter((row) => row.kind === 'granted' && (row.lapsesOn === null || row.lapsesOn >= today));
  const own = sum('own', (row) => row.available);
  const granted = live.reduce((total, row) => total + row.available, 0);
  return {
    usable: (ownFrom ? 0 : Math.max(0, own)) + granted,
    own: Math.max(0, own),
    ownFrom,
    granted,
    held: standings.reduce((total, row) => total + row.held, 0),
    pending: sum('pending', (row) => row.balance),
    owed: Math.max(0, -own),
  };
}
