/** What must be true of the database after every kill: what was acknowledged is there once, and nothing is there by half. */
import { and, eq, inArray } from 'drizzle-orm';
import type { Tx } from '#db/act';
import { decisions, exchangeBeneficiaries, exchanges, exchangeVolunteers, moves } from '#db/schema/care';
import { entries, transfers } from '#db/schema/ledger';
import { submissions } from '#db/schema/office';
import type { Write } from '#tests/drill/writes';
import type { House } from '#usecases/desk';

export interface Verdict {
  /** Writes that are there, whole. */
  there: Set<Write>;
  /** In words, for whoever runs the drill. */
  faults: string[];
}

const CHUNK = 400;

/** @param writes everything that was sent and is looked at now */
export async function judge(house: House, writes: readonly Write[]): Promise<Verdict> {
  const verdict: Verdict = { there: new Set(), faults: [] };
  for (let at = 0; at < writes.length; at += CHUNK) {
    const some = writes.slice(at, at + CHUNK);
    await house.store.read(async (tx) => {
      await judgeCredits(
        tx,
        some.filter(({ kind }) => kind === 'credit'),
        verdict,
      );
      await judgeLogs(
        tx,
        some.filter(({ kind }) => kind === 'log'),
        verdict,
      );
    });
  }
  for (const write of writes) {
    if (write.answer !== null && !verdict.there.has(write)) verdict.faults.push(`lost: ${write.answer}`);
  }
  return verdict;
}

const countBy = (ids: readonly string[]): ((id: string) => number) => {
  const counts = new Map<string, number>();
  for (const id of ids) counts.set(id, (counts.get(id) ?? 0) + 1);
  return (id) => counts.get(id) ?? 0;
};

/** A credit is its entry with its lines, its decision, its move and its state: all of them, or none. */
async function judgeCredits(tx: Tx, writes: readonly Write[], { there, faults }: Verdict): Promise<void> {
  const ids = writes.flatMap(({ subject }) => subject ?? []);
  if (ids.length === 0) return;
  const booked = await tx
    .select({ subject: entries.subjectId, line: transfers.line })
    .from(entries)
    .leftJoin(transfers, and(eq(transfers.journal, entries.journal), eq(transfers.seq, entries.seq)))
    .where(and(eq(entries.event, 'credit'), inArray(entries.subjectId, ids)));
  const entriesOf = countBy(booked.filter(({ line }) => line === null || line === 1).map(({ subject }) => subject));
  const linesOf = countBy(booked.filter(({ line }) => line !== null).map(({ subject }) => subject));
  const decided = await tx
    .select({ id: decisions.exchangeId })
    .from(decisions)
    .where(inArray(decisions.exchangeId, ids));
  const decisionsOf = countBy(decided.map(({ id }) => id));
  const moved = await tx
    .select({ id: moves.exchangeId })
    .from(moves)
    .where(and(eq(moves.move, 'credit'), inArray(moves.exchangeId, ids)));
  const movesOf = countBy(moved.map(({ id }) => id));
  const states = await tx
    .select({ id: exchanges.id, state: exchanges.state })
    .from(exchanges)
    .where(inArray(exchanges.id, ids));
  const stateOf = new Map(states.map(({ id, state }) => [id, state]));
  for (const write of writes) {
    const id = write.subject ?? '';
    const parts = [entriesOf(id), decisionsOf(id), movesOf(id), stateOf.get(id) === 'credited' ? 1 : 0];
    const lines = linesOf(id);
    if (parts.every((count) => count === 1) && lines > 0) there.add(write);
    else if (parts.some((count) => count !== 0) || lines > 0) faults.push(`half a credit, or two: ${id} ${parts}`);
  }
}

/** A visit is the key of its form with the answer, its record, its people and its first move. */
async function judgeLogs(tx: Tx, writes: readonly Write[], { there, faults }: Verdict): Promise<void> {
  const keys = writes.map(({ form }) => form.key ?? '');
  if (keys.length === 0) return;
  const kept = await tx
    .select({ key: submissions.key, answer: submissions.answer })
    .from(submissions)
    .where(inArray(submissions.key, keys));
  const timesOf = countBy(kept.map(({ key }) => key));
  const idOf = new Map(kept.map(({ key, answer }) => [key, (answer as { id?: string } | null)?.id ?? '']));
  const ids = [...idOf.values()];
  const counted = async (rows: Promise<{ id: string }[]>) => countBy((await rows).map(({ id }) => id));
  const of = {
    records: await counted(tx.select({ id: exchanges.id }).from(exchanges).where(inArray(exchanges.id, ids))),
    elders: await counted(
      tx
        .select({ id: exchangeBeneficiaries.exchangeId })
        .from(exchangeBeneficiaries)
        .where(inArray(exchangeBeneficiaries.exchangeId, ids)),
    ),
    volunteers: await counted(
      tx
        .select({ id: exchangeVolunteers.exchangeId })
        .from(exchangeVolunteers)
        .where(inArray(exchangeVolunteers.exchangeId, ids)),
    ),
    moves: await counted(tx.select({ id: moves.exchangeId }).from(moves).where(inArray(moves.exchangeId, ids))),
  };
  for (const write of writes) {
    const key = write.form.key ?? '';
    if (timesOf(key) === 0) continue;
    const id = idOf.get(key) ?? '';
    const parts = [timesOf(key), of.records(id), of.elders(id), of.volunteers(id), of.moves(id)];
    if (parts.some((count) => count !== 1)) faults.push(`half a visit, or two: ${id} ${parts}`);
    else if (write.answer !== null && write.answer !== `/log/${id}`)
      faults.push(`another answer: ${write.answer}, ${id}`);
    else there.add(write);
  }
}

/** Records of visits that no form stands for: written twice. */
export const recordsIn = (house: House): Promise<number> =>
  house.store.read(async (tx) => (await tx.select({ id: exchanges.id }).from(exchanges)).length);
