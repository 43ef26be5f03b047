/** 报意外: in a minute, with the numbers to dial on top. A member tells of her own visits; an officer's word is the first report. */
import { z } from 'zod';
import { addDays, type Day, dayOf, type Instant, instantOf } from '#domain/day';
import { INCIDENT_KINDS } from '#domain/incident';
import { Refusal } from '#domain/refusal';
import { readDay, readTime } from '#domain/times';
import { choice, maybeText, maybeUnderstood, text, ticked } from '#http/form';
import { firstCalls, kindOptions, whoWords } from '#http/incident/words';
import { sayName } from '#http/name';
import { type Answer, type Page, page, type Route, seeOther, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { photoIn } from '#http/upload';
import { asSentence } from '#http/when';
import { sayShortDay } from '#i18n/say';
import { choicesForNew, type NewIncidentPage } from '#usecases/incident/choices';
import { tellIncident } from '#usecases/incident/tell';

const todayOf = ({ desk }: Visit): Day => dayOf(desk.now);

async function newPage(visit: Visit): Promise<Page> {
  const { t, lang } = visit;
  const of = textOf(visit.body, 'about') || textOf(visit.query, 'of');
  const shown = await choicesForNew(visit.desk, of);
  const member = visit.actor.kind === 'member';
  const today = todayOf(visit);
  return page('incident/new', {
    member,
    calls: [...firstCalls(null, shown.chosen?.insurance ?? null, visit), ...helperCalls(shown, visit)],
    of,
    who: shown.chosen ? whoWords(shown.chosen, visit) : '',
    choices: shown.choices.map((one) => ({
      value: one.of,
      label:
        one.of === visit.actor.id
          ? t('incident.only_me')
          : whoWords({ elder: one.elder, volunteer: null }, visit) || t('incident.only_me'),
    })),
    kinds: kindOptions(visit),
    today,
    days: [today, addDays(today, -1)].map((day) => ({ value: day, label: asSentence(sayShortDay(lang, day, today)) })),
    hours: shown.hours,
    back: backOf(of, member),
  });
}

const helperCalls = ({ helper }: NewIncidentPage, { t, lang, actor }: Visit) =>
  helper && actor.kind === 'member'
    ? [{ label: t('incident.call_helper', { name: sayName(helper.name, lang) }), tel: helper.phone }]
    : [];

function backOf(of: string, member: boolean): string {
  if (of.startsWith('pai_')) return `/pairings/${of}`;
  if (of.startsWith('exc_')) return member ? `/exchanges/${of}` : `/exchanges/${of}/file`;
  if (member) return '/home';
  return of.startsWith('mem_') ? `/members/${of}` : '/incidents';
}

const formOf = (visit: Visit) =>
  z.object({
    about: text(60),
    incidentKind: choice(INCIDENT_KINDS),
    happenedOn: maybeUnderstood((typed) => readDay(typed, todayOf(visit), 'past')),
    otherDay: maybeUnderstood((typed) => readDay(typed, todayOf(visit), 'past')),
    happenedAt: maybeUnderstood(readTime),
    happenedWhere: maybeText(100),
    happened: text(1000),
    knew: choice(['then', 'now']).optional(),
    report: ticked(),
  });

async function tell(visit: Visit): Promise<Answer> {
  const form = visit.read(formOf(visit));
  const photo = await photoIn(visit);
  const { about: of, incidentKind: kind, happened: told, happenedWhere: place, happenedAt: happenedMinute } = form;
  const happenedOn = form.otherDay ?? form.happenedOn ?? todayOf(visit);
  const report = visit.actor.kind === 'staff' && form.report;
  const knownAt = form.knew === 'then' ? thenOf(happenedOn, happenedMinute, visit.desk.now) : null;
  const whole = { of, kind, told, place, happenedOn, happenedMinute, knownAt, report, photo };
  const id = await tellIncident(visit.desk, whole).catch(besideWhom);
  return seeOther(`/incidents/${id}?done=${report ? 'report' : 'tell'}`);
}

/** Whom it is about is not there, or not theirs: said in the form, so that nothing typed is lost. */
function besideWhom(error: unknown): never {
  if (!(error instanceof Refusal)) throw error;
  if (['not_found', 'incident_nobody'].includes(error.code)) throw new Refusal('incident_nobody', { field: 'about' });
  throw error.params.field === 'knownOn' ? new Refusal(error.code, { field: 'knew' }) : error;
}

/** When it happened, as early as that may have been: a deadline is not won by leaving the hour out. */
const thenOf = (day: Day, minute: number | null, now: Instant): Instant => Math.min(now, instantOf(day, minute ?? 0));

export const routes: Route[] = [
  { method: 'GET', url: '/incidents/new', needs: 'incident.tell', handle: newPage },
  { method: 'POST', url: '/incidents', needs: 'incident.tell', upload: true, form: newPage, handle: tell },
];
