/** 手机传来没收下的: what phones wrote and the house did not take in, with the reason; for the helper and her town. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { mayEver } from '#domain/permission';
import { lineWords } from '#http/field/line';
import { refusedWords } from '#http/field/receipt';
import { choice, text } from '#http/form';
import { whichVisit } from '#http/logbook/which';
import { sayName } from '#http/name';
import { page, type Route } from '#http/route';
import { forStaff, landed, onwardOf, type StaffVisit, textOf } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import type { Refused } from '#usecases/field/file';
import { answerRefused, DROP_REASONS, dropRefused, type OpenRefusals, readRefused } from '#usecases/field/refused';

async function listPage(visit: StaffVisit) {
  const found = await readRefused(visit.desk);
  return page('field/refused', {
    rows: found.rows.map((one) => rowTold(one, found, visit)),
    closed: found.closed.map((one) => ({ ...rowTold(one, found, visit), ...overtakenTold(one, found, visit) })),
    mayDrop: mayEver(visit.actor, 'exchange.log'),
    done: doneWords(visit),
    reasons: DROP_REASONS,
  });
}

/** Back where it was answered: on the list, or on the page of the file that it came in. */
export function doneWords({ query, t }: StaffVisit): string {
  const done = textOf(query, 'done');
  return done === 'dropped' || done === 'answered' ? t(`station.${done}`) : '';
}

/** What can be done about it, of one line of either page. */
export const deedsTold = ({ row, choices }: Refused, visit: StaffVisit) => ({
  ...{ writerId: row.writerId, id: row.id, bodyHash: row.bodyHash },
  choices: choices.length > 0 ? whichVisit(choices, visit).options : [],
});

function rowTold(one: Refused, { names }: OpenRefusals, visit: StaffVisit) {
  const { row, line } = one;
  const { t, lang, desk } = visit;
  const called = (id: string) => sayName(names.get(id) ?? t('desk.somebody'), lang);
  const at = sayMoment(lang, row.firstAt, dayOf(desk.now));
  return {
    ...lineWords(line, visit),
    ...deedsTold(one, visit),
    why: refusedWords(row, visit),
    who: [
      t('station.written_by', { name: called(row.writerId), at }),
      row.enteredBy === row.writerId ? '' : t('station.handed_by', { name: called(row.enteredBy) }),
    ]
      .filter(Boolean)
      .join(t('care.comma')),
  };
}

/** 阿芬今天上午 9 点已经改好: why it closed by itself, and where the record is. */
export function overtakenTold({ overtaken }: Refused, { names }: Pick<OpenRefusals, 'names'>, visit: StaffVisit) {
  if (!overtaken) return null;
  const { t, lang, desk } = visit;
  const { exchangeId, by } = overtaken;
  const key = by && (by.move === 'drop' ? 'station.overtaken.drop' : 'station.overtaken.correct');
  const name = sayName(names.get(by?.actorId ?? '') ?? t('desk.somebody'), lang);
  return {
    over: key && by ? t(key, { name, at: sayMoment(lang, by.at, dayOf(desk.now)) }) : t('station.overtaken'),
    href: exchangeId ? `/exchanges/${exchangeId}/file` : '',
  };
}

const Which = z.object({ writerId: text(64), id: text(64), bodyHash: text(64) });

const Dropped = Which.extend({ reason: choice(DROP_REASONS) });
const Answered = Which.extend({ order: text(40) });

async function drop(visit: StaffVisit) {
  const { reason, ...which } = visit.read(Dropped);
  await dropRefused(visit.desk, which, reason);
  return landed(onward(visit), 'dropped');
}

async function answer(visit: StaffVisit) {
  const { order, ...which } = visit.read(Answered);
  await answerRefused(visit.desk, which, order);
  return landed(onward(visit), 'answered');
}

const onward = (visit: StaffVisit): string => onwardOf(visit) ?? '/field/refused';

const form = forStaff(listPage);
export const routes: Route[] = [
  { method: 'GET', url: '/field/refused', needs: 'desk.read', handle: form },
  { method: 'POST', url: '/field/refused/answers', needs: 'exchange.log', form, handle: forStaff(answer) },
  { method: 'POST', url: '/field/refused', needs: 'exchange.log', form, handle: forStaff(drop) },
];
