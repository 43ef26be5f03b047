/** 消息: what somebody was told of, in plain sentences; one button says that she knows. The same page for members and officers. */
import { dayOf } from '#domain/day';
import { pageOf } from '#http/office/words';
import { notFound, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { tellingWords } from '#http/telling-words';
import { asSentence } from '#http/when';
import { sayDay, sayMoment } from '#i18n/say';
import { listNotices, type OwnNotices, readNotices } from '#usecases/telling/own';

const PER_PAGE = 10;

async function list(visit: Visit): Promise<Page> {
  const at = pageOf(visit.query);
  const { lines, count } = await listNotices(visit.desk, { limit: PER_PAGE, offset: (at - 1) * PER_PAGE });
  const of = Math.max(1, Math.ceil(count / PER_PAGE));
  if (at > of) return notFound();
  return page('notice/list', {
    lines: lines.map((line) => lineOf(line, visit)),
    unread: lines.flatMap(({ notice }) => (notice.readAt === null ? [notice.id] : [])),
    page: at,
    of,
    back: visit.actor.kind === 'staff' ? '/desk' : '/home',
  });
}

function lineOf(line: OwnNotices['lines'][number], visit: Visit) {
  const { notice, opens } = line;
  const today = dayOf(visit.desk.now);
  // At which minute something was decided is the office's business; a member is told the day.
  const member = visit.actor.kind === 'member';
  const record = `/exchanges/${notice.exchangeId}`;
  return {
    words: tellingWords(line, visit),
    when: asSentence(member ? sayDay(visit.lang, dayOf(notice.at), today) : sayMoment(visit.lang, notice.at, today)),
    fresh: notice.readAt === null,
    href: line.line === null ? otherAt(line, member) : opens ? (member ? record : `${record}/file`) : '',
  };
}

/** Of a whole book, of a pair, of an incident, or of what the book did to her minutes. */
function otherAt(line: OwnNotices['lines'][number], member: boolean): string {
  if (line.alarm) return `/ledger/${line.alarm.journal}`;
  if (line.storm) return `/storms/${line.storm.storm.id}`;
  if (line.incident) return `/incidents/${line.incident.incident.id}`;
  if (line.pair) return line.opens ? `/pairings/${line.pair.pairing.id}` : '';
  return bookAt(line, member);
}

/** What the book did to her minutes: her passbook, or the page that explains it. */
const bookAt = ({ notice, book }: OwnNotices['lines'][number], member: boolean): string => {
  if (!member) return '/pools';
  return book?.eventId && notice.event === 'corrected' ? `/statement/corrections/${book.eventId}` : '/statement';
};

async function read(visit: Visit) {
  await readNotices(visit.desk, textOf(visit.body, 'ids').split(' '));
  const at = pageOf(visit.body);
  return seeOther(at === 1 ? '/notices' : `/notices?page=${at}`);
}

export const routes: Route[] = [
  { method: 'GET', url: '/notices', needs: 'signedIn', handle: list },
  { method: 'POST', url: '/notices', needs: 'signedIn', handle: read },
];
