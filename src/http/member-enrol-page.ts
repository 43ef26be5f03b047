/** What the pages of an enrolment show: the answers so far, what there is to choose from, and at the end all of it. */
import { abilityOf } from '#domain/category';
import { dayOf } from '#domain/day';
import type { Fields } from '#http/form';
import { type Draft, NEW } from '#http/member-draft';
import { factChoices } from '#http/member-facts';
import { factRows } from '#http/member-file';
import { IDENTITY_KINDS } from '#http/member-identity';
import { type Around, ELSEWHERE, factsTold, type Step, stepsFor, type Told, understoodIn } from '#http/member-steps';
import { sayParts, sayPlace } from '#http/member-told';
import { type Page, page, type Visit } from '#http/route';
import { textOf } from '#http/staff-page';
import { sayDate, sayMoment } from '#i18n/say';
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

export function stepPage(visit: Visit, asked: Asked): Page {
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
  });
}

function nameIn({ t }: Visit, draft: Draft | null): string {
  const who: Fields = draft?.answers.who ?? {};
  return textOf(who, 'nickname').trim() || textOf(who, 'name').trim() || t('enrol.this_person');
}

const valuesFor = (step: Step, draft: Draft | null): Fields => draft?.answers[step] ?? {};

function dataFor(visit: Visit, { step, draft, around, drafts = [], full = false }: Asked): object {
  const { t } = visit;
  if (step === 'who') {
    return { lost: textOf(visit.query, 'lost') !== '', full, drafts: drafts.map((one) => draftLine(visit, one)) };
  }
  if (step === 'identity') {
    return { kinds: IDENTITY_KINDS.map((kind) => ({ value: kind, label: t(`member.identity.${kind}`) })) };
  }
  if (step === 'village') {
    return { villages: around.places.villages.map((place) => ({ value: place.code, label: sayPlace(visit, place) })) };
  }
  if (step === 'home') return homeChoices(visit, around, draft);
  if (step === 'family' || step === 'care') return { choices: factChoices(t) };
  if (step === 'consent') return { texts: consentTexts(visit, draft) };
  return draft && step === 'check' ? checkData(visit, around, draft) : {};
}

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

function villageOf(around: Around, draft: Draft | null) {
  const chosen = textOf(draft?.answers.village ?? {}, 'villageCode');
  const { villages } = around.places;
  return villages.find(({ code }) => code === chosen) ?? (villages.length === 1 ? villages[0] : undefined);
}

const homesOf = (visit: Visit, { places }: Around) => [
  { value: 'here', label: visit.t('member.home.here') },
  ...places.counties.map((county) => ({ value: county.code, label: sayPlace(visit, county) })),
  { value: ELSEWHERE.province, label: visit.t('member.home.province') },
  { value: ELSEWHERE.country, label: visit.t('member.home.elsewhere') },
];

function homeChoices(visit: Visit, around: Around, draft: Draft | null) {
  const village = villageOf(around, draft);
  return {
    village: village ? sayPlace(visit, village) : '',
    hamlets: [
      ...around.places.hamlets.map(({ id, name }) => ({ value: id, label: name })),
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

function checkData(visit: Visit, around: Around, draft: Draft) {
  const { told } = understoodIn(around, draft);
  const change = (step: Step) => `${NEW}/${draft.id}/${step}?from=check`;
  const line = (step: Step, label: string, value: string | null) => ({
    label,
    value: value || visit.t('member.not_on_file'),
    change: change(step),
  });
  return { rows: answerRows(visit, around, draft, told, line), dropped: factsTold(told).dropped };
}

type Line = (step: Step, label: string, value: string | null) => { label: string; value: string; change: string };

function answerRows(visit: Visit, around: Around, draft: Draft, told: Told, line: Line) {
  const { t, lang } = visit;
  const { who, identity, home, phone, consent } = told;
  const parts = { serves: who?.parts.includes('serves') ?? false, receives: who?.parts.includes('receives') ?? false };
  const village = villageOf(around, draft);
  const hamlet = around.places.hamlets.find(({ id }) => id === home?.hamletId);
  const paper = identity && identity.identity.kind !== 'none' ? identity.identity.number : '';
  const homeName = homesOf(visit, around).find(({ value }) => value === home?.homeRegionCode)?.label ?? '';
  return [
    line('who', t('field.name'), who?.name ?? null),
    line('who', t('field.nickname'), who?.nickname ?? null),
    line('who', t('field.parts'), sayParts(visit, parts)),
    line('identity', t('field.identityKind'), identity ? t(`member.identity.${identity.identity.kind}`) : null),
    ...(paper ? [line('identity', t('field.identityNumber'), paper)] : []),
    ...(identity?.bornOn ? [line('identity', t('field.bornOn'), sayDate(lang, identity.bornOn))] : []),
    ...(identity?.sex ? [line('identity', t('field.sex'), t(`member.sex.${identity.sex}`))] : []),
    line(
      around.places.villages.length === 1 ? 'home' : 'village',
      t('field.villageCode'),
      [village ? sayPlace(visit, village) : '', hamlet?.name ?? ''].filter(Boolean).join(' '),
    ),
    line('home', t('field.address'), home?.address ?? null),
    line('home', t('field.homeRegionCode'), homeName),
    line('phone', t('field.phone'), phone?.phone ?? null),
    line('phone', t('member.contacts'), [phone?.contactName, phone?.contactPhone].filter(Boolean).join(' ')),
    ...familyRows(visit, told, line),
    line(
      'consent',
      t('member.consents'),
      [
        ...(['enrol', 'sensitive', 'notice'] as const).map((purpose) =>
          consent?.[`consent_${purpose}`] ? t(`member.consent.${purpose}`) : '',
        ),
        consent ? t(`member.consentHow.${consent.how}`) : '',
        consent?.witness ? t('member.witness', { name: consent.witness }) : '',
      ]
        .filter(Boolean)
        .join(t('member.comma')),
    ),
  ];
}

/** As they will stand on her file. */
function familyRows(visit: Visit, told: Told, line: Line) {
  const { t } = visit;
  if (!told.family) return [];
  const { facts } = factsTold({ ...told, consent: told.consent && { ...told.consent, consent_sensitive: true } });
  if (!facts) return [line('family', t('member.part_facts'), t('enrol.family.later'))];
  const ability = abilityOf(facts);
  const rows = factRows(visit, { facts, ability, abilityByItems: facts.ability === 'none' });
  return rows.map(({ label, value, ...rest }, at) => ({
    ...line(at < 3 ? 'family' : 'care', label, value),
    ...('sub' in rest && rest.sub ? { sub: rest.sub } : {}),
  }));
}
