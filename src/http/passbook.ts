/** 时间本 as pages and paper tell it: the books of a month with their lines in words, and the same on leaves that fold to A5. */

import { addMonths, type Day, dayOf, monthOf } from '#domain/day';
import { type Item, itemsOf, type Leaf, leavesOf, type Room } from '#domain/passbook';
import { must } from '#domain/refusal';
import type { Telling } from '#http/member/told';
import { calledInFull, sayName } from '#http/name';
import { sayMonth } from '#http/office/words';
import { placeName, sayPath } from '#http/place-words';
import { becauseWords } from '#http/reason';
import { onPaper, receiptNumber, rootWords } from '#http/receipt/words';
import { sayMonthDay } from '#i18n/say';
import { sayMinutes, saySigned } from '#i18n/say-minutes';
import type { Language } from '#i18n/words';
import type { ExchangeLine } from '#usecases/exchange/view';
import type { MonthSeal, Passbook } from '#usecases/statement/passbook';
import type { Book, BookLine, Corrected } from '#usecases/statement/read';

/** How a reader is told: who served whom with what, and where one goes on to from the number of a receipt. */
export interface BookTelling extends Telling {
  sentence(about: ExchangeLine): string;
  entry?(line: BookLine): string | null;
  /** The page that explains a correction. */
  story?(corrected: Corrected): string;
}

export interface ToldLine {
  day: string;
  words: string;
  /** Of a correction: what was written first, why it was wrong, what stands now. */
  subs: string[];
  href: string | null;
  /** One for each entry of it, and its page where this reader has one. */
  receipts: { words: string; href: string | null }[];
  /** Signed: + earned, − used. */
  minutes: number;
  balance: number;
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
  const { t } = telling;
  const items = itemsOf(
    book.lines,
    ({ eventId, corrected }) => corrected && { id: corrected.eventId, begins: eventId === corrected.eventId },
  );
  const sum = (of: (minutes: number) => boolean) =>
    items.reduce((total, { minutes }) => total + (of(minutes) ? Math.abs(minutes) : 0), 0);
  return {
    title: t(`statement.book_${book.kind}`),
    opening: book.opening,
    closing: book.closing,
    came: sum((minutes) => minutes > 0),
    went: sum((minutes) => minutes < 0),
    lines: items.map((item) => toldItem(item, telling)),
  };
}

function toldItem({ lines, minutes, balance, part }: Item<BookLine>, telling: BookTelling): ToldLine {
  const { t, lang } = telling;
  const line = must(lines[0]);
  const { corrected, about } = line;
  // What was put right on another day stands on the day on which it was: its service was another day's.
  const day = part === 'later' ? dayOf(line.recordedAt) : (line.servedOn ?? dayOf(line.recordedAt));
  const href = about ? `/exchanges/${about.exchange.id}` : null;
  return {
    day: shortDay(day, lang),
    words: corrected && part === 'later' ? laterWords(corrected, line, telling) : lineWords(line, telling),
    subs: corrected ? storyWords(corrected, about, telling) : [],
    href: corrected ? (telling.story?.(corrected) ?? null) : href,
    minutes,
    balance,
    receipts: lines.map((one) => ({
      words: t('statement.receipt', { number: receiptNumber(one) }),
      href: telling.entry?.(one) ?? null,
    })),
  };
}

/** What was written first, why it was wrong, and what stands now: the same wherever the item stands. */
function storyWords(corrected: Corrected, about: ExchangeLine | null, telling: BookTelling): string[] {
  const { was, now, at, event, instead } = corrected;
  const { t, lang, sentence } = telling;
  const why = storyReason(corrected, t);
  // Said again only where it is another service or somebody else who went.
  const deed = instead ? sentence(instead) : '';
  const other = deed !== '' && (about === null || deed !== sentence(about));
  const say = (minutes: number) => (event === 'move' ? sayMinutes(minutes, lang) : saySigned(minutes, lang));
  const day = sayMonthDay(lang, dayOf(at));
  return [
    t('statement.first', { minutes: say(was) }),
    t(why ? 'statement.put_right' : 'statement.put_right_only', { day, why }),
    now === 0
      ? t('statement.stands_none')
      : t(other ? 'statement.stands_as' : 'statement.stands', {
          minutes: say(now),
          deed,
        }),
  ];
}

export const storyReason = ({ event, reason, note }: Corrected, t: Telling['t']): string =>
  becauseWords({ reason, note }, t, event === 'credit' ? 'exchange.reason' : 'correction.reason');

/** 更正 11月23日：您陪陈伯聊天: it leads back to where the first entry stands. */
function laterWords({ postedAt, event }: Corrected, { servedOn, about }: BookLine, telling: BookTelling): string {
  const { t, lang, sentence } = telling;
  const day = sayMonthDay(lang, servedOn ?? dayOf(postedAt));
  const what = about && event === 'credit' ? sentence(about) : t(`statement.event_${event}`);
  return t('statement.correction_of', { day, what });
}

/** Who served whom with what; or what else moved the minutes. */
function lineWords(line: BookLine, telling: BookTelling): string {
  const { event, about, minutes } = line;
  const { t, sentence } = telling;
  const what = t(`statement.event_${event}`);
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
 * takes the rows of its words and of its receipts, and half a row more for the space around it.
 */
const PAPER: Room<ToldLine> = {
  room: 20,
  sizeOf: ({ words, subs, receipts }) =>
    rowsOf([words, ...subs], ROW) +
    rowsOf(
      receipts.map((receipt) => receipt.words),
      SMALL_ROW,
    ) +
    0.5,
};
/** The column of words is as wide as seven Chinese characters, twelve of the small ones of a receipt. */
const ROW = 14;
const SMALL_ROW = 24;
const rowsOf = (texts: readonly string[], width: number): number =>
  texts.reduce((rows, text) => rows + Math.ceil(widthOf(text) / width), 0);
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
