/** 提出结对: for which elder, who should go, how often, how long and what for. */
import { z } from 'zod';
import { readMinutes } from '#domain/minutes';
import { MOST_VISITS } from '#domain/pairing';
import { digits, maybeText, several, submissionKey, text, ticked, understood } from '#http/form';
import { called, fullName } from '#http/name';
import { candidateWords } from '#http/pairing/people';
import { sayRhythm } from '#http/pairing/words';
import { whoPage } from '#http/pick';
import { homeWords } from '#http/place-words';
import { type Page, page, type Route } from '#http/route';
import { forStaff, landed, type StaffVisit, textOf, textsOf, withQuery } from '#http/staff-page';
import { serviceWords } from '#http/told';
import { asSentence } from '#http/when';
import { sayMinutes } from '#i18n/say-minutes';
import type { ServiceRow } from '#records/service';
import { proposePairing } from '#usecases/pairing/propose';
import { suggestFor } from '#usecases/pairing/suggest';
import { viewPairing } from '#usecases/pairing/view';

/** What pairs do: of the whole catalogue only this is planned to come again and again. */
const USUAL = ['A02', 'A01', 'A03', 'A04', 'B01', 'B02', 'B03', 'B04', 'B05', 'D01', 'E01', 'E02'];
export const RHYTHMS = [2, 4, 8, MOST_VISITS];
export const USUAL_VISITS = 4;
export const USUAL_MINUTES = 60;

async function ask(visit: StaffVisit): Promise<Page> {
  const { t, lang, query, body, desk } = visit;
  const elderId = textOf(body, 'elderId') || textOf(query, 'elder');
  if (!elderId) return whoPage(visit, 'pair');
  const follows = textOf(body, 'followsId') || textOf(query, 'follows');
  const before = follows ? await viewPairing(desk, follows) : null;
  const planned = textsOf(body, 'serviceCodes');
  const found = await suggestFor(desk, elderId, planned.length > 0 ? planned : before?.pairing.serviceCodes);
  const { elder, hamlet, places, services } = found;
  const visits = before?.pairing.visitsPerMonth ?? USUAL_VISITS;
  return page('pairing/new', {
    elder: { id: elder.id, name: called(elder, lang), full: fullName(visit, elder) },
    where: homeWords(places.get(elder.regionCode), hamlet ?? '', visit),
    follows: before ? { id: follows, name: called(before.volunteer, lang) } : null,
    ...candidateWords(visit, found),
    allHref: withQuery('/pairings/new', { elder: elderId, follows: follows || null, all: 'yes' }),
    rhythms: [...new Set([...RHYTHMS, visits])]
      .sort((a, b) => a - b)
      .map((value) => ({ value: String(value), label: sayRhythm(value, t) })),
    visits: String(visits),
    minutes: sayMinutes(before?.pairing.minutesPerVisit ?? USUAL_MINUTES, lang),
    ...servicesOf(visit, services, before?.pairing.serviceCodes ?? []),
  });
}

function servicesOf({ t, lang }: StaffVisit, services: readonly ServiceRow[], chosen: readonly string[]) {
  const option = (service: ServiceRow) => ({
    value: service.code,
    label: asSentence(serviceWords(service, lang, t)),
  });
  const first = [...new Set([...chosen, ...USUAL])].flatMap((code) => services.find((one) => one.code === code) ?? []);
  return {
    services: first.map(option),
    planned: chosen,
  };
}

const Form = z.object({
  key: submissionKey(),
  elderId: text(40),
  volunteerId: text(40),
  visitsPerMonth: digits(3).transform(Number).pipe(z.int('not_understood')),
  minutesPerVisit: understood(readMinutes, 40),
  serviceCodes: several().refine((codes) => codes.length > 0, 'missing'),
  relative: ticked(),
  followsId: maybeText(40),
});

async function propose(visit: StaffVisit) {
  const { id } = await proposePairing(visit.desk, visit.read(Form));
  return landed(`/pairings/${id}`, 'proposed');
}

export const routes: Route[] = [
  { method: 'GET', url: '/pairings/new', needs: 'pairing.propose', handle: forStaff(ask) },
  { method: 'POST', url: '/pairings', needs: 'pairing.propose', form: forStaff(ask), handle: forStaff(propose) },
];
