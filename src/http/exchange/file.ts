/** 服务单: the record as an officer reads it before deciding, by itself or beside the list it stands in. */

import type { State } from '#domain/exchange';
import { sayMinutes } from '#domain/minutes';
import type { RefusalCode } from '#domain/refusal';
import { type FileWords, fileWords } from '#http/exchange/file-words';
import { contextOf, type QueueContext, queueUrl } from '#http/queue/context';
import { refusalWords } from '#http/refusal';
import { page, type Route } from '#http/route';
import { forStaff, onwardOf, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { barredFrom, fits, STEP_NAMES, type StepName } from '#http/step';
import { STEPS } from '#http/steps';
import { isKey, type Key } from '#i18n/words';
import { type ExchangeFile, readFile } from '#usecases/exchange/file';
import { neighboursOf } from '#usecases/exchange/read-queue';

export interface StepButton {
  name: StepName;
  url: string;
  label: string;
  press: boolean;
  kind: 'primary' | 'plain' | 'grave';
}

export interface FilePage {
  state: State;
  file: FileWords;
  buttons: StepButton[];
  /** Why this officer may not decide, in words; '' when they may. */
  barred: string;
  /** Where one goes on after a step; null = this record. */
  onward: string | null;
  before: string | null;
  after: string | null;
}

/** Everything that `views/exchange-file/record` prints. @throws Refusal not_found */
export async function filePage(visit: StaffVisit, id: string, context: QueueContext | null): Promise<FilePage> {
  const file = await readFile(visit.desk, id);
  const beside = context
    ? await neighboursOf(visit.desk, context.queue, context.place, id)
    : { before: null, after: null };
  const to = (record: string | null) => (context && record ? queueUrl(context, { record }) : null);
  const onward = context ? queueUrl(context, { record: beside.after ?? beside.before }) : onwardOf(visit);
  return {
    state: file.exchange.state,
    file: fileWords(file, visit),
    ...buttonsOf(file, visit, onward),
    onward,
    before: to(beside.before),
    after: to(beside.after),
  };
}

/** What fits, the likeliest first and green; what this officer's own earlier steps forbid is said instead. */
function buttonsOf(file: ExchangeFile, visit: StaffVisit, onward: string | null): Pick<FilePage, 'buttons' | 'barred'> {
  const fitting = STEP_NAMES.filter((name) => fits(STEPS[name], file, visit.actor));
  const open = fitting.filter((name) => barredFrom(STEPS[name], file) === null);
  const barred = fitting.map((name) => barredFrom(STEPS[name], file)).find((code) => code !== null) ?? null;
  const buttons = open.map((name, at): StepButton => {
    const { press = false, grave = false } = STEPS[name];
    const url = `/exchanges/${file.exchange.id}/${name}`;
    return {
      name,
      url: press || !onward ? url : withQuery(url, { onward }),
      label: name === 'credit' ? creditLabel(file, visit) : visit.t(`step.${name}`),
      press,
      kind: grave ? 'grave' : at === 0 ? 'primary' : 'plain',
    };
  });
  return { buttons, barred: barredWords(barred, visit) };
}

export const barredWords = (code: RefusalCode | null, { lang, t }: StaffVisit): string =>
  code === null ? '' : refusalWords(lang, t, { code, params: {} });

/** 通过，给李姨记 1 小时半: the button names the act. */
function creditLabel(file: ExchangeFile, { t, lang }: StaffVisit): string {
  if (file.short > 0) return t('step.credit.short');
  const paid = (file.worth ?? []).filter(({ minutes }) => minutes > 0);
  const total = paid.reduce((sum, { minutes }) => sum + minutes, 0);
  const names = paid.map(({ memberId }) => file.called.get(memberId) ?? '').join(t('who.and'));
  return total === 0
    ? t('step.credit.nothing')
    : t('step.credit.do', { name: names, minutes: sayMinutes(total, lang) });
}

/** What has just been done, when one comes from a step. */
export function doneWords({ query, t }: StaffVisit): string {
  const key = `step.${textOf(query, 'done')}.done`;
  return isKey(key) ? t(key as Key) : '';
}

/** By itself; with `?queue=` as it stands in that list, which is also what htmx puts beside the list. */
export const showFile = forStaff(async (visit) => {
  const context = contextOf(visit);
  const shown = await filePage(visit, visit.params.id ?? '', context);
  const back = context ? queueUrl(context, { record: visit.params.id ?? null }) : (onwardOf(visit) ?? '/desk');
  return page('exchange-file/file', { ...shown, back, done: doneWords(visit) });
});

export const routes: Route[] = [{ method: 'GET', url: '/exchanges/:id/file', needs: 'desk.read', handle: showFile }];
