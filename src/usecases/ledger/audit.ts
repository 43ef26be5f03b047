/** 核账: the books are read through, and what that found is written down. Reading takes long, and is done apart from the house. */
import type { ReadSoFar } from '#domain/audit-run';
import { instantOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { type AuditRun, endAudit, takeAudit, tellAudit } from '#ledger/audit-run';
import { type BookRead, type Span, writeAudit } from '#ledger/audited';
import type { JournalTold } from '#ledger/check/journal';
import { type Journal, listJournals } from '#ledger/journal';
import { type Replay, replay } from '#ledger/replay';
import { note } from '#records/audit';
import type { Desk } from '#usecases/desk';
import { alarmOfAudit } from '#usecases/telling/alarm';
import { grantAnywhere } from '#usecases/under';

export interface Reading extends Span {
  books: BookRead[];
}

/**
 * Read every journal from its first entry. The heads beside the key are read before the snapshot begins: one that is signed
 * meanwhile is not in it, and would look like a book that was set back.
 * @param tell how far it is
 */
export async function checkedBooks(desk: Desk, tell?: Replay['tell']): Promise<JournalTold[]> {
  const { seal = null } = desk.house;
  const journals = await desk.read(listJournals);
  const kept = new Map(journals.map(({ id }) => [id, seal?.kept(id) ?? null]));
  const before = seal && { ...seal, kept: (journal: string) => kept.get(journal) ?? null };
  return desk.read((act) => replay(act, { seal: before, tell }));
}

/**
 * Only looks: for a process of its own, with a store that takes its time.
 * @param tell how far it is, every few hundred entries
 */
export async function readBooks(desk: Desk, tell?: (soFar: ReadSoFar[]) => void): Promise<Reading> {
  const { clock } = desk.house;
  const startedAt = clock();
  const soFar = new Map((await desk.read(listJournals)).map((journal) => [journal.id, notRead(journal)]));
  const told = await checkedBooks(desk, (journal, entries, of) => {
    soFar.set(journal, { journal, entries, of });
    tell?.([...soFar.values()]);
  });
  const books = told.map(({ journal, entries, faults, faulty }) => ({ journal, entries, faults, faulty }));
  return { startedAt, finishedAt: clock(), books };
}

const notRead = ({ id, lastSeq }: Journal): ReadSoFar => ({ journal: id, entries: 0, of: lastSeq });

/**
 * Begin to read the books, by night or because an officer or the auditor asked. Whoever asks while one goes on is led to it.
 * @returns `isNew` when it is the caller's to go through with
 * @throws Refusal `not_found` for whoever may not ask
 */
export const beginAudit = (desk: Desk): Promise<{ run: AuditRun; isNew: boolean }> =>
  desk.write([], async (act) => {
    const grant = grantAnywhere(act, 'journal.audit');
    const taken = await takeAudit(act, (await listJournals(act)).map(notRead));
    const { id: subjectId } = taken.run;
    const regionCode = grant?.regionCode ?? null;
    if (taken.isNew && grant) await note(act, { verb: 'verify', noun: 'journal', subjectId, regionCode, grant });
    return taken;
  });

/** A sign of life. @returns false when it was broken off meanwhile */
export const auditGoesOn = (desk: Desk, id: string, soFar: readonly ReadSoFar[]): Promise<boolean> =>
  desk.write([], (act) => tellAudit(act, id, soFar));

/**
 * What is wrong with a book is told to those who answer for it, in the same unit.
 * @returns how many entries were read
 * @throws Refusal `already_done` when it was broken off meanwhile: then another one may have begun
 */
export async function keepAudit(desk: Desk, id: string, { books, ...span }: Reading): Promise<number> {
  await desk.write([], async (act) => {
    if (!(await endAudit(act, id, 'done'))) throw new Refusal('already_done');
    const midnight = instantOf(act.today);
    const phones = desk.house.sendsToPhones ?? false;
    for (const book of books) await alarmOfAudit(act, await writeAudit(act, id, book, span), midnight, phones);
  });
  return books.reduce((sum, { entries }) => sum + entries, 0);
}

export const breakOffAudit = (desk: Desk, id: string): Promise<boolean> =>
  desk.write([], (act) => endAudit(act, id, 'broken'));
