/**
 * The pages of steps: `GET` shows what is asked, `POST` does it. One shape for all: what is refused comes back on the page
 * it came from, with what was typed, the words beside it, and the record as it stands now.
 */
import { Refusal } from '#domain/refusal';
import { barredWords, filePage } from '#http/exchange/file';
import { fileWords } from '#http/exchange/file-words';
import { contextOf } from '#http/queue/context';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, landed, onwardOf, type StaffVisit, withQuery } from '#http/staff-page';
import { barredFrom, ELSEWHERE, fits, justDone, STEP_NAMES, type StepName } from '#http/step';
import { STEPS } from '#http/steps';
import { readFile } from '#usecases/exchange/file';

const fileUrl = (id: string): string => `/exchanges/${id}/file`;

/** Back to the record: beside the list that one goes on with, when there is one. */
export function backFrom(id: string, onward: string | null): string {
  return onward?.startsWith('/queue/') ? withQuery(onward, { record: id, done: null, of: null }) : fileUrl(id);
}

/** The questions of one step about one record. */
export async function stepPage(visit: StaffVisit, name: StepName, id: string, onward: string | null): Promise<Page> {
  const step = STEPS[name];
  const file = await readFile(visit.desk, id);
  return page('exchange-file/step', {
    name,
    file: fileWords(file, visit),
    more: step.data ? await step.data(visit, file) : {},
    fits: fits(step, file, visit.actor),
    barred: barredWords(barredFrom(step, file), visit),
    grave: step.grave ?? false,
    photo: step.photo ?? false,
    onward: onward ?? '',
    back: backFrom(id, onward),
    saved: false,
  });
}

/** A press is refused on the record itself. */
async function showPress(visit: StaffVisit) {
  const id = visit.params.id ?? '';
  const shown = await filePage(visit, id, contextOf(visit));
  const onward = onwardOf(visit);
  return page('exchange-file/file', { ...shown, onward, back: backFrom(id, onward), done: null });
}

async function make(visit: StaffVisit, name: StepName): Promise<Answer> {
  const id = visit.params.id ?? '';
  const onward = onwardOf(visit) ?? fileUrl(id);
  try {
    const done = await STEPS[name].run(visit, id);
    return landed(onward, typeof done === 'string' ? done : name, id);
  } catch (error) {
    if (await wasDone(visit, name, id, error)) return landed(onward, name, id);
    throw error;
  }
}

/** Somebody pressed twice: the first press went through, and that is what they wanted. */
async function wasDone(visit: StaffVisit, name: StepName, id: string, error: unknown): Promise<boolean> {
  if (!(error instanceof Refusal) || !['state_moved', 'already_done', 'reversal_twice'].includes(error.code))
    return false;
  return justDone(STEPS[name], await readFile(visit.desk, id), visit);
}

function routesOf(name: StepName): Route[] {
  const url = `/exchanges/:id/${name}`;
  const { needs, press, photo: upload } = STEPS[name];
  const show = forStaff((visit) =>
    press ? showPress(visit) : stepPage(visit, name, visit.params.id ?? '', onwardOf(visit)),
  );
  const post: Route = {
    method: 'POST',
    url,
    needs,
    upload,
    form: show,
    handle: forStaff((visit) => make(visit, name)),
  };
  // Somebody who had to sign in in between comes back by address: to the record.
  const get = press ? forStaff((visit) => seeOther(fileUrl(visit.params.id ?? ''))) : show;
  return [{ method: 'GET', url, needs, handle: get }, post];
}

export const routes: Route[] = STEP_NAMES.filter((name) => !ELSEWHERE.includes(name)).flatMap(routesOf);
