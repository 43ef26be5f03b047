/** 探访: the form for whoever was at the door, two taps when all is well; and the page that says what came of it. */
import { z } from 'zod';
import { addDays, dayOf, halfDayOf, minuteOfDay } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { readDay } from '#domain/times';
import { VISIT_MODES } from '#domain/visit';
import { stateTag } from '#http/alert/words';
import { choice, maybeText, maybeUnderstood, submissionKey } from '#http/form';
import { fileFor } from '#http/member/visit';
import { called, fullName, sayName } from '#http/name';
import { type Answer, type Page, page, type Route, seeOther } from '#http/route';
import { forStaff, type StaffVisit } from '#http/staff-page';
import { aspectChoices, findingsIn, modeChoices } from '#http/visit/form';
import { callsTo, emergencyCalls, lastSeenWords, nextWords, outcomeWords, sayOn } from '#http/visit/words';
import { asSentence } from '#http/when';
import { orWhoElse } from '#http/who-else';
import { sayMoment } from '#i18n/say';
import { recordVisit } from '#usecases/visit/record';
import { viewVisit } from '#usecases/visit/view';

const newPage = async (visit: StaffVisit): Promise<Page> => {
  const { file, head } = await fileFor(visit);
  const today = dayOf(visit.desk.now);
  const days = [today, addDays(today, -1), addDays(today, -2)];
  return page('visit/new', {
    head,
    last: lastSeenWords(file.visits?.register ?? null, visit),
    next: file.visits ? nextWords(file.visits.next, head.called, visit) : '',
    modes: modeChoices(visit),
    today,
    days: days.map((day) => ({ value: day, label: asSentence(sayOn(day, visit)) })),
    aspects: aspectChoices(visit),
  });
};

const dayIn = (visit: StaffVisit) => (typed: string) => readDay(typed, dayOf(visit.desk.now), 'past');
async function save(visit: StaffVisit): Promise<Answer> {
  const { otherDay, visitedOn, well, ...read } = visit.read(
    z.object({
      key: submissionKey(),
      mode: choice(VISIT_MODES),
      visitedOn: maybeUnderstood(dayIn(visit)),
      otherDay: maybeUnderstood(dayIn(visit)),
      note: maybeText(500),
      well: maybeText(5),
    }),
  );
  const on = otherDay ?? visitedOn;
  if (!on) throw new Refusal('missing', { field: 'visitedOn' });
  const findings = findingsIn(visit);
  if (well && findings.length > 0) throw new Refusal('visit_both', { field: 'mode' });
  if (!well && findings.length === 0 && !read.note) throw new Refusal('visit_what', { field: 'body' });
  const now = visit.desk.now;
  const memberId = visit.params.id ?? '';
  const { id } = await recordVisit(visit.desk, {
    ...{ ...read, memberId, visitedOn: on, findings },
    halfDay: on === dayOf(now) ? halfDayOf(minuteOfDay(now)) : null,
    ...{ volunteerId: null, exchangeId: null },
  }).catch(orWhoElse(visit, memberId));
  return seeOther(`/visits/${id}`);
}

const shown = async (visit: StaffVisit): Promise<Page> => {
  const { t, lang, desk } = visit;
  const { visit: row, elder, by, next, alert, owner, numbers } = await viewVisit(desk, visit.params.id ?? '');
  const name = called(elder, lang);
  const day = sayOn(row.visitedOn, visit);
  return page('visit/visit', {
    member: { id: elder.id, name },
    title: t(row.afterDeath ? 'visit.done_after_death' : 'visit.done', { name, day }),
    counts: !row.afterDeath,
    rows: [
      { label: t('visit.met_how'), value: t(`visit.mode.${row.mode}`) },
      { label: t('visit.by'), value: sayName(by ?? t('desk.somebody'), lang) },
      { label: t('visit.found'), value: outcomeWords(row, visit), sub: row.note ?? '' },
      ...(elder.diedOn ? [] : [{ label: t('visit.next'), value: nextWords(next, name, visit) }]),
    ],
    alert: alert && {
      id: alert.id,
      urgent: alert.urgency === 'now' && alert.state !== 'closed',
      tag: stateTag(alert.state, visit),
      owner: t(owner ? 'visit.alert_owner' : 'visit.alert_nobody', {
        name: owner ? sayName(owner.name, lang) : '',
        when: sayMoment(lang, alert.dueAt, dayOf(desk.now)),
      }),
      calls: [
        ...(alert.urgency === 'now' ? emergencyCalls(alert.findings, visit) : []),
        ...callsTo(numbers, visit),
        ...(owner?.phone && owner.userId !== visit.actor.id
          ? [{ label: sayName(owner.name, lang), tel: owner.phone }]
          : []),
      ],
    },
    full: fullName(visit, elder),
  });
};

const form = forStaff(newPage);

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/visits/new', needs: 'visit.record', handle: form },
  { method: 'POST', url: '/members/:id/visits', needs: 'visit.record', form, handle: forStaff(save) },
  { method: 'GET', url: '/visits/:id', needs: 'visit.read', handle: forStaff(shown) },
];
