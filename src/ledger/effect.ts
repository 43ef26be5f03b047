/** What an event did to each account, or what posting these lines would do: before and after, as a page shows it. */
import { and, asc, eq, inArray, or } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries, holds, transfers } from '#db/schema/ledger';
import { type AccountKind, type AccountRef, readAccountId } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import type { Line } from '#ledger/post';

export interface Effect {
  journal: string;
  account: string;
  kind: AccountKind;
  ownerId: string;
  before: number;
  after: number;
}

const effectOn = (ref: AccountRef, before: number, after: number): Effect => ({
  journal: ref.journal,
  account: ref.id,
  ...readAccountId(ref.id),
  before,
  after,
});

/** What stood on each account before and after an event, from the running balances beside its lines; givers first. */
export async function effectsOf(act: Act, eventId: string): Promise<Effect[]> {
  const rows = await act.tx
    .select({ transfer: transfers })
    .from(transfers)
    .innerJoin(entries, and(eq(entries.journal, transfers.journal), eq(entries.seq, transfers.seq)))
    .where(and(eq(entries.eventId, eventId), inArray(transfers.kind, ['post', 'settle'])))
    .orderBy(asc(transfers.journal), asc(transfers.line));
  const found = new Map<string, Effect>();
  const stand = (ref: AccountRef, before: number, after: number) => {
    const key = `${ref.journal}/${ref.id}`;
    found.set(key, effectOn(ref, found.get(key)?.before ?? before, after));
  };
  for (const { transfer } of rows) {
    const { journal, fromAccount, toAccount, minutes, fromBalance, toBalance } = transfer;
    stand({ journal, id: fromAccount }, fromBalance + minutes, fromBalance);
    if (toAccount !== null && toBalance !== null) {
      stand({ journal, id: toAccount }, toBalance - minutes, toBalance);
    }
  }
  return [...found.values()];
}

/** What these lines would do, over the balances of now. Lines between two books are shown end to end. */
export async function effectsOfLines(act: Act, lines: readonly Line[]): Promise<Effect[]> {
  const accountOf = await heldOn(act, lines);
  const changes = new Map<string, { ref: AccountRef; change: number }>();
  const move = (ref: AccountRef | undefined, minutes: number) => {
    if (!ref) return;
    const key = `${ref.journal}/${ref.id}`;
    changes.set(key, { ref, change: (changes.get(key)?.change ?? 0) + minutes });
  };
  for (const line of lines) {
    if (line.kind !== 'post' && line.kind !== 'settle') continue;
    move(line.kind === 'post' ? line.from : accountOf.get(line.hold), -line.minutes);
  }
  for (const line of lines) if (line.kind === 'post' || line.kind === 'settle') move(line.to, line.minutes);
  const effects: Effect[] = [];
  for (const { ref, change } of changes.values()) {
    const { balance } = await accountAt(act, ref);
    effects.push(effectOn(ref, balance, balance + change));
  }
  return effects;
}

async function heldOn(act: Act, lines: readonly Line[]): Promise<Map<string, AccountRef>> {
  const ids = lines.flatMap((line) => (line.kind === 'settle' ? [line.hold] : []));
  if (ids.length === 0) return new Map();
  const rows = await act.tx
    .select({ id: holds.id, journal: holds.journal, account: holds.accountId })
    .from(holds)
    .where(inArray(holds.id, ids));
  return new Map(rows.map((row) => [row.id, { journal: row.journal, id: row.account }]));
}

/** The events of a subject that moved balances, in order: its credit, and its reversal if there was one. */
export async function eventsOf(act: Act, subjectId: string): Promise<{ eventId: string; event: string }[]> {
  const rows = await act.tx
    .selectDistinct({ eventId: entries.eventId, event: entries.event, recordedAt: entries.recordedAt })
    .from(entries)
    .where(and(eq(entries.subjectId, subjectId), or(eq(entries.event, 'credit'), eq(entries.event, 'reversal'))))
    .orderBy(asc(entries.recordedAt), asc(entries.eventId));
  return rows.map(({ eventId, event }) => ({ eventId, event }));
}
