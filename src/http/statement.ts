/** 时间本: one month of a member's minutes, line by line, to be read and to be printed. */
import { addMonths, type Day, dayOf, monthOf } from '#domain/day';
import type { EntryEvent } from '#domain/ledger';
import { forMember, type MemberVisit, one } from '#http/member/page';
import { called, calledInFull } from '#http/member/told';
import { type Page, page, type Route } from '#http/route';
import { listenerOf, sentenceOf } from '#http/told';
import { walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import { isKey, type Key, type Language } from '#i18n/words';
import { type Book, type BookLine, readStatement } from '#usecases/statement/read';

async function statement(visit: MemberVisit): Promise<Page> {
  const { query, lang, t, actor } = visit;
  const memberId = one(query, 'for') || actor.id;
  const read = await readStatement(visit.desk, { memberId, month: one(query, 'month') || null });
  const { person, month, wallet } = read;
  const now = monthOf(dayOf(visit.desk.now));
  const address = (of: string) => `/statement?${new URLSearchParams({ for: memberId, month: of })}`;
  const beside = (months: number) => monthOf(addMonths(`${month}-01`, months));
  return page('statement/statement', {
    acting: person.id === actor.id ? null : called(person),
    who: calledInFull(visit, person),
    month: sayMonth(month, lang),
    earlier: month > '2000-01' ? address(beside(-1)) : null,
    later: month < now ? address(beside(1)) : null,
    books: read.books.map((book) => bookOf(book, visit)),
    now: walletWords({ wallet, grants: [] }, { lang, t }, person.id === actor.id ? null : called(person)),
  });
}

/** 2026年11月 · November 2026 */
const sayMonth = (month: string, lang: Language): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    year: 'numeric',
    month: 'long',
  }).format(new Date(`${month}-01T00:00:00Z`));

/** 11月23日: the year stands at the top of the page. */
const shortDay = (day: Day, lang: Language): string =>
  new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', {
    timeZone: 'UTC',
    month: 'short',
    day: 'numeric',
  }).format(new Date(`${day}T00:00:00Z`));

function bookOf(book: Book, visit: MemberVisit) {
  const sum = (of: (minutes: number) => boolean) =>
    book.lines.filter(({ minutes }) => of(minutes)).reduce((total, { minutes }) => total + minutes, 0);
  return {
    kind: book.kind,
    title: visit.t(`statement.book_${book.kind}`),
    opening: book.opening,
    closing: book.closing,
    came: sum((minutes) => minutes > 0),
    went: Math.abs(sum((minutes) => minutes < 0)),
    lines: book.lines.map((line) => lineOf(line, visit)),
  };
}

function lineOf(line: BookLine, visit: MemberVisit) {
  return {
    day: shortDay(line.servedOn ?? dayOf(line.recordedAt), visit.lang),
    words: wordsOf(line, visit),
    href: line.about ? `/exchanges/${line.about.exchange.id}` : null,
    minutes: line.minutes,
    balance: line.balance,
    receipt: visit.t('statement.receipt', { seq: String(line.seq), leaf: line.leaf.slice(0, 8) }),
  };
}

/** Who served whom with what; or what else moved the minutes. */
function wordsOf({ event, about, minutes }: BookLine, visit: MemberVisit): string {
  const { t } = visit;
  const key = `statement.event_${event satisfies EntryEvent}`;
  const what = isKey(key) ? t(key as Key) : '';
  const deed = about ? asSentence(sentenceOf(about, listenerOf(visit))) : '';
  if (event === 'credit') return deed || t(minutes > 0 ? 'statement.helped' : 'statement.was_helped');
  return deed ? t('statement.about', { what, deed }) : what;
}

export const routes: Route[] = [
  { method: 'GET', url: '/statement', needs: 'statement.read', handle: forMember(statement) },
];
