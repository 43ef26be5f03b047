/**
 * 时间本: what a member's minutes did in one month, with who served whom beside each line. One book for what she earned
 * herself, one for what government gave, one for what waits on the notice; opening + lines = closing in each.
 */
import type { Act } from '#db/act';
import { addMonths, type Day, instantOf, isDay, monthOf } from '#domain/day';
import type { AccountKind } from '#domain/ledger';
import { must, Refusal } from '#domain/refusal';
import { accountsOf, type Standing, type Wallet } from '#ledger/balance';
import { type Statement, type StatementLine, statementOf } from '#ledger/statement';
import { recentOf } from '#records/exchange';
import { withIds } from '#records/member-exchange';
import { findPersons, type Person } from '#records/person';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';
import { type Amounts, amountsOf, type Story, storiesOf } from '#usecases/statement/story';
import { walletFor } from '#usecases/statement/wallet';

export type BookKind = Extract<AccountKind, 'own' | 'granted' | 'pending'>;
const BOOKS: readonly BookKind[] = ['own', 'granted', 'pending'];

export interface BookLine extends StatementLine {
  /** What it was for; null for what is no exchange (given, lapsed, moved) or not this reader's to see. */
  about: ExchangeLine | null;
  /** The correction that it is a part of; null for what stands as it was entered. */
  corrected: Corrected | null;
}

/** A correction, and what it did to this book. */
export interface Corrected extends Story, Amounts {
  /** What stands instead, where it is a service and hers to see. */
  instead: ExchangeLine | null;
}

/** All her accounts of one kind read as one: several grants, or a county that she moved from. */
export interface Book {
  kind: BookKind;
  opening: number;
  lines: BookLine[];
  closing: number;
}

export interface MonthlyStatement {
  person: Person;
  /** 'YYYY-MM' */
  month: string;
  books: Book[];
  /** As it stands now, whatever month is shown. */
  wallet: Wallet;
}

/**
 * @param month 'YYYY-MM'; null = this month
 * @throws Refusal not_found · day_not_understood
 */
export const readStatement = (
  desk: Desk,
  asked: { memberId: string; month: string | null },
): Promise<MonthlyStatement> =>
  desk.read(async (act) => {
    const [found] = await findPersons(act, [asked.memberId], 'statement.read');
    const person = must(found);
    const first = firstDay(asked.month ?? monthOf(act.today));
    const standings = await accountsOf(act, [person.id]);
    const books: Book[] = [];
    for (const kind of BOOKS) {
      const accounts = standings.filter((row) => row.kind === kind);
      books.push(await bookOf(act, person.id, kind, accounts, first));
    }
    const used = books.filter((book) => book.lines.length > 0 || book.opening !== 0);
    return {
      person,
      month: monthOf(first),
      books: used.length > 0 ? used : books.slice(0, 1),
      wallet: await walletFor(act, person, standings),
    };
  });

function firstDay(month: string): Day {
  const first = `${month}-01`;
  if (!isDay(first)) throw new Refusal('day_not_understood', { field: 'month' });
  return first;
}

async function bookOf(
  act: Act,
  memberId: string,
  kind: BookKind,
  accounts: readonly Standing[],
  first: Day,
): Promise<Book> {
  const [from, to] = [instantOf(first), instantOf(addMonths(first, 1))];
  const statements: Statement[] = [];
  for (const account of accounts) statements.push(await statementOf(act, account, from, to));
  const opening = statements.reduce((sum, one) => sum + one.opening, 0);
  const closing = statements.reduce((sum, one) => sum + one.closing, 0);
  const lines = statements.flatMap((one) => one.lines).sort(inOrder);
  return { kind, opening, lines: await explained(act, { memberId, kind }, running(lines, opening)), closing };
}

const inOrder = (a: StatementLine, b: StatementLine): number =>
  a.recordedAt - b.recordedAt ||
  (a.journal < b.journal ? -1 : a.journal > b.journal ? 1 : 0) ||
  a.seq - b.seq ||
  a.line - b.line;

/** What stood on all of them together after each line. */
function running(lines: readonly StatementLine[], opening: number): StatementLine[] {
  let balance = opening;
  return lines.map((line) => {
    balance += line.minutes;
    return { ...line, balance };
  });
}

/** In scope like every read: kin see the minutes an elder earned, and not at whose house. */
async function explained(
  act: Act,
  { memberId, kind }: { memberId: string; kind: BookKind },
  lines: readonly StatementLine[],
): Promise<BookLine[]> {
  const stories = await storiesOf(act, lines);
  const told = [...new Set(stories.values())];
  const amounts = new Map<string, Amounts>();
  for (const story of told) amounts.set(story.eventId, await amountsOf(act, story, memberId, kind));
  const subjects = [...lines.map(({ subjectId }) => subjectId), ...told.map(({ insteadId }) => insteadId ?? '')];
  const about = await linesAbout(act, subjects);
  const corrected = (story: Story): Corrected => ({
    ...story,
    ...(amounts.get(story.eventId) ?? { was: 0, now: 0 }),
    instead: about.get(story.insteadId ?? '') ?? null,
  });
  return lines.map((line) => {
    const story = stories.get(line.eventId);
    // Whoever had nothing of the first entry has nothing to be put right: what stands instead is a line like any other.
    const hers = story && amounts.get(story.eventId)?.was !== 0;
    return { ...line, about: about.get(line.subjectId) ?? null, corrected: hers ? corrected(story) : null };
  });
}

/** The exchanges among these subjects that the reader may see. */
export async function linesAbout(act: Act, subjects: readonly string[]): Promise<Map<string, ExchangeLine>> {
  const ids = [...new Set(subjects.filter((id) => id.startsWith('exc_')))];
  const found = await recentOf(act, 'exchange.read', withIds(ids), ids.length);
  return new Map((await linesFor(act, found)).map((one) => [one.exchange.id, one]));
}
