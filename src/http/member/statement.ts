/** 时间本, as an officer opens and prints it for somebody without a phone: the same leaves that she prints herself. */
import { dayOf } from '#domain/day';
import { mayEver } from '#domain/permission';
import { idOf } from '#http/member/visit';
import { type BookTelling, monthsBeside, toldPaper } from '#http/passbook';
import { receiptOf } from '#http/receipt/words';
import { type Page, page, type Route, type Visit } from '#http/route';
import { forStaff, textOf } from '#http/staff-page';
import { namesOf, serviceWords } from '#http/told';
import { readPassbook } from '#usecases/statement/passbook';

async function statement(visit: Visit): Promise<Page> {
  const id = idOf(visit);
  const asked = textOf(visit.query, 'month');
  const month = /^\d{4}-\d{2}$/.test(asked) ? asked : null;
  const passbook = await readPassbook(visit.desk, { memberId: id, month });
  const address = (of: string) => `/members/${id}/statement?month=${of}`;
  return page('member/statement', {
    id,
    ...monthsBeside(passbook.month, dayOf(visit.desk.now), address),
    ...toldPaper(passbook, telling(visit)),
  });
}

const telling = ({ lang, t, actor }: Visit): BookTelling => ({
  lang,
  t,
  sentence: ({ volunteers, beneficiaries, service }) =>
    t('care.who_whom', {
      giver: namesOf(volunteers, { lang, t }) || t('member.nobody_yet'),
      receiver: namesOf(beneficiaries, { lang, t }),
      service: serviceWords(service, lang, t),
    }),
  // Whoever reads the book goes on to the entry itself, the others to its receipt.
  entry: (line) => (mayEver(actor, 'audit.read') ? `/ledger/${line.journal}/${line.seq}` : receiptOf(line)),
});

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/statement', needs: 'statement.read', handle: forStaff(statement) },
];
