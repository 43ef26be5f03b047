/** An order that was served is written down, and a record or request that came back is put right, by an officer for others. */
import { must, Refusal } from '#domain/refusal';
import { stepsUpTo } from '#domain/usual';
import { askFields, askSchema } from '#http/ask';
import { deedWords } from '#http/desk/line';
import { confirmedByCard, savedAt, whichFor } from '#http/logbook';
import { asTicked, logQuestions, readLog, readWallCard, todayOf } from '#http/logbook/form';
import { NONE } from '#http/logbook/which';
import { becauseWords } from '#http/reason';
import { type Answer, type Page, page, type Route } from '#http/route';
import { forStaff, landed, onwardOf, type StaffVisit, textOf } from '#http/staff-page';
import { backFrom } from '#http/step/pages';
import { serviceWords, whenOf } from '#http/told';
import { photoIn } from '#http/upload';
import { asSentence } from '#http/when';
import { correctRequest } from '#usecases/exchange/correct-request';
import { correctExchange } from '#usecases/exchange/log';
import { logOrder } from '#usecases/exchange/log-order';
import { servicesToAsk } from '#usecases/exchange/preview';
import { sameRecords } from '#usecases/exchange/same-visit';
import { type ExchangeView, viewExchange } from '#usecases/exchange/view';

const idOf = ({ params }: StaffVisit): string => params.id ?? '';

async function questionsPage(
  visit: StaffVisit,
  view: ExchangeView,
  step: 'staff-log' | 'staff-correction',
): Promise<Page> {
  const { exchange } = view;
  const { t, lang } = visit;
  const { beneficiaryIds } = exchange;
  const questions = await logQuestions(visit, beneficiaryIds, exchange);
  const when = whenOf(exchange, { t, lang, today: todayOf(visit) });
  const { reason, reasonNote: note } = exchange;
  return page('log/new', {
    ...questions,
    mates: [],
    action: `/exchanges/${exchange.id}/${step}`,
    order: [deedWords(view, visit), when].filter(Boolean).join(t('care.comma')),
    why: step === 'staff-correction' ? becauseWords({ reason, note }, t) : '',
    correcting: step === 'staff-correction',
    which: step === 'staff-log' ? await whichFor(visit, beneficiaryIds, sameRecords) : NONE,
    onward: onwardOf(visit) ?? '',
    back: backFrom(exchange.id, onwardOf(visit)),
    searched: textOf(visit.body, 'volunteerName'),
    state: exchange.state,
  });
}

async function logPage(visit: StaffVisit): Promise<Page> {
  return questionsPage(visit, await viewExchange(visit.desk, idOf(visit), 'exchange.log'), 'staff-log');
}

/** 找: the same questions with more names among the volunteers. */
export async function withNames(visit: StaffVisit, form: (visit: StaffVisit) => Promise<Page>): Promise<Page | null> {
  if (!textOf(visit.body, 'find')) return null;
  const shown = await form(visit);
  return { ...shown, data: { ...shown.data, typed: visit.body } };
}

async function log(visit: StaffVisit): Promise<Answer> {
  const again = await withNames(visit, logPage);
  if (again) return again;
  const id = idOf(visit);
  const { exchange } = await viewExchange(visit.desk, id, 'exchange.log');
  const { order: record, ...answers } = await readLog(visit, must(exchange.beneficiaryIds[0]));
  readWallCard(visit);
  const photo = await photoIn(visit);
  const logged = await logOrder(visit.desk, { id, record, ...answers }).catch(asTicked);
  const { joined } = logged;
  const onward = joined ? savedAt(logged, id) : (onwardOf(visit) ?? savedAt(logged));
  return confirmedByCard(visit, logged.id, photo, onward, joined);
}

async function correctionPage(visit: StaffVisit): Promise<Page> {
  const view = await viewExchange(visit.desk, idOf(visit), 'exchange.correct');
  return view.exchange.stateBefore === 'requested'
    ? requestPage(visit, view)
    : questionsPage(visit, view, 'staff-correction');
}

async function requestPage(visit: StaffVisit, view: ExchangeView): Promise<Page> {
  const { exchange, service } = view;
  const { t, lang } = visit;
  const { all } = await servicesToAsk(visit.desk, must(exchange.beneficiaryIds[0]));
  const minutes = exchange.plannedMinutes ?? 60;
  const { reason, reasonNote: note } = exchange;
  return page('log/correction-request', {
    id: exchange.id,
    words: deedWords(view, visit),
    why: becauseWords({ reason, note }, t),
    services: all.map((one) => ({ value: one.service.code, label: asSentence(serviceWords(one.service, lang, t)) })),
    steps: [...new Set([...stepsUpTo(service.maxMinutes), minutes])].sort((a, b) => a - b),
    asked: askFields({
      serviceCode: exchange.serviceCode,
      plannedOn: exchange.plannedOn ?? todayOf(visit),
      plannedStart: exchange.plannedStart,
      plannedHalfDay: exchange.plannedHalfDay ?? 'morning',
      plannedMinutes: minutes,
      wish: exchange.wish,
    }),
    onward: onwardOf(visit) ?? '',
    back: backFrom(exchange.id, onwardOf(visit)),
  });
}

async function correct(visit: StaffVisit): Promise<Answer> {
  const again = await withNames(visit, correctionPage);
  if (again) return again;
  const id = idOf(visit);
  const { exchange } = await viewExchange(visit.desk, id, 'exchange.correct');
  if (exchange.state !== 'returned') throw new Refusal('state_moved', { state: exchange.state });
  if (exchange.stateBefore === 'requested') {
    await correctRequest(visit.desk, { id, ...visit.read(askSchema(todayOf(visit))) });
  } else {
    await correctExchange(visit.desk, { id, ...(await readLog(visit, must(exchange.beneficiaryIds[0]))) }).catch(
      asTicked,
    );
  }
  return landed(onwardOf(visit) ?? `/exchanges/${id}/file`, 'staff-correction');
}

const at = '/exchanges/:id';
export const routes: Route[] = [
  { method: 'GET', url: `${at}/staff-log`, needs: 'exchange.log', handle: forStaff(logPage) },
  {
    method: 'POST',
    url: `${at}/staff-log`,
    needs: 'exchange.log',
    upload: true,
    form: forStaff(logPage),
    handle: forStaff(log),
  },
  { method: 'GET', url: `${at}/staff-correction`, needs: 'exchange.correct', handle: forStaff(correctionPage) },
  {
    method: 'POST',
    url: `${at}/staff-correction`,
    needs: 'exchange.correct',
    form: forStaff(correctionPage),
    handle: forStaff(correct),
  },
];
