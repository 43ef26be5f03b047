/**
 * Reversal (冲正): a new entry that mirrors every post and settle line of another, in every journal the event touched;
 * once, and never itself reversed. Nothing is edited and nothing is deleted.
 */
import { and, asc, eq, inArray } from 'drizzle-orm';
import type { Act } from '#db/act';
import { entries, transfers } from '#db/schema/ledger';
import { type AccountRef, mayBeNegative, readAccountId } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { accountAt } from '#ledger/balance';
import { type Line, type Posted, post } from '#ledger/post';

type Entry = typeof entries.$inferSelect;
type Transfer = typeof transfers.$inferSelect;

/** Minutes that an own account lacks to give back what it was credited: it was spent meanwhile. */
export interface Shortfall {
  journal: string;
  account: string;
  minutes: number;
}

/** Entries of one credit, one for each journal it touched. */
export async function entriesOfEvent(act: Act, eventId: string): Promise<Entry[]> {
  return act.tx.select().from(entries).where(eq(entries.eventId, eventId)).orderBy(asc(entries.journal));
}

/** The credit entry of an exchange, or null. */
export async function creditOf(act: Act, exchangeId: string): Promise<Entry | null> {
  const rows = await act.tx
    .select()
    .from(entries)
    .where(and(eq(entries.subjectId, exchangeId), eq(entries.event, 'credit')))
    .orderBy(asc(entries.journal))
    .limit(1);
  return rows[0] ?? null;
}

/** The credit events of these exchanges, by exchange. */
export async function creditsOf(act: Act, exchangeIds: readonly string[]): Promise<Map<string, string>> {
  if (exchangeIds.length === 0) return new Map();
  const rows = await act.tx
    .select({ subjectId: entries.subjectId, eventId: entries.eventId })
    .from(entries)
    .where(and(inArray(entries.subjectId, [...exchangeIds]), eq(entries.event, 'credit')));
  return new Map(rows.map(({ subjectId, eventId }) => [subjectId, eventId]));
}

/** What an account lacks to give back its part: `owed` where it may stand below zero, `missing` where it may not. */
export interface Shortage {
  owed: Shortfall[];
  missing: Shortfall[];
}

/**
 * What reversing an event would leave owed, and what stands in its way, to be shown before it is accepted. Only an own
 * account may owe: what government gave was used in good faith, and a pool pays nobody from nothing.
 * @param coming minutes that come in first, by account: what replaces the event
 */
export async function shortageOf(act: Act, eventId: string, coming = new Map<string, number>()): Promise<Shortage> {
  const net = netOf((await mirrored(act, eventId)).lines);
  const shortage: Shortage = { owed: [], missing: [] };
  for (const { ref, minutes } of net.values()) {
    const { kind } = readAccountId(ref.id);
    if (mayBeNegative(kind)) continue;
    const { available, floor } = await accountAt(act, ref);
    const lacks = minutes - (available + floor) - (coming.get(ref.id) ?? 0);
    const row = { journal: ref.journal, account: ref.id, minutes: lacks };
    if (lacks > 0) shortage[kind === 'own' ? 'owed' : 'missing'].push(row);
  }
  return shortage;
}

type Net = Map<string, { ref: AccountRef; minutes: number }>;

/** Minutes that leave each account, by `journal/account`; what comes is below zero. */
function netOf(lines: readonly { from: AccountRef; to: AccountRef; minutes: number }[]): Net {
  const net: Net = new Map();
  const give = (ref: AccountRef, minutes: number) =>
    net.set(refKey(ref), { ref, minutes: (net.get(refKey(ref))?.minutes ?? 0) + minutes });
  for (const { from, to, minutes } of lines) {
    give(from, minutes);
    give(to, -minutes);
  }
  return net;
}

/** What reversing an event would take from each account, by `journal/account`; what it gives back is below zero. */
export async function netOfReversal(act: Act, eventId: string): Promise<Map<string, number>> {
  const net = netOf((await mirrored(act, eventId)).lines);
  return new Map([...net].map(([key, { minutes }]) => [key, minutes]));
}

/** The lines of an event that moved a balance, in their order. */
export async function movedByEvent(act: Act, eventId: string): Promise<Transfer[]> {
  const lines: Transfer[] = [];
  for (const entry of await entriesOfEvent(act, eventId)) lines.push(...(await movedLines(act, entry)));
  return lines;
}

/**
 * What reversing an event would leave owed, to be shown to the second person before they accept.
 * @returns one row for each own account that can no longer give everything back
 */
export const shortfallsOf = async (act: Act, eventId: string): Promise<Shortfall[]> =>
  (await shortageOf(act, eventId)).owed;

/**
 * Reverse everything that an event posted.
 * @param accepted what the second person accepted to be owed; a larger shortfall than that is refused
 * @throws Refusal `not_reversible` (it moved no balance) · `reversal_twice` · `correction_short` where an account that may
 *   not owe lacks minutes · `state_moved` when the shortfall has grown since it was shown
 */
export async function reverse(
  act: Act,
  eventId: string,
  by: { approverId: string; reason: string; key: string; accepted: readonly Shortfall[]; decision?: string },
): Promise<Posted> {
  const { originals, lines } = await mirrored(act, eventId);
  const first = must(originals[0]);
  if (originals.some((entry) => entry.reverses !== null) || (await isReversed(act, originals))) {
    throw new Refusal('reversal_twice');
  }
  if (lines.length === 0) throw new Refusal('not_reversible');
  const { owed: shortfalls, missing } = await shortageOf(act, eventId);
  if (missing[0]) throw new Refusal('correction_short', { missing: missing[0].minutes });
  const accepted = new Map(by.accepted.map((row) => [`${row.journal}/${row.account}`, row.minutes]));
  if (shortfalls.some((row) => row.minutes > (accepted.get(`${row.journal}/${row.account}`) ?? 0))) {
    throw new Refusal('state_moved');
  }
  const floors = new Map<string, { account: string; minutes: number }[]>();
  for (const { journal, account, minutes } of shortfalls) {
    floors.set(journal, [...(floors.get(journal) ?? []), { account, minutes }]);
  }
  return post(act, {
    event: 'reversal',
    subjectId: first.subjectId,
    lines,
    key: by.key,
    servedOn: first.servedOn ?? undefined,
    approverId: by.approverId,
    reason: by.reason,
    decision: by.decision,
    reverses: new Map(originals.map((entry) => [entry.journal, entry.id])),
    floors,
  });
}

/** The events that were posted under these keys and still stand, in their order in the book. */
export async function standingUnder(act: Act, journal: string, keys: readonly string[]): Promise<string[]> {
  const found: { id: string; seq: number; eventId: string }[] = [];
  for (let at = 0; at < keys.length; at += 500) {
    const among = inArray(entries.idempotencyKey, keys.slice(at, at + 500));
    const part = await act.tx
      .select({ id: entries.id, seq: entries.seq, eventId: entries.eventId })
      .from(entries)
      .where(and(eq(entries.journal, journal), among));
    const ids = part.map(({ id }) => id);
    const gone = await act.tx.select({ of: entries.reverses }).from(entries).where(inArray(entries.reverses, ids));
    const reversed = new Set(gone.map(({ of }) => of));
    found.push(...part.filter(({ id }) => !reversed.has(id)));
  }
  return found.sort((a, b) => a.seq - b.seq).map(({ eventId }) => eventId);
}

async function isReversed(act: Act, originals: readonly Entry[]): Promise<boolean> {
  const ids = originals.map((entry) => entry.id);
  const [row] = await act.tx.select({ id: entries.id }).from(entries).where(inArray(entries.reverses, ids)).limit(1);
  return row !== undefined;
}

const refKey = (ref: AccountRef): string => `${ref.journal}/${ref.id}`;

/** The lines that give back every post and settle line, last first, and the accounts they take from. */
async function mirrored(act: Act, eventId: string) {
  const originals = await entriesOfEvent(act, eventId);
  const lines: Extract<Line, { kind: 'post' }>[] = [];
  for (const original of originals) {
    for (const moved of await movedLines(act, original)) {
      lines.push({
        kind: 'post',
        from: { journal: moved.journal, id: must(moved.toAccount) },
        to: { journal: moved.journal, id: moved.fromAccount },
        minutes: moved.minutes,
      });
    }
  }
  lines.reverse();
  return { originals, lines };
}

async function movedLines(act: Act, entry: Entry): Promise<Transfer[]> {
  return act.tx
    .select()
    .from(transfers)
    .where(
      and(
        eq(transfers.journal, entry.journal),
        eq(transfers.seq, entry.seq),
        inArray(transfers.kind, ['post', 'settle']),
      ),
    )
    .orderBy(asc(transfers.line));
}
