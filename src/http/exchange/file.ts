/** 服务单: the record as an officer reads it before deciding, by itself or beside the list it stands in. */

import type { State } from '#domain/exchange';
import type { RefusalCode } from '#domain/refusal';
import { type FileWords, fileWords, shortNumber } from '#http/exchange/file-words';
import { sayName } from '#http/name';
import { contextOf, type QueueContext, queueUrl } from '#http/queue/context';
import type { Done } from '#http/queue/done';
import { type KeyHint, keysFor } from '#http/queue/keys';
import { refusalWords } from '#http/refusal';
import { page, type Route } from '#http/route';
import { forStaff, onwardOf, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { barredFrom, ELSEWHERE, fits, STEP_NAMES, type StepName } from '#http/step';
import { STEPS } from '#http/steps';
import { sayMinutes } from '#i18n/say-minutes';
import { isKey, type Key } from '#i18n/words';
import { type ExchangeFile, readFile } from '#usecases/exchange/file';
import { type Neighbours, neighboursOf } from '#usecases/exchange/read-queue';

export interface StepButton {
  name: StepName;
  url: string;
  label: string;
  press: boolean;
  /** Its questions fit into the place of the record; the others have pages of their own with more than questions. */
  inline: boolean;
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
  /** Keys that do something here, with what they do. */
  keys: KeyHint[];
}

/**
 * Everything that `views/exchange-file/record` prints.
 * @param known its neighbours in the list it stands in, where that is at hand; else they are asked for
 * @throws Refusal not_found
 */
export async function filePage(
  visit: StaffVisit,
  id: string,
  context: QueueContext | null,
  known: Neighbours | null = null,
): Promise<FilePage> {
  const file = await readFile(visit.desk, id);
  const beside = known ?? (await besideIn(visit, id, context));
  const to = (record: string | null) => (context && record ? queueUrl(context, { record }) : null);
  const onward = context ? queueUrl(context, { record: beside.after ?? beside.before }) : onwardOf(visit);
  const steps = buttonsOf(file, visit, onward);
  return {
    state: file.exchange.state,
    file: fileWords(file, visit),
    ...steps,
    keys: keysFor(visit, keyed(steps.buttons, visit)),
    onward,
    before: to(beside.before),
    after: to(beside.after),
  };
}

const besideIn = async ({ desk }: StaffVisit, id: string, context: QueueContext | null): Promise<Neighbours> =>
  context ? neighboursOf(desk, context.queue, context.place, id) : { before: null, after: null };

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
      label: labelOf(name, file, visit),
      press,
      inline: !press && !ELSEWHERE.includes(name),
      kind: grave ? 'grave' : at === 0 ? 'primary' : 'plain',
    };
  });
  return { buttons, barred: barredWords(barred, visit) };
}

function labelOf(name: StepName, file: ExchangeFile, visit: StaffVisit): string {
  if (name === 'credit') return creditLabel(file, visit);
  return visit.t(name === 'reversal-acceptance' && file.instead ? 'step.replacement-acceptance' : `step.${name}`);
}

/** Where A and R lead on this record. */
const keyed = (buttons: readonly StepButton[], { t }: StaffVisit) => {
  const first = buttons.find(({ kind }) => kind === 'primary');
  return { a: first ? t(`step.${first.name}`) : '', r: buttons.some(({ name }) => name === 'return') };
};

export const barredWords = (code: RefusalCode | null, { lang, t }: StaffVisit): string =>
  code === null ? '' : refusalWords(lang, t, { code, params: {} });

/** 通过，给李姨记 1 小时半: the button names the act. */
function creditLabel(file: ExchangeFile, { t, lang }: StaffVisit): string {
  if (file.short > 0) return t('step.credit.short');
  const paid = (file.worth ?? []).filter(({ minutes }) => minutes > 0);
  const total = paid.reduce((sum, { minutes }) => sum + minutes, 0);
  const names = paid.map(({ memberId }) => sayName(file.called.get(memberId) ?? '', lang)).join(t('who.and'));
  return total === 0
    ? t('step.credit.nothing')
    : t('step.credit.do', { name: names, minutes: sayMinutes(total, lang) });
}

/** What has just been done, to which record, when one comes from a step. */
export function doneIn({ query, t }: StaffVisit): Done | null {
  const done = textOf(query, 'done');
  const key = `step.${done}.done`;
  if (!isKey(key)) return null;
  const [id = ''] = /^exc_\w{1,40}$/.exec(textOf(query, 'of')) ?? [];
  const undo = `step.${done}.undo`;
  return {
    words: t(key as Key),
    id,
    url: `/exchanges/${id}/file`,
    label: t('desk.record_number', { number: shortNumber(id) }),
    undo: isKey(undo) ? t(undo as Key) : '',
  };
}

/** By itself; with `?queue=` as it stands in that list, which is also what htmx puts beside the list. */
export const showFile = forStaff(async (visit) => {
  const context = contextOf(visit);
  const shown = await filePage(visit, visit.params.id ?? '', context);
  const back = context ? queueUrl(context, { record: visit.params.id ?? null }) : (onwardOf(visit) ?? '/desk');
  return page('exchange-file/file', { ...shown, back, done: doneIn(visit) });
});

export const routes: Route[] = [{ method: 'GET', url: '/exchanges/:id/file', needs: 'desk.read', handle: showFile }];
