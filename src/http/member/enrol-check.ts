/** The page of answers at the end of an enrolment: each in words, with the way back to its question. */

import { abilityOf } from '#domain/category';
import { type Draft, NEW } from '#http/member/draft';
import { factRows } from '#http/member/facts-told';
import { type Around, ELSEWHERE, factsTold, type Step, type Told, understoodIn } from '#http/member/steps';
import { sayParts } from '#http/member/told';
import { nameOnPaper } from '#http/name';
import { homeWords, placeName } from '#http/place-words';
import type { Visit } from '#http/route';
import { spacedSheet } from '#http/sheet/number';
import { textOf } from '#http/staff-page';
import { sayDate } from '#i18n/say';

/** The village that was chosen, or the only one. */
export function villageOf(around: Around, draft: Draft | null) {
  const chosen = textOf(draft?.answers.village ?? {}, 'villageCode');
  const { villages } = around.places;
  return villages.find(({ code }) => code === chosen) ?? (villages.length === 1 ? villages[0] : undefined);
}

/** 户籍地, as it is asked. */
export const homesOf = (visit: Visit, { places }: Around) => [
  { value: 'here', label: visit.t('member.home.here') },
  ...places.counties.map((county) => ({ value: county.code, label: placeName(county, visit) })),
  { value: ELSEWHERE.province, label: visit.t('member.home.province') },
  { value: ELSEWHERE.country, label: visit.t('member.home.elsewhere') },
];

export function checkData(visit: Visit, around: Around, draft: Draft) {
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
    line('who', t('field.name'), who?.name ? nameOnPaper(who.name, visit.lang) : null),
    line('who', t('field.nickname'), who?.nickname ? nameOnPaper(who.nickname, visit.lang) : null),
    line('who', t('field.parts'), sayParts(visit, parts)),
    ...(who?.sheet ? [line('who', t('field.sheet'), spacedSheet(who.sheet))] : []),
    line('identity', t('field.identityKind'), identity ? t(`member.identity.${identity.identity.kind}`) : null),
    ...(paper ? [line('identity', t('field.identityNumber'), paper)] : []),
    ...(identity?.bornOn ? [line('identity', t('field.bornOn'), sayDate(lang, identity.bornOn))] : []),
    ...(identity?.sex ? [line('identity', t('field.sex'), t(`member.sex.${identity.sex}`))] : []),
    line(
      around.places.villages.length === 1 ? 'home' : 'village',
      t('field.villageCode'),
      homeWords(village, home?.hamletName || (hamlet?.name ?? ''), visit),
    ),
    line('home', t('field.address'), home?.address ?? null),
    line('home', t('field.homeRegionCode'), homeName),
    line('phone', t('field.phone'), phone?.phone ?? null),
    line(
      'phone',
      t('member.contacts'),
      [phone?.contactName && nameOnPaper(phone.contactName, visit.lang), phone?.contactPhone].filter(Boolean).join(' '),
    ),
    ...familyRows(visit, told, line),
    line(
      'consent',
      t('member.consents'),
      [
        ...(['enrol', 'sensitive', 'notice'] as const).map((purpose) =>
          consent?.[`consent_${purpose}`] ? t(`member.consent.${purpose}`) : '',
        ),
        consent ? t(`member.consentHow.${consent.how}`) : '',
        consent?.witness ? t('member.witness', { name: nameOnPaper(consent.witness, visit.lang) }) : '',
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
