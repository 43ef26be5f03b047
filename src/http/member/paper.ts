/** What is kept beside her file: whom one may call, what she agreed to, the papers that were seen. */
import { z } from 'zod';
import { dayOf } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { readDay } from '#domain/times';
import { choice, maybeText, maybeUnderstood, several, submissionKey, text, understood } from '#http/form';
import { PAPER_FIELDS, paperData, paperIn, usedFor } from '#http/member/paper-use';
import { about, fileFor, filePage, idOf, toFile } from '#http/member/visit';
import { type Answer, notFound, type Page, type Route, type Visit } from '#http/route';
import { recordCertificate } from '#usecases/certificate/record';
import { giveConsents } from '#usecases/consent/give';
import { withdrawConsent } from '#usecases/consent/withdraw';
import { addContact } from '#usecases/contact/add';
import { endContact } from '#usecases/contact/end';

const PURPOSES = ['kinActs', 'sensitive', 'notice', 'enrol'] as const;
const HOW = ['readAloud', 'paper', 'guardian'] as const;
const CERTIFICATES = ['training', 'health', 'professional'] as const;
/** Version of the words that are read aloud. */
const WORDINGS = {
  enrol: 'enrol-2026-11',
  sensitive: 'enrol-2026-11',
  notice: 'enrol-2026-11',
  kinActs: 'kin-2026-11',
};

const contactForm = about('member/contact', 'correct');

async function contact(visit: Visit) {
  const told = visit.read(
    z.object({
      key: submissionKey(),
      contactName: text(40),
      contactRelation: text(40),
      contactPhone: understood(normalPhone, 30),
      contactAgreed: z.string({ error: 'consent_needed' }).transform(Boolean),
    }),
  );
  const { key, contactName: name, contactRelation: relation, contactPhone: phone, contactAgreed: agreed } = told;
  await addContact(visit.desk, { key, memberId: idOf(visit), name, relation, phone, agreed });
  return toFile(idOf(visit), 'contact');
}

/** Only what stands on this file can be ended from it. */
async function contactEnd(visit: Visit) {
  const { file } = await fileFor(visit);
  const { id } = file.contacts.find((one) => one.id === visit.params.cid) ?? notFound();
  await endContact(visit.desk, { id });
  return toFile(idOf(visit), 'contact_ended');
}

const consentPage = about('member/consent', 'correct', async (visit, { consents }) => ({
  purposes: PURPOSES.filter((purpose) => !consents.some((given) => given.purpose === purpose)).map((purpose) => ({
    value: purpose,
    label: visit.t(`member.consent.${purpose}`),
    hint: visit.t(`enrol.consent.${purpose}_text`),
  })),
  paper: await paperData(visit),
}));

/** The number of a form that was keyed in before leads to the file it went to. */
async function consentForm(visit: Visit): Promise<Page | Answer> {
  const known = await usedFor(visit);
  return known ? toFile(known, 'sheet_used') : consentPage(visit);
}

async function consent(visit: Visit) {
  const purposes = several().pipe(z.array(choice(PURPOSES)).min(1, 'missing'));
  const { key, purpose, how, witness, ...typed } = visit.read(
    z.object({ key: submissionKey(), purpose: purposes, how: choice(HOW), witness: maybeText(40), ...PAPER_FIELDS }),
  );
  await giveConsents(visit.desk, {
    key,
    memberId: idOf(visit),
    purposes: [...new Set(purpose)].map((one) => ({ purpose: one, wording: WORDINGS[one] })),
    how,
    witness,
    paper: paperIn(typed, visit.actor.id),
  });
  return toFile(idOf(visit), 'consent');
}

async function withdrawal(visit: Visit) {
  const { file } = await fileFor(visit);
  const { id } = file.consents.find((one) => one.id === visit.params.cid) ?? notFound();
  await withdrawConsent(visit.desk, { id });
  return toFile(idOf(visit), 'consent_withdrawn');
}

const certificateForm = about('member/certificate', 'correct', ({ t }) => ({
  kinds: CERTIFICATES.map((kind) => ({ value: kind, label: t(`member.certificate.${kind}`) })),
}));

async function certificate(visit: Visit) {
  const today = dayOf(visit.desk.now);
  const {
    key,
    certificateKind: kind,
    ...shown
  } = visit.read(
    z.object({
      key: submissionKey(),
      certificateKind: choice(CERTIFICATES),
      number: maybeText(60),
      validFrom: understood((typed) => readDay(typed, today, 'past'), 40),
      validTo: maybeUnderstood((typed) => readDay(typed, today, 'coming'), 40),
    }),
  );
  await recordCertificate(visit.desk, { key, memberId: idOf(visit), kind, ...shown });
  return toFile(idOf(visit), 'certificate');
}

const AT = '/members/:id';
const needs = 'member.correct';
export const routes: Route[] = [
  { method: 'GET', url: `${AT}/contacts`, needs, handle: contactForm },
  { method: 'POST', url: `${AT}/contacts`, needs, form: contactForm, handle: contact },
  { method: 'POST', url: `${AT}/contacts/:cid/end`, needs, form: filePage, handle: contactEnd },
  { method: 'GET', url: `${AT}/consents`, needs, handle: consentForm },
  { method: 'POST', url: `${AT}/consents`, needs, form: consentPage, handle: consent },
  { method: 'POST', url: `${AT}/consents/:cid/withdrawal`, needs, form: filePage, handle: withdrawal },
  { method: 'GET', url: `${AT}/certificates`, needs, handle: certificateForm },
  { method: 'POST', url: `${AT}/certificates`, needs, form: certificateForm, handle: certificate },
];
