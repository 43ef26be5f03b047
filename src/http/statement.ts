/** 时间本: one month of a member's minutes, line by line; the same on paper. */
import { dayOf } from '#domain/day';
import { forMember, type MemberVisit, one } from '#http/member/page';
import { called, calledInFull } from '#http/name';
import { sayMonth } from '#http/office/words';
import { type BookTelling, monthsBeside, toldBook, toldPaper } from '#http/passbook';
import { receiptOf } from '#http/receipt/words';
import { type Page, page, type Route } from '#http/route';
import { listenerOf, sentenceOf } from '#http/told';
import { walletWords } from '#http/wallet';
import { asSentence } from '#http/when';
import { readPassbook } from '#usecases/statement/passbook';
import { type Corrected, readStatement } from '#usecases/statement/read';

async function statement(visit: MemberVisit): Promise<Page> {
  const { query, lang, t, actor } = visit;
  const memberId = one(query, 'for') || actor.id;
  const asked = { memberId, month: one(query, 'month') || null };
  const address = (month: string, more: Record<string, string> = {}) =>
    `/statement?${new URLSearchParams({ for: memberId, month, ...more })}`;
  if (one(query, 'paper')) {
    const passbook = await readPassbook(visit.desk, asked);
    return page('statement/paper', { ...toldPaper(passbook, telling(visit)), back: address(passbook.month) });
  }
  const story = ({ eventId }: Corrected) =>
    `/statement/corrections/${eventId}${memberId === actor.id ? '' : `?for=${memberId}`}`;
  const { person, month, wallet, books } = await readStatement(visit.desk, asked);
  const name = person.id === actor.id ? null : called(person, lang);
  return page('statement/statement', {
    acting: name,
    who: calledInFull(visit, person),
    month: sayMonth(lang, month),
    ...monthsBeside(month, dayOf(visit.desk.now), address),
    paper: address(month, { paper: '1' }),
    books: books.map((book) => toldBook(book, { ...telling(visit), entry: receiptOf, story })),
    now: walletWords({ wallet, grants: [] }, { lang, t }, name),
  });
}

const telling = (visit: MemberVisit): BookTelling => ({
  lang: visit.lang,
  t: visit.t,
  sentence: (about) => asSentence(sentenceOf(about, listenerOf(visit))),
});

export const routes: Route[] = [
  { method: 'GET', url: '/statement', needs: 'statement.read', handle: forMember(statement) },
];
