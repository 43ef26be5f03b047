/** 意外: the lists, the file of one with all that was done; a member reads that it is being looked after. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { INCIDENT_ENDS, wasLate } from '#domain/incident';
import { type Action, mayEver } from '#domain/permission';
import { choice, maybeText, text, ticked } from '#http/form';
import { ownPage } from '#http/incident/own';
import { dueWords, firstCalls, happenedWords, lineWords, titleOf } from '#http/incident/words';
import { forMember } from '#http/member/page';
import { fullName, sayName } from '#http/name';
import { doneWords, pageOf } from '#http/office/words';
import { placeName } from '#http/place-words';
import { type Answer, notFound, type Page, page, picture, type Route, seeOther, type Visit } from '#http/route';
import { forStaff, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { photoIn } from '#http/upload';
import { callsTo } from '#http/visit/words';
import { sayMoment } from '#i18n/say';
import { isKey, type Key } from '#i18n/words';
import { INCIDENT_LISTS, type IncidentList } from '#records/incident';
import { closeIncident, reopenIncident, reportIncident, stepIncident } from '#usecases/incident/see-to';
import {
  INCIDENTS_A_PAGE,
  type IncidentFile,
  listIncidents,
  lookAtIncidentPhoto,
  viewIncident,
} from '#usecases/incident/view';

const DONE = {
  tell: 'incident.done.tell',
  report: 'incident.done.report',
  step: 'incident.done.step',
  close: 'incident.done.close',
  reopen: 'incident.done.reopen',
} as const satisfies Record<string, Key>;

const idOf = ({ params }: Visit): string => params.id ?? '';
const isList = (name: string): name is IncidentList => (INCIDENT_LISTS as readonly string[]).includes(name);

async function list(visit: StaffVisit): Promise<Page> {
  const { t, query } = visit;
  const asked = textOf(query, 'list');
  const here = isList(asked) ? asked : 'open';
  const at = pageOf(query);
  const { lines, counts } = await listIncidents(visit.desk, here, at);
  return page('incident/list', {
    here,
    lists: INCIDENT_LISTS.map((name) => ({
      href: `/incidents?list=${name}`,
      words: t('incident.list_count', { list: t(`incident.list.${name}`), count: counts[name] }),
      here: name === here,
    })),
    rows: lines.map((line) => lineWords(line, visit)),
    at,
    of: Math.max(1, Math.ceil(counts[here] / INCIDENTS_A_PAGE)),
    url: (number: number) => withQuery('/incidents', { list: here, page: String(number) }),
  });
}

const filePage = async (visit: StaffVisit): Promise<Page> =>
  page('incident/file', fileWords(await viewIncident(visit.desk, idOf(visit)), visit));

export function fileWords(file: IncidentFile, visit: StaffVisit) {
  const { t, lang, desk, actor } = visit;
  const { incident, moves, photos, insurance, numbers, answering, resting } = file;
  const say = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  const mine = incident.toldBy === actor.id || incident.reportedBy === actor.id;
  const may = (action: Action) => mayEver(actor, action);
  return {
    id: incident.id,
    state: incident.state,
    ...lineWords(file, visit),
    done: doneWords(visit, DONE),
    calls: [
      ...firstCalls(incident.kind, insurance, visit),
      ...callsTo(numbers, visit),
      ...answering
        .filter(({ userId, phone }) => userId !== actor.id && phone !== null)
        .slice(0, 2)
        .map(({ name, phone, role }) => ({
          label: [sayName(name, lang), t(`role.${role}`)].join(t('care.comma')),
          tel: phone ?? '',
        })),
    ],
    rows: rowsOf(file, visit),
    photos: photos.map(({ id, width, height }, at) => ({
      src: `/incidents/${incident.id}/photos/${id}`,
      words: t('incident.photo', { number: at + 1 }),
      ...{ width, height },
    })),
    moves: moves.map((move) => ({
      when: say(move.at),
      words: t(`incident.move.${move.move}`),
      by: move.by ? sayName(move.by, lang) : t('audit.member_actor'),
      reason: [endWords(move.move === 'close' ? move.reason : null, visit), move.note ?? '']
        .filter(Boolean)
        .join(t('care.comma')),
    })),
    resting: resting && { href: `/pairings/${resting.id}` },
    mayReport: incident.state === 'told' && may('incident.report'),
    mayStep: incident.state !== 'closed' && may('incident.step'),
    mayClose: incident.state === 'reported' && may('incident.close') && !mine,
    mine: incident.state === 'reported' && may('incident.close') && mine,
    mayReopen: incident.state === 'closed' && may('incident.close'),
  };
}

const endWords = (reason: string | null, { t }: StaffVisit): string => {
  const key = `incident.end.${reason ?? ''}`;
  return isKey(key) ? t(key) : '';
};

function rowsOf(file: IncidentFile, visit: StaffVisit) {
  const { t, lang, desk } = visit;
  const { incident, elder, volunteer, insurance, toldBy, place } = file;
  const say = (at: number) => sayMoment(lang, at, dayOf(desk.now));
  const person = (label: Key, one: typeof elder) =>
    one ? [{ label: t(label), value: fullName(visit, one), href: `/members/${one.id}` }] : [];
  const number = (label: Key, value: string | null) => (value ? [{ label: t(label), value, code: true }] : []);
  return [
    { label: t('incident.row.told'), value: incident.told },
    {
      label: t('incident.row.when'),
      value: happenedWords(incident, visit),
      sub: [incident.place ?? '', placeName(place, visit)].filter(Boolean).join(t('care.comma')),
    },
    ...person('incident.row.elder', elder),
    ...person('incident.row.volunteer', volunteer),
    ...(incident.exchangeId
      ? [
          {
            label: t('incident.row.order'),
            value: t('incident.see_order'),
            href: `/exchanges/${incident.exchangeId}/file`,
          },
        ]
      : []),
    {
      ...{ label: t('incident.row.by'), value: toldBy ? sayName(toldBy, lang) : t('audit.member_actor') },
      sub: t('incident.known', { told: say(incident.toldAt), known: say(incident.knownAt) }),
    },
    {
      label: t('incident.row.report'),
      value: dueWords(file, visit),
      sub: wasLate(incident) ? t('incident.was_late') : '',
    },
    {
      label: t('incident.row.insurance'),
      value: insurance ? [insurance.insurer, insurance.policyNumber].join(' ') : t('incident.no_insurance'),
      ...(insurance ? { sub: insurance.claimPhone, href: `/insurances/${insurance.id}` } : {}),
    },
    ...number('incident.row.police', incident.policeNumber),
    ...number('incident.row.claim', incident.claimNumber),
    ...(incident.closeNote ? [{ label: endWords(incident.closeReason, visit), value: incident.closeNote }] : []),
  ];
}

const STEPS = ['report', 'step', 'closing', 'reopening'] as const;
type StepName = (typeof STEPS)[number];

/** The page of one question about it; over when somebody was faster. */
const asking =
  (name: StepName) =>
  async (visit: StaffVisit): Promise<Page> => {
    const words = fileWords(await viewIncident(visit.desk, idOf(visit)), visit);
    const fits = { report: words.mayReport, step: words.mayStep, closing: words.mayClose, reopening: words.mayReopen };
    if (!fits[name]) return page('incident/file', words);
    const ends = INCIDENT_ENDS.map((end) => ({ value: end, label: visit.t(`incident.end.${end}`) }));
    return page('incident/step', { ...words, name, ends });
  };

const back = (visit: StaffVisit, done: keyof typeof DONE): Answer => seeOther(`/incidents/${idOf(visit)}?done=${done}`);

async function report(visit: StaffVisit): Promise<Answer> {
  await reportIncident(visit.desk, { id: idOf(visit), ...visit.read(z.object({ note: text(1000) })) });
  return back(visit, 'report');
}

async function step(visit: StaffVisit): Promise<Answer> {
  const { incidentStep: move, note } = visit.read(
    z.object({ incidentStep: choice(['step', 'police', 'claim']), note: text(1000) }),
  );
  await stepIncident(visit.desk, { id: idOf(visit), move, note, photo: await photoIn(visit) });
  return back(visit, 'step');
}

async function close(visit: StaffVisit): Promise<Answer> {
  const form = visit.read(z.object({ reason: choice(INCIDENT_ENDS), note: text(1000), resume: ticked() }));
  await closeIncident(visit.desk, { id: idOf(visit), ...form });
  return back(visit, 'close');
}

async function reopen(visit: StaffVisit): Promise<Answer> {
  await reopenIncident(visit.desk, { id: idOf(visit), ...visit.read(z.object({ note: maybeText(1000) })) });
  return back(visit, 'reopen');
}

const paper = async (visit: StaffVisit): Promise<Page> => {
  const file = await viewIncident(visit.desk, idOf(visit));
  return page('incident/paper', { ...fileWords(file, visit), title: titleOf(file, visit) });
};

const photo = async (visit: StaffVisit): Promise<Answer> =>
  picture(await lookAtIncidentPhoto(visit.desk, { id: idOf(visit), photoId: visit.params.photo ?? notFound() }));

const show = (visit: Visit): Promise<Answer> | Answer =>
  visit.actor.kind === 'member' ? forMember(ownPage)(visit) : forStaff(filePage)(visit);

const AT = '/incidents/:id';
const asks = (name: StepName, needs: Action, handle: (visit: StaffVisit) => Promise<Answer>): Route[] => {
  const form = forStaff(asking(name));
  const url = `${AT}/${name}`;
  const upload = name === 'step' ? ({ upload: true } as const) : {};
  return [
    { method: 'GET', url, needs, handle: form },
    { method: 'POST', url, needs, form, handle: forStaff(handle), ...upload },
  ];
};

export const routes: Route[] = [
  { method: 'GET', url: '/incidents', needs: 'desk.read', handle: forStaff(list) },
  { method: 'GET', url: AT, needs: 'incident.read', handle: show },
  { method: 'GET', url: `${AT}/paper`, needs: 'desk.read', handle: forStaff(paper) },
  { method: 'GET', url: `${AT}/photos/:photo`, needs: 'attachment.read', handle: forStaff(photo) },
  ...asks('report', 'incident.report', report),
  ...asks('step', 'incident.step', step),
  ...asks('closing', 'incident.close', close),
  ...asks('reopening', 'incident.close', reopen),
];
