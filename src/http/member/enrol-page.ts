import { dayOf } from '#domain/day';
import type { Fields } from '#http/form';
import { type Draft, NEW } from '#http/member/draft';
import { checkData, homesOf, villageOf } from '#http/member/enrol-check';
import { factChoices } from '#http/member/facts';
import { IDENTITY_KINDS } from '#http/member/identity';
import { paperData } from '#http/member/paper-use';
import { type Around, type Step, stepsFor } from '#http/member/steps';

import { sayName } from '#http/name';
import { placeCalled, placeName } from '#http/place-words';
import { type Page, page, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { sayMoment } from '#i18n/say';
import type { Key } from '#i18n/words';

export interface Asked {
  step: Step;
  /** Null on the first page of all. */
  draft: Draft | null;
  around: Around;
  drafts?: readonly Draft[];
  /** No more unfinished ones than a browser holds. */
  full?: boolean;
}

export async function stepPage(visit: Visit, asked: Asked): Promise<Page> {
  const { step, draft, around } = asked;
  const steps = stepsFor(around, draft);
  const at = steps.indexOf(step);
  const from = textOf(visit.body, 'from') === 'check' || textOf(visit.query, 'from') === 'check' ? 'check' : '';
  const address = (to: Step) => (draft ? `${NEW}/${draft.id}/${to}` : NEW);
  const before = steps[at - 1];
  return page(`member/enrol/${step}`, {
    at: address(step),
    back: from ? address('check') : before ? address(before) : '/members',
    step: at + 1,
    of: steps.length,
    from,
    name: nameIn(visit, draft),
    values: valuesFor(step, draft),
    ...dataFor(visit, asked),
    ...(step === 'who' ? { paper: await paperData(visit, valuesFor(step, draft)) } : {}),
  });
}

function nameIn({ t, lang }: Visit, draft: Draft | null): string {
  const who: Fields = draft?.answers.who ?? {};
  const typed = textOf(who, 'nickname').trim() || textOf(who, 'name').trim();
  return typed ? sayName(typed, lang) : t('enrol.this_person');
}

const valuesFor = (step: Step, draft: Draft | null): Fields => draft?.answers[step] ?? {};

function dataFor(visit: Visit, { step, draft, around, drafts = [], full = false }: Asked): object {
  const { t } = visit;
  if (step === 'who') {
    return { lost: textOf(visit.query, 'lost') !== '', full, drafts: draftLines(visit, drafts) };
  }
  if (step === 'identity') {
    return { kinds: IDENTITY_KINDS.map((kind) => ({ value: kind, label: t(`member.identity.${kind}`) })) };
  }
  if (step === 'village') {
    return { villages: around.places.villages.map((place) => ({ value: place.code, label: placeName(place, visit) })) };
  }
  if (step === 'home') return homeChoices(visit, around, draft);
  if (step === 'family' || step === 'care') return { choices: factChoices(t) };
  if (step === 'consent') return { texts: consentTexts(visit, draft) };
  return draft && step === 'check' ? checkData(visit, around, draft) : {};
}

/** What was left unfinished in this browser, each with the way on and the way to be rid of it. */
export const draftLines = (visit: Visit, drafts: readonly Draft[]) => drafts.map((one) => draftLine(visit, one));

/** The last question that was answered is where one goes on. */
function draftLine(visit: Visit, draft: Draft) {
  const { lang, desk } = visit;
  return {
    name: nameIn(visit, draft),
    when: sayMoment(lang, draft.at, dayOf(desk.now)),
    href: `${NEW}/${draft.id}/check`,
    removal: `${NEW}/${draft.id}/removal`,
  };
}

function homeChoices(visit: Visit, around: Around, draft: Draft | null) {
  const village = villageOf(around, draft);
  return {
    village: village ? placeName(village, visit) : '',
    hamlets: [
      ...around.places.hamlets.map(({ id, name }) => ({ value: id, label: placeCalled(name, visit.lang) })),
      { value: '', label: visit.t('common.unknown') },
    ],
    homes: homesOf(visit, around),
  };
}

/** What is read to whom: the notice is for those who serve, facts about body and purse for those who are served. */
function consentTexts({ t }: Visit, draft: Draft | null) {
  const parts = [draft?.answers.who?.parts ?? []].flat();
  const purposes = [
    'enrol',
    ...(parts.includes('receives') ? ['sensitive'] : []),
    ...(parts.includes('serves') ? ['notice'] : []),
  ];
  return purposes.map((purpose) => ({
    name: `consent_${purpose}`,
    title: t(`member.consent.${purpose}` as Key),
    text: t(`enrol.consent.${purpose}_text` as Key),
    label: t(`enrol.consent.${purpose}_yes` as Key),
    hint: purpose === 'enrol' ? t('enrol.consent.must') : '',
  }));
}
