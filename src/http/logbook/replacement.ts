/** 撤销并改记: an officer says what a credited record should have been, on the questions by which visits are written down. */
import { REPLACE_REASONS } from '#domain/reason';
import { must } from '#domain/refusal';
import { deedWords } from '#http/desk/line';
import { asTicked, logQuestions, readLog, todayOf } from '#http/logbook/form';
import { withNames } from '#http/logbook/order';
import { whyIn } from '#http/reason';
import { type Answer, notFound, type Page, page, type Route } from '#http/route';
import { forStaff, landed, onwardOf, type StaffVisit, textOf } from '#http/staff-page';
import { fits } from '#http/step';
import { backFrom } from '#http/step/pages';
import { STEPS } from '#http/steps';
import { whenOf } from '#http/told';
import { sayMinutes } from '#i18n/say-minutes';
import { type ExchangeFile, readFile } from '#usecases/exchange/file';
import { proposeReversal } from '#usecases/exchange/reverse';

const NEEDS = 'exchange.reverse';

/** What stands there now: the officer changes what is wrong of it. */
async function ask(visit: StaffVisit): Promise<Page> {
  const file = await readFile(visit.desk, visit.params.id ?? '');
  const { exchange } = file;
  if (!fits(STEPS.replacement, file, visit.actor) && Object.keys(visit.body).length === 0) notFound();
  const questions = await logQuestions(visit, exchange.beneficiaryIds, exchange, NEEDS);
  // Times of the clock go before the minutes that are pressed: what is there already would win over what is corrected.
  const defaults = { ...questions.defaults, start: '', end: '' };
  return page('log/replacement', {
    ...questions,
    defaults,
    action: `/exchanges/${exchange.id}/replacement`,
    order: nowWords(file, visit),
    reasons: REPLACE_REASONS,
    onward: onwardOf(visit) ?? '',
    back: backFrom(exchange.id, onwardOf(visit)),
    searched: textOf(visit.body, 'volunteerName'),
  });
}

function nowWords(file: ExchangeFile, visit: StaffVisit): string {
  const { exchange } = file;
  const { t, lang } = visit;
  const when = whenOf(exchange, { t, lang, today: todayOf(visit) });
  return [deedWords(file, visit), when, sayMinutes(exchange.servedMinutes ?? 0, lang)]
    .filter(Boolean)
    .join(t('care.comma'));
}

async function propose(visit: StaffVisit): Promise<Answer> {
  const again = await withNames(visit, ask);
  if (again) return again;
  const id = visit.params.id ?? '';
  const { exchange } = await readFile(visit.desk, id);
  const why = whyIn(visit, REPLACE_REASONS);
  const instead = await readLog(visit, must(exchange.beneficiaryIds[0]), NEEDS);
  await proposeReversal(visit.desk, { id, ...why, instead }).catch(asTicked);
  return landed(onwardOf(visit) ?? `/exchanges/${id}/file`, 'replacement', id);
}

const url = '/exchanges/:id/replacement';
export const routes: Route[] = [
  { method: 'GET', url, needs: NEEDS, handle: forStaff(ask) },
  { method: 'POST', url, needs: NEEDS, form: forStaff(ask), handle: forStaff(propose) },
];
