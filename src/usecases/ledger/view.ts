/** 账簿 as officers and the auditor see it: each county's book with what it adds up to, its entries, and one of them. */
import type { Act } from '#db/act';
import { readAccountId } from '#domain/ledger';
import { prefixesFor } from '#domain/reach';
import { must } from '#domain/refusal';
import { reaches } from '#domain/region';
import { type Audit, lastAudit } from '#ledger/audited';
import { type EntryFile, type EntryLine, entriesUpTo, entryFile } from '#ledger/entry';
import { type Journal, listJournals } from '#ledger/journal';
import { type KindStanding, standingsOf, type Totals, totalsOf } from '#ledger/totals';
import { type PlaceName, placeNames, regionsById } from '#records/place';
import { correctionFor, type EntryCorrection } from '#usecases/correction/view';
import type { Desk } from '#usecases/desk';

export interface Book {
  journal: Journal;
  county: PlaceName | null;
  totals: Totals;
  standings: KindStanding[];
  /** Of all balances: 0, or somebody touched the book. */
  sum: number;
  /** The last night that read it; null before the first. */
  audit: Audit | null;
}

export const listBooks = (desk: Desk): Promise<Book[]> =>
  desk.read(async (act) => {
    const books: Book[] = [];
    for (const journal of await journalsInReach(act)) books.push(await bookOf(act, journal));
    return books;
  });

/** The journals are a handful and hold no names: their reach is asked for in words, not in SQL. */
export async function journalsInReach(act: Act): Promise<Journal[]> {
  const prefixes = prefixesFor(act.actor, 'audit.read');
  const all = await listJournals(act);
  return all
    .filter((journal) => prefixes.some((prefix) => reaches(prefix, journal.countyCode)))
    .sort((a, b) => (a.countyCode < b.countyCode ? -1 : 1));
}

/** @throws Refusal `not_found` */
const findJournal = async (act: Act, id: string): Promise<Journal> =>
  must((await journalsInReach(act)).find((journal) => journal.id === id));

async function bookOf(act: Act, journal: Journal): Promise<Book> {
  const standings = await standingsOf(act, journal.id);
  return {
    journal,
    county: (await placeNames(act, [journal.countyCode])).get(journal.countyCode) ?? null,
    totals: await totalsOf(act, journal.id, journal.lastSeq),
    standings,
    sum: standings.reduce((total, one) => total + one.balance, 0),
    audit: await lastAudit(act, journal.id),
  };
}

export interface BookPage extends Book {
  entries: EntryLine[];
}

const PAGE = 50;

/** A book, and its entries from this number down. @throws Refusal `not_found` */
export const viewBook = (desk: Desk, id: string, upTo: number | null): Promise<BookPage> =>
  desk.read(async (act) => {
    const journal = await findJournal(act, id);
    const entries = await entriesUpTo(act, id, Math.min(upTo ?? journal.lastSeq, journal.lastSeq), PAGE);
    return { ...(await bookOf(act, journal)), entries };
  });

export interface EntrySeen extends EntryFile {
  correction: EntryCorrection;
  journal: Journal;
  county: PlaceName | null;
  /** Places whose pools the lines touch, by the id of the region. Who owns any other account is not said. */
  pools: Map<string, string>;
  /** Names of the books. */
  books: Map<string, string>;
}

/** @throws Refusal `not_found` */
export const viewEntry = (desk: Desk, id: string, seq: number): Promise<EntrySeen> =>
  desk.read(async (act) => {
    const journal = await findJournal(act, id);
    const file = await entryFile(act, id, seq);
    const owners = file.lines
      .flatMap((line) => [line.fromAccount, line.toAccount ?? line.fromAccount])
      .map(readAccountId)
      .filter((account) => account.kind === 'pool');
    return {
      ...file,
      journal,
      correction: await correctionFor(act, file, journal.countyCode),
      county: (await placeNames(act, [journal.countyCode])).get(journal.countyCode) ?? null,
      pools: await regionsById(
        act,
        owners.map((account) => account.ownerId),
      ),
      books: new Map((await listJournals(act)).map((one) => [one.id, one.name])),
    };
  });
