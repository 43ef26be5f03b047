/** 时间本 as pages and paper tell it: the books of a month with their lines in words, and the same on leaves that fold to A5. */

import { addMonths, type Day, dayOf, monthOf } from '#domain/day';
import { type Leaf, leavesOf, type Room } from '#domain/passbook';
import type { Telling } from '#http/member/told';
import { calledInFull, sayName } from '#http/name';
import { sayMonth } from '#http/office/words';
import { placeName, sayPath } from '#http/place-words';
import { reasonWords } from '#http/reason';
import { onPaper, receiptNumber, rootWords } from '#http/receipt/words';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Language } from '#i18n/words';
import type { ExchangeLine } from '#usecases/exchange/view';
import type { MonthSeal, Passbook } from '#usecases/statement/passbook';
import type { Book, BookLine } from '#usecases/statement/read';

/** How a reader is told: who served whom with what, and where one goes on to from the number of a receipt. */
export interface BookTelling extends Telling {
  sentence(about: ExchangeLine): string;
  entry?(line: BookLine): string | null;
}

export interface ToldLine {
  day: string;
  words: string;
  href: string | null;
  entry: string | null;
  /** Signed: + earned, − used. */
  minutes: number;
  balance: number;
  receipt: string;
}

export interface ToldBook {
  title: string;
  opening: number;
  closing: number;
  came: number;
  went: number;
  lines: ToldLine[];
}

export function toldBook(book: Book, telling: BookTelling): ToldBook {
  const { t, lang } = telling;
  const sum = (of: (minutes: number) => boolean) =>
    book.lines.reduce((total, { minutes }) => total + (of(minutes) ? Math.abs(minutes) : 0), 0);
  return {
    title: t(`statement.book_${book.kind}`),
    opening: book.opening,
    closing: book.closing,
    came: sum((minutes) => minutes > 0),
    went: sum((minutes) => minutes < 0),
    lines: book.lines.map((line) => ({
      day: shortDay(line.servedOn ?? dayOf(line.recordedAt), lang),
      words: lineWords(line, telling),
      href: line.about ? `/exchanges/${line.about.exchange.id}` : null,
      entry: telling.entry?.(line) ?? null,
      minutes: line.minutes,
      balance: line.balance,
      receipt: t('statement.receipt', { number: receiptNumber(line) }),
    })),
  };
}

/** One item in as many lines as it has entries: each says what was wrong and what stands now. */
function correctedWords({ eventId, corrected }: BookLine, { t, lang }: BookTelling): string {
  if (!corrected) return '';
  const { event, minutes, reason, reversal } = corrected;
  const said = {
    what: t(`statement.event_${event}`),
    why: reasonWords(reason, t, 'correction.reason'),
    now: minutes === null ? t('statement.nothing_now') : sayMinutes(minutes, lang),
  };
  if (eventId === reversal) return t('statement.taken_back', said);
  return t(eventId === corrected.eventId ? 'statement.was_wrong' : 'statement.stands_now', said);
}

/** Who served whom with what; or what else moved the minutes. */
function lineWords(line: BookLine, telling: BookTelling): string {
  const { event, about, minutes, corrected } = line;
  const { t, sentence } = telling;
  if (corrected) return correctedWords(line, telling);
  const key = `statement.event_${event}`;
  const what = isKey(key) ? t(key) : '';
  if (!about) return event === 'credit' ? t(minutes > 0 ? 'statement.helped' : 'statement.was_helped') : what;
  return event === 'credit' ? sentence(about) : t('statement.about', { what, deed: sentence(about) });
}

/** 11月23日: the year stands at the top of the page. */
const shortDay = (day: Day, lang: Language): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));

/** The months beside this one that there are. @param address of the page of a month */
export const monthsBeside = (month: string, today: Day, address: (month: string) => string) => ({
  earlier: month > '2000-01' ? address(monthOf(addMonths(`${month}-01`, -1))) : null,
  later: month < monthOf(today) ? address(monthOf(addMonths(`${month}-01`, 1))) : null,
});

export interface ToldLeaf extends Leaf<ToldLine> {
  book: ToldBook;
  /** The month begins, or ends, on it. */
  first: boolean;
  last: boolean;
  number: number;
}

/**
 * An A5 leaf in the type of `passbook.css`, in rows of type: between its head and its foot it has room for so many. A line
 * takes the rows of its words, and one and a half more for its receipt and the space around it.
 */
const PAPER: Room<ToldLine> = {
  room: 20,
  sizeOf: ({ words }) => Math.ceil(widthOf(words) / ROW) + 1.5,
};
/** The column of words is as wide as seven Chinese characters. */
const ROW = 14;
const widthOf = (words: string): number => [...words].reduce((sum, char) => sum + (char > '\u2e80' ? 2 : 1), 0);

/** What is printed: A4 sheets with two A5 leaves side by side, folded in the middle. Each book begins on a leaf of its own. */
export function toldPaper(passbook: Passbook, telling: BookTelling) {
  const leaves = passbook.books
    .map((book) => toldBook(book, telling))
    .flatMap((book) =>
      leavesOf(book.opening, book.lines, PAPER).map((leaf, at, all) => ({
        ...leaf,
        book,
        first: at === 0,
        last: at === all.length - 1,
      })),
    )
    .map((leaf, at): ToldLeaf => ({ ...leaf, number: at + 1 }));
  const sheets = Array.from({ length: Math.ceil(leaves.length / 2) }, (_, at) => leaves.slice(at * 2, at * 2 + 2));
  return {
    who: calledInFull(telling, passbook.person),
    month: sayMonth(telling.lang, passbook.month),
    card: passbook.card?.replace(/(\d{4})(?=\d)/g, '$1 ') ?? '',
    place: sayPath(passbook.place, telling),
    helper: passbook.helper && { ...passbook.helper, name: sayName(passbook.helper.name, telling.lang) },
    seals: passbook.seals.map((one) => sealWords(one, telling)),
    sheets,
    of: leaves.length,
  };
}

/** 月根: what the month was sealed with, so that a passbook in a drawer is a witness of the book. */
const sealWords = ({ county, size, root, sealedAt }: MonthSeal, telling: Telling): string =>
  telling.t('slip.month_root', {
    root: rootWords(root),
    book: placeName(county, telling),
    size,
    when: onPaper(sealedAt, telling),
  });
