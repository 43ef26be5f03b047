/**
 * 登记: one question a page, from her name to her consent, then all answers at once. What was typed is kept at every press,
 * understood or not, so that neither Back nor a wrong digit costs anybody a word.
 */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { Refusal } from '#domain/refusal';
import type { Fields } from '#http/form';
import { type Draft, draftsOf, dropDraft, findDraft, keepDraft, MOST_DRAFTS, NEW, newDraft } from '#http/member/draft';
import { stepPage } from '#http/member/enrol-page';
import { PAPER_FIELDS, paperIn, usedFor } from '#http/member/paper-use';
import {
  type Around,
  contactOf,
  enrolmentOf,
  formsFor,
  NAMES,
  STEPS,
  type Step,
  stepsFor,
  understoodIn,
} from '#http/member/steps';
import { fileFor, toFile } from '#http/member/visit';
import { type Answer, notFound, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { addContact } from '#usecases/contact/add';
import { addHamlet } from '#usecases/hamlet/add';
import { type Enrolment, enrolMember } from '#usecases/member/enrol';
import { enrolPlaces } from '#usecases/member/where';
import { checkSheet } from '#usecases/sheet/use';

const LONGEST = 200;

async function aroundFor({ desk }: Visit, draft: Draft | null): Promise<Around> {
  const chosen = draft ? textOf(draft.answers.village ?? {}, 'villageCode') : '';
  return { today: dayOf(desk.now), places: await enrolPlaces(desk, chosen || null) };
}

/** The first question, with what was left unfinished above it. */
async function begin(visit: Visit): Promise<Page | Answer> {
  const known = await usedFor(visit);
  return known ? toFile(known, 'sheet_used') : firstPage(visit);
}

async function firstPage(visit: Visit): Promise<Page> {
  const drafts = draftsOf(visit);
  const around = await aroundFor(visit, null);
  return stepPage(visit, { step: 'who', draft: null, around, drafts, full: drafts.length >= MOST_DRAFTS });
}

async function ask(visit: Visit): Promise<Answer> {
  const draft = findDraft(visit, visit.params.draft ?? '');
  if (!draft) return seeOther(`${NEW}?lost=yes`);
  const around = await aroundFor(visit, draft);
  const step = stepOf(visit, around, draft);
  if (step !== 'check') return stepPage(visit, { step, draft, around });
  // Nobody is sent who was not asked everything.
  const { open } = understoodIn(around, draft);
  return open ? seeOther(`${NEW}/${draft.id}/${open}?from=check`) : stepPage(visit, { step, draft, around });
}

const askAgain = async (visit: Visit): Promise<Page> => {
  const draft = findDraft(visit, visit.params.draft ?? '') ?? notFound();
  const around = await aroundFor(visit, draft);
  return stepPage(visit, { step: stepOf(visit, around, draft), draft, around });
};

function stepOf({ params }: Visit, around: Around, draft: Draft): Step {
  const step = STEPS.find((known) => known === params.step) ?? notFound();
  return stepsFor(around, draft).includes(step) ? step : 'check';
}

/** Keeps what was typed, then says whether it is understood. */
async function answer(visit: Visit): Promise<Answer> {
  const known = visit.params.draft === undefined ? newDraft(visit) : findDraft(visit, visit.params.draft);
  if (!known) return seeOther(`${NEW}?lost=yes`);
  const step = visit.params.step === undefined ? 'who' : stepOf(visit, await aroundFor(visit, known), known);
  if (step === 'check') return send(visit, known);
  const draft = { ...known, answers: { ...known.answers, [step]: typedIn(visit.body, NAMES[step]) } };
  const around = await aroundFor(visit, draft);
  // The first page has no address of its own before it is understood: until then the form itself keeps what was typed.
  if (visit.params.draft !== undefined) keepDraft(visit, draft);
  visit.read(formsFor(around, draft)[step]);
  if (step === 'who') await checkPaper(visit, draft);
  keepDraft(visit, draft);
  const asked = stepsFor(around, draft);
  const next = textOf(visit.body, 'from') === 'check' ? 'check' : asked[asked.indexOf(step) + 1];
  return seeOther(`${NEW}/${draft.id}/${next}`);
}

/** A number that is none, or was keyed in before, is told before eight more questions are answered. */
async function checkPaper({ desk, read }: Visit, draft: Draft): Promise<void> {
  const paper = paperIn(read(z.object(PAPER_FIELDS)), draft.by);
  if (paper) await checkSheet(desk, paper, 'enrolment');
}

/** Only what the question asks for, and no more of it than a card could hold. */
function typedIn(body: Fields, names: readonly string[]): Fields {
  const kept = names.flatMap((name) => {
    const value = body[name];
    if (value === undefined) return [];
    return [[name, Array.isArray(value) ? value.slice(0, 10).map((one) => one.slice(0, 20)) : value.slice(0, LONGEST)]];
  });
  return Object.fromEntries(kept);
}

async function send(visit: Visit, draft: Draft): Promise<Answer> {
  const around = await aroundFor(visit, draft);
  const { told, open } = understoodIn(around, draft);
  const enrolment = enrolmentOf(draft, around, told);
  if (open || !enrolment) return seeOther(`${NEW}/${draft.id}/${open ?? 'who'}?from=check`);
  const { id } = await enrolIn(visit, enrolment, told.home?.hamletName ?? null).catch((error: unknown) => {
    // Its field stands on another page: here it is said without one.
    if (error instanceof Refusal) throw new Refusal(error.code, { ...error.params, field: '' });
    throw error;
  });
  const contact = contactOf(draft, told, id);
  if (contact) await addContact(visit.desk, contact);
  dropDraft(visit, draft.id);
  return seeOther(`/members/${id}/enrolment`);
}

/** In a hamlet that is not on the village's list yet, it is put there first. */
async function enrolIn({ desk }: Visit, enrolment: Enrolment, hamletName: string | null) {
  if (hamletName === null) return enrolMember(desk, enrolment);
  const { id: hamletId } = await addHamlet(desk, { regionCode: enrolment.regionCode, name: hamletName });
  return enrolMember(desk, { ...enrolment, hamletId });
}

const remove = (visit: Visit): Answer => {
  dropDraft(visit, visit.params.draft ?? '');
  return seeOther(NEW);
};

/** What was done and what comes next; it can be opened again later. */
async function done(visit: Visit): Promise<Page> {
  const { file, head } = await fileFor(visit);
  return page('member/enrol/done', { head, duplicate: file.duplicate !== false && file.member.state === 'submitted' });
}

export const routes: Route[] = [
  { method: 'GET', url: NEW, needs: 'member.enrol', handle: begin },
  { method: 'POST', url: NEW, needs: 'member.enrol', form: firstPage, handle: answer },
  { method: 'GET', url: `${NEW}/:draft/:step`, needs: 'member.enrol', handle: ask },
  { method: 'POST', url: `${NEW}/:draft/:step`, needs: 'member.enrol', form: askAgain, handle: answer },
  { method: 'POST', url: `${NEW}/:draft/removal`, needs: 'member.enrol', handle: remove },
  { method: 'GET', url: '/members/:id/enrolment', needs: 'member.enrol', handle: done },
];
