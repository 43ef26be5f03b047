/** The questions of an enrolment: which there are for this person, what each understands, and all answers together. */
import { z } from 'zod';
import { readBirthday } from '#domain/birthday';
import { ageOn, type Day } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { readIdentity } from '#domain/identity';
import { choice, type Fields, maybeText, maybeUnderstood, several, text, ticked } from '#http/form';
import type { Draft } from '#http/member/draft';
import { FACT_FORMS, FACT_NAMES, factsIn } from '#http/member/facts';
import { IDENTITY_NAMES, identityForm } from '#http/member/identity';
import { PAPER_FIELDS, paperIn } from '#http/member/paper-use';
import type { NewContact } from '#usecases/contact/add';
import type { Enrolment } from '#usecases/member/enrol';
import type { EnrolPlaces } from '#usecases/member/where';

export const STEPS = ['who', 'identity', 'village', 'home', 'phone', 'family', 'care', 'consent', 'check'] as const;
export type Step = (typeof STEPS)[number];
type Question = Exclude<Step, 'check'>;

/** 户籍地 outside this city: which of them is all that is asked. */
export const ELSEWHERE = { province: '44', country: '00' } as const;
/** Version of the words that are read aloud. */
const WORDING = 'enrol-2026-11';
export const HOW = ['readAloud', 'paper', 'guardian'] as const;

/** Fields of each question, as they are kept. */
export const NAMES: Record<Question, readonly string[]> = {
  who: ['name', 'nickname', 'parts', ...Object.keys(PAPER_FIELDS)],
  identity: IDENTITY_NAMES,
  village: ['villageCode'],
  home: ['hamletId', 'hamletName', 'address', 'homeRegionCode'],
  phone: ['phone', 'contactName', 'contactRelation', 'contactPhone', 'contactAgreed'],
  ...FACT_NAMES,
  consent: ['consent_enrol', 'consent_sensitive', 'consent_notice', 'how', 'witness'],
};

const parts = several().refine((chosen) => chosen.some((part) => part === 'serves' || part === 'receives'), 'missing');

const PhoneForm = z
  .object({
    phone: maybeUnderstood(normalPhone, 30),
    contactName: maybeText(40),
    contactRelation: maybeText(40),
    contactPhone: maybeUnderstood(normalPhone, 30),
    contactAgreed: ticked(),
  })
  .superRefine(({ contactName, contactRelation, contactPhone, contactAgreed }, context) => {
    const beside = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (!contactName && !contactRelation && !contactPhone) return;
    if (!contactName) beside('contactName', 'missing');
    if (!contactPhone) beside('contactPhone', 'missing');
    if (!contactAgreed) beside('contactAgreed', 'consent_needed');
  });

const ConsentForm = z
  .object({
    consent_enrol: ticked(),
    consent_sensitive: ticked(),
    consent_notice: ticked(),
    how: choice(HOW),
    witness: maybeText(40),
  })
  .superRefine(({ consent_enrol, how, witness }, context) => {
    const beside = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    if (!consent_enrol) beside('consent_enrol', 'consent_needed');
    if (how !== 'paper' && !witness) beside('witness', 'witness_needed');
  });

export interface Around {
  today: Day;
  places: EnrolPlaces;
}

/** What each question understands, here and today. */
export function formsFor({ today, places }: Around, draft: Pick<Draft, 'answers'>) {
  const among = (codes: readonly string[]) => text(12).refine((code) => codes.includes(code), 'not_understood');
  const counties = places.counties.map(({ code }) => code);
  const serves = [draft.answers.who?.parts ?? []].flat().includes('serves');
  return {
    who: z.object({ name: text(40), nickname: maybeText(40), parts, ...PAPER_FIELDS }),
    identity: identityForm(today, (typed) => readBirthday(typed, today)).superRefine((told, context) => {
      const { identity } = told;
      const born = identity.kind === 'identityCard' ? bornBy(identity.number, today) : told.bornOn;
      if (!serves || !born || ageOn(born, today) >= places.minAge) return;
      const path = [identity.kind === 'identityCard' ? 'identityNumber' : 'bornOn'];
      context.addIssue({ code: 'custom', path, message: 'volunteer_too_young', params: { age: places.minAge } });
    }),
    village: z.object({ villageCode: among(places.villages.map(({ code }) => code)) }),
    home: z.object({
      // Another village was chosen since: then the hamlet is asked again.
      hamletId: maybeText(40).refine(
        (id) => !id || places.hamlets.some((hamlet) => hamlet.id === id),
        'not_understood',
      ),
      hamletName: maybeText(20),
      address: maybeText(120),
      homeRegionCode: among(['here', ...counties, ...Object.values(ELSEWHERE)]),
    }),
    phone: PhoneForm,
    family: FACT_FORMS.family,
    care: FACT_FORMS.care,
    consent: ConsentForm,
  };
}

function bornBy(number: string, today: Day): Day | null {
  try {
    return readIdentity(number, today).born;
  } catch {
    return null;
  }
}

/** The questions that this person is asked, by what was answered so far. */
export function stepsFor({ places }: Pick<Around, 'places'>, draft: Pick<Draft, 'answers'> | null): Step[] {
  const answers: Record<string, Fields> = draft?.answers ?? {};
  const receives = !answers.who || [answers.who.parts ?? []].flat().includes('receives');
  return STEPS.filter((step) => {
    if (step === 'village') return places.villages.length !== 1;
    if (step === 'family') return receives;
    return step !== 'care' || (receives && answers.family?.known !== 'later');
  });
}

/** All answers, understood; or the first question that still wants one. */
export function understoodIn(around: Around, draft: Draft) {
  const forms = formsFor(around, draft);
  const asked = stepsFor(around, draft);
  const read = <S extends z.ZodType>(step: Question, form: S): z.output<S> | null => {
    if (!asked.includes(step)) return null;
    const found = form.safeParse(draft.answers[step] ?? {});
    return found.success ? found.data : null;
  };
  const told = {
    who: read('who', forms.who),
    identity: read('identity', forms.identity),
    village: read('village', forms.village),
    home: read('home', forms.home),
    phone: read('phone', forms.phone),
    family: read('family', forms.family),
    care: read('care', forms.care),
    consent: read('consent', forms.consent),
  };
  const open = asked.find((step) => step !== 'check' && told[step] === null) ?? null;
  return { told, open };
}
export type Told = ReturnType<typeof understoodIn>['told'];

/** Facts only with her consent to them: without it they are left out, and the page of answers says so. */
export function factsTold({ family, care, consent }: Told) {
  const facts = family ? factsIn(family, care) : null;
  return { facts: consent?.consent_sensitive ? facts : null, dropped: facts !== null && !consent?.consent_sensitive };
}

/** The enrolment that the answers make. Its key is the draft's: sent twice it is one. */
export function enrolmentOf(draft: Draft, { places }: Around, told: Told): Enrolment | null {
  const { who, identity, home, phone, consent } = told;
  const regionCode = told.village?.villageCode ?? places.villages[0]?.code;
  if (!who || !identity || !home || !phone || !consent || !regionCode) return null;
  const purposes = [
    ...(consent.consent_enrol ? (['enrol'] as const) : []),
    ...(consent.consent_sensitive ? (['sensitive'] as const) : []),
    ...(consent.consent_notice ? (['notice'] as const) : []),
  ];
  return {
    key: `enrol-${draft.id}`,
    name: who.name,
    nickname: who.nickname,
    sex: identity.sex ?? null,
    bornOn: identity.bornOn ?? null,
    identity: identity.identity,
    phone: phone.phone,
    regionCode,
    homeRegionCode: home.homeRegionCode === 'here' ? null : home.homeRegionCode,
    hamletId: home.hamletId,
    householdId: null,
    address: home.address,
    serves: who.parts.includes('serves'),
    receives: who.parts.includes('receives'),
    language: 'zh-CN',
    facts: factsTold(told).facts,
    consent: { purposes, wording: WORDING, how: consent.how, witness: consent.witness },
    paper: paperIn(who, draft.by),
  };
}

/** Somebody to call, if one was named. */
export function contactOf(draft: Draft, { phone }: Told, memberId: string): NewContact | null {
  if (!phone?.contactName || !phone.contactPhone) return null;
  const { contactName: name, contactRelation, contactPhone, contactAgreed: agreed } = phone;
  return { key: `contact-${draft.id}`, memberId, name, relation: contactRelation ?? '', phone: contactPhone, agreed };
}
