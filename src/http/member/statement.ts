/** 时间本, as an officer opens and prints it for somebody without a phone: the same lines that she sees herself. */
import { addMonths, dayOf, monthOf } from '#domain/day';
import { mayEver } from '#domain/permission';
import { called, calledInFull } from '#http/member/told';
import { idOf } from '#http/member/visit';
import { type Page, page, type Route, type Visit } from '#http/route';
import { forStaff, textOf } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { walletWords } from '#http/wallet';
import { sayDate } from '#i18n/say';
import { isKey, type Language } from '#i18n/words';
import { type Book, type BookLine, readStatement } from '#usecases/statement/read';

async function statement(visit: Visit): Promise<Page> {
  const { query, lang, t } = visit;
  const id = idOf(visit);
  const asked = textOf(query, 'month');
  const month = /^\d{4}-\d{2}$/.test(asked) ? asked : null;
  const { person, books, wallet, ...read } = await readStatement(visit.desk, { memberId: id, month });
  const at = (months: number) => monthOf(addMonths(`${read.month}-01`, months));
  const address = (of: string) => `/members/${id}/statement?month=${of}`;
  return page('member/statement', {
    id,
    who: calledInFull(visit, person),
    month: sayMonth(read.month, lang),
    earlier: read.month > '2000-01' ? address(at(-1)) : null,
    later: read.month < monthOf(dayOf(visit.desk.now)) ? address(at(1)) : null,
    books: books.map((book) => toldBook(visit, book)),
    now: walletWords({ wallet, grants: [] }, { lang, t }, called(person)),
  });
}

const sayMonth = (month: string, lang: Language): string => {
  const format = { timeZone: 'UTC', year: 'numeric', month: 'long' } as const;
  return new Intl.DateTimeFormat(lang === 'en' ? 'en-GB' : 'zh-CN', format).format(new Date(`${month}-01T00:00:00Z`));
};

function toldBook(visit: Visit, { kind, opening, closing, lines }: Book) {
  const sum = (of: (minutes: number) => boolean) =>
    lines.reduce((total, { minutes }) => total + (of(minutes) ? Math.abs(minutes) : 0), 0);
  return {
    title: visit.t(`statement.book_${kind}`),
    ...{ opening, closing },
    came: sum((minutes) => minutes > 0),
    went: sum((minutes) => minutes < 0),
    lines: lines.map((line) => ({
      day: sayDate(visit.lang, line.servedOn ?? dayOf(line.recordedAt)),
      words: lineWords(visit, line),
      href: line.about ? `/exchanges/${line.about.exchange.id}` : null,
      ...{ minutes: line.minutes, balance: line.balance },
      // Whoever reads the book goes on to the entry itself.
      entry: mayEver(visit.actor, 'audit.read') ? `/ledger/${line.journal}/${line.seq}` : null,
      receipt: visit.t('statement.receipt', { seq: String(line.seq), leaf: line.leaf.slice(0, 8) }),
    })),
  };
}

/** Who served whom with what; or what else moved the minutes. */
function lineWords({ t, lang }: Visit, { event, about, minutes }: BookLine): string {
  const key = `statement.event_${event}`;
  const what = isKey(key) ? t(key) : '';
  if (!about) return event === 'credit' ? t(minutes > 0 ? 'statement.helped' : 'statement.was_helped') : what;
  const deed = t('care.who_whom', {
    giver: about.volunteers.map(called).join(t('member.and')) || t('member.nobody_yet'),
    receiver: about.beneficiaries.map(called).join(t('member.and')),
    service: serviceWords(about.service, lang, t),
  });
  return event === 'credit' ? deed : t('statement.about', { what, deed });
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/statement', needs: 'statement.read', handle: forStaff(statement) },
];
