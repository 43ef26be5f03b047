/** One row of a plan: another volunteer or another rhythm, nobody for now, or accepted as it stands. */
import { z } from 'zod';
import { readMinutes } from '#domain/minutes';
import { digits, text, understood } from '#http/form';
import { called, fullName } from '#http/name';
import { RHYTHMS } from '#http/pairing/new';
import { candidateWords } from '#http/pairing/people';
import { sayRhythm } from '#http/pairing/words';
import { homeWords } from '#http/place-words';
import { markWords } from '#http/plan/words';
import { type Answer, type Page, page, type Route } from '#http/route';
import { forStaff, landed, type StaffVisit, textOf, withQuery } from '#http/staff-page';
import { sayMinutes } from '#i18n/say-minutes';
import { acceptRow } from '#usecases/plan/accept';
import { chooseFor, leaveRow, viewPlanRow } from '#usecases/plan/edit';

const AT = '/plans/:plan/rows/:row';

const placeOf = ({ params }: StaffVisit) => ({ planId: params.plan ?? '', rowId: params.row ?? '' });

async function show(visit: StaffVisit): Promise<Page> {
  const { t, lang } = visit;
  const { planId, rowId } = placeOf(visit);
  const { row, found, old } = await viewPlanRow(visit.desk, planId, rowId);
  const { elder, hamlet, places } = found;
  const at = `/plans/${planId}/rows/${rowId}`;
  const chosen = textOf(visit.body, 'volunteerId') || row.volunteerId || '';
  return page('plan/row', {
    ...{ at, back: `/plans/${planId}`, editable: !old && row.state !== 'accepted' },
    elder: { name: called(elder, lang), full: fullName(visit, elder) },
    where: homeWords(places.get(elder.regionCode), hamlet ?? '', visit),
    ...candidateWords({ ...visit, query: { ...visit.query, volunteer: chosen } }, found),
    allHref: withQuery(at, { all: 'yes' }),
    rhythms: [...new Set([...RHYTHMS, row.visitsPerMonth])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: sayRhythm(value, t) })),
    visits: String(row.visitsPerMonth),
    minutes: sayMinutes(row.minutesPerVisit, lang),
    ...markWords(row, visit),
  });
}

const Form = z.object({
  volunteerId: text(40),
  visitsPerMonth: digits(3).transform(Number).pipe(z.int('not_understood')),
  minutesPerVisit: understood(readMinutes, 40),
});

async function choose(visit: StaffVisit): Promise<Answer> {
  const at = placeOf(visit);
  await chooseFor(visit.desk, { ...at, ...visit.read(Form) });
  return landed(`/plans/${at.planId}`, 'chosen');
}

async function leave(visit: StaffVisit): Promise<Answer> {
  const at = placeOf(visit);
  await leaveRow(visit.desk, at);
  return landed(`/plans/${at.planId}`, 'left');
}

async function accept(visit: StaffVisit): Promise<Answer> {
  const at = placeOf(visit);
  const became = await acceptRow(visit.desk, at);
  if ('mark' in became) return landed(`/plans/${at.planId}?list=marked`, 'marked');
  return landed(`/plans/${at.planId}`, 'accepted');
}

export const routes: Route[] = [
  { method: 'GET', url: AT, needs: 'plan.make', handle: forStaff(show) },
  { method: 'POST', url: AT, needs: 'plan.make', form: forStaff(show), handle: forStaff(choose) },
  { method: 'POST', url: `${AT}/acceptance`, needs: 'plan.make', handle: forStaff(accept) },
  { method: 'POST', url: `${AT}/omission`, needs: 'plan.make', handle: forStaff(leave) },
];
