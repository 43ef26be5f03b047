/** 更正: what is on file becomes what is true. Each thing on a page of its own, all sent to one address. */
import { z } from 'zod';
import { readBirthday } from '#domain/birthday';
import { dayOf } from '#domain/day';
import { normalPhone } from '#domain/digits';
import { choice, maybeText, maybeUnderstood, several, submissionKey, text } from '#http/form';
import { FACT_FORMS, factChoices, factsIn, factsTyped } from '#http/member/facts';
import { IDENTITY_KINDS, identityIn } from '#http/member/identity';
import { about, fileFor, idOf, toFile } from '#http/member/visit';
import { placeCalled } from '#http/place-words';
import { notFound, type Page, type Route, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { hamletsOf } from '#records/region';
import { addHamlet } from '#usecases/hamlet/add';
import { type Correction, correctMember } from '#usecases/member/correct';
import type { MemberFile } from '#usecases/member/view';

const SUBJECTS = ['name', 'phone', 'address', 'parts', 'identity', 'facts'] as const;
type Subject = (typeof SUBJECTS)[number];
const Head = z.object({
  key: submissionKey(),
  what: choice(SUBJECTS),
  version: z.coerce.number({ error: 'form_expired' }).int('form_expired'),
});

const subjectOf = ({ query, body }: Visit): Subject =>
  SUBJECTS.find((subject) => subject === (textOf(body, 'what') || textOf(query, 'what'))) ?? notFound();

/** Phone and address are not shown to be changed: a new one is written over the old one. */
function known({ t }: Visit, subject: Subject, { member, derived }: MemberFile) {
  if (subject === 'facts') return { values: factsTyped(derived?.facts ?? null), choices: factChoices(t) };
  if (subject !== 'identity') return { values: { name: member.name, nickname: member.nickname ?? '' } };
  return {
    values: { identityKind: member.identityKind, bornOn: member.bornOn, sex: member.sex },
    kinds: IDENTITY_KINDS.map((kind) => ({ value: kind, label: t(`member.identity.${kind}`) })),
  };
}

const hamletsFor = async ({ desk, t, lang }: Visit, { member }: MemberFile) => ({
  hamletId: member.hamletId ?? '',
  hamlets: [
    ...(await desk.read((act) => hamletsOf(act, member.regionCode))).map(({ id, name }) => ({
      value: id,
      label: placeCalled(name, lang),
    })),
    { value: '', label: t('common.unknown') },
  ],
});

async function form(visit: Visit): Promise<Page> {
  const subject = subjectOf(visit);
  const shown = about(`member/correction/${subject}`, 'correct', async (_, file) => ({
    what: subject,
    // As it was when the page was opened: what somebody else changed meanwhile is not overwritten.
    version: textOf(visit.body, 'version') || String(file.member.version),
    onFile: subject === 'phone' ? (file.member.phoneTail ?? '') : file.hasAddress ? 'yes' : '',
    parts: [file.member.receives ? 'receives' : '', file.member.serves ? 'serves' : ''].filter(Boolean),
    ...known(visit, subject, file),
    ...(subject === 'address' ? await hamletsFor(visit, file) : {}),
  }));
  return shown(visit);
}

const today = ({ desk }: Visit) => dayOf(desk.now);

/** What was typed, as what is to change. */
const READERS: Record<Subject, (visit: Visit) => Correction> = {
  name: (visit) => visit.read(z.object({ name: text(40), nickname: maybeText(40) })),
  phone: (visit) => visit.read(z.object({ phone: maybeUnderstood(normalPhone, 30) })),
  address: (visit) => {
    const { address, hamletId } = visit.read(
      z.object({ address: maybeText(120), hamletId: z.string().max(40).optional() }),
    );
    return { ...(address ? { address } : {}), ...(hamletId === undefined ? {} : { hamletId: hamletId || null }) };
  },
  parts: (visit) => {
    const { parts } = visit.read(z.object({ parts: several() }));
    return { serves: parts.includes('serves'), receives: parts.includes('receives') };
  },
  identity: (visit) => identityIn(visit, (typed) => readBirthday(typed, today(visit))),
  facts: (visit) => {
    const family = visit.read(FACT_FORMS.family);
    const facts = factsIn(family, family.known === 'later' ? null : visit.read(FACT_FORMS.care));
    return facts ? { facts } : {};
  },
};

/** A hamlet that is not on the village's list yet goes before the one that was chosen. */
async function hamletNamed(visit: Visit): Promise<Correction> {
  const { hamletName } = visit.read(z.object({ hamletName: maybeText(20) }));
  if (hamletName === null) return {};
  const { file } = await fileFor(visit);
  const { id } = await addHamlet(visit.desk, { regionCode: file.member.regionCode, name: hamletName });
  return { hamletId: id };
}

async function correct(visit: Visit) {
  const { key, what, version } = visit.read(Head);
  const correction = { ...READERS[what](visit), ...(what === 'address' ? await hamletNamed(visit) : {}) };
  if (Object.keys(correction).length > 0)
    await correctMember(visit.desk, { key, id: idOf(visit), version, ...correction });
  return toFile(idOf(visit), 'correction');
}

export const routes: Route[] = [
  { method: 'GET', url: '/members/:id/correction', needs: 'member.correct', handle: form },
  { method: 'POST', url: '/members/:id/correction', needs: 'member.correct', form, handle: correct },
];
