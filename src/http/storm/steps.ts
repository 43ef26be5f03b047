/** Declaring it, and each step after: what it brings about is said before it is pressed. */
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { STORM_CLOSE_REASONS, STORM_KINDS, STORM_LEVELS } from '#domain/storm';
import { choice, maybeText, submissionKey, text } from '#http/form';
import { toldLine } from '#http/member/told';
import { placeName } from '#http/place-words';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit, textOf } from '#http/staff-page';
import { STEP_AT } from '#http/storm';
import { stormTag, stormTitle } from '#http/storm/words';
import { listMembers } from '#usecases/member/list';
import { beginStorm, callOffStorm, closeStorm, declareStorm, endStorm } from '#usecases/storm/declare';
import { addToStorm } from '#usecases/storm/mark';
import { placesToDeclare } from '#usecases/storm/places';
import { type StormAct, viewStorm } from '#usecases/storm/view';

const idOf = ({ params }: StaffVisit): string => params.id ?? '';

async function asking(visit: StaffVisit): Promise<Page> {
  const { t } = visit;
  const places = await placesToDeclare(visit.desk);
  return page('storm/new', {
    places: places.map((place) => ({ value: place.code, label: placeName(place, visit) })),
    kinds: STORM_KINDS.map((kind) => ({ value: kind, label: t(`storm.kind.${kind}`) })),
    levels: STORM_LEVELS.map((level) => ({ value: level, label: t(`storm.level.${level}`) })),
  });
}

async function declare(visit: StaffVisit): Promise<Answer> {
  const read = visit.read(
    z.object({
      ...{ key: submissionKey(), regionCode: text(12), kind: choice(STORM_KINDS), level: choice(STORM_LEVELS) },
      note: text(300),
    }),
  );
  const { id } = await declareStorm(visit.desk, read);
  return seeOther(`/storms/${id}?done=declare`);
}

/** The page of one step; the file where that step is not to be taken any more. */
const stepPage =
  (name: StormAct) =>
  async (visit: StaffVisit): Promise<Page> => {
    const file = await viewStorm(visit.desk, { id: idOf(visit), region: null });
    const { t } = visit;
    return page('storm/step', {
      ...{ id: file.storm.id, name, at: STEP_AT[name] },
      open: file.may.acts.includes(name),
      title: stormTitle(file.storm, file.place, visit),
      tag: stormTag(file.storm.state, visit),
      left: t(file.storm.state === 'after' ? 'storm.unseen' : 'storm.untold', { listed: file.listed, open: file.open }),
      isLeft: file.open > 0,
      reasons: STORM_CLOSE_REASONS.map((reason) => ({ value: reason, label: t(`storm.reason.${reason}`) })),
    });
  };

const RUN: Record<StormAct, (visit: StaffVisit, id: string) => Promise<unknown>> = {
  begin: ({ desk }, id) => beginStorm(desk, { id }),
  end: ({ desk }, id) => endStorm(desk, { id }),
  callOff: (visit, id) => callOffStorm(visit.desk, { id, ...visit.read(z.object({ note: maybeText(300) })) }),
  close: (visit, id) =>
    closeStorm(visit.desk, {
      id,
      ...visit.read(z.object({ reason: choice(STORM_CLOSE_REASONS), note: maybeText(300) })),
    }),
};

const step =
  (name: StormAct) =>
  async (visit: StaffVisit): Promise<Answer> => {
    await RUN[name](visit, idOf(visit));
    return seeOther(`/storms/${idOf(visit)}?done=${name}`);
  };

/** Found by name first, then why she must be told. */
async function adding(visit: StaffVisit): Promise<Page> {
  const { storm, place } = await viewStorm(visit.desk, { id: idOf(visit), region: null });
  const q = textOf(visit.body, 'q') || textOf(visit.query, 'q');
  const found = q
    ? await listMembers(visit.desk, { list: 'all', q, regionCode: null, hamletId: null, after: null })
    : null;
  return page('storm/adding', {
    ...{ id: storm.id, q, title: stormTitle(storm, place, visit) },
    people: (found?.lines ?? []).slice(0, 12).map((line) => {
      const told = toldLine(visit, line);
      return {
        value: line.id,
        label: [told.called, told.name].filter(Boolean).join(visit.t('care.comma')),
        hint: [told.home, told.age].filter(Boolean).join(visit.t('care.comma')),
      };
    }),
  });
}

async function add(visit: StaffVisit): Promise<Answer> {
  const read = visit.read(z.object({ memberId: text(40), why: text(200) }));
  await addToStorm(visit.desk, { id: idOf(visit), ...read }).catch((error: unknown) => {
    // Whoever is none of those found is not understood, and not a page that is not there.
    if (error instanceof Refusal && error.code === 'not_found')
      throw new Refusal('not_understood', { field: 'memberId' });
    throw error;
  });
  return seeOther(`/storms/${idOf(visit)}?done=add`);
}

const stepRoutes = (Object.keys(STEP_AT) as StormAct[]).flatMap((name): Route[] => {
  const needs = name === 'close' ? 'storm.close' : 'storm.declare';
  const url = `/storms/:id/${STEP_AT[name]}`;
  const form = forStaff(stepPage(name));
  return [
    { method: 'GET', url, needs, handle: form },
    { method: 'POST', url, needs, form, handle: forStaff(step(name)) },
  ];
});

const start = forStaff(asking);
const more = forStaff(adding);
export const routes: Route[] = [
  { method: 'GET', url: '/storms/new', needs: 'storm.declare', handle: start },
  { method: 'POST', url: '/storms', needs: 'storm.declare', form: start, handle: forStaff(declare) },
  ...stepRoutes,
  { method: 'GET', url: '/storms/:id/adding', needs: 'storm.add', handle: more },
  { method: 'POST', url: '/storms/:id/adding', needs: 'storm.add', form: more, handle: forStaff(add) },
];
