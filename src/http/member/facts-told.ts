/** Facts about a family and her strength in words, and what follows from them: on the file, and before an enrolment is sent. */
import { SELF_CARE } from '#domain/category';
import { dayOf } from '#domain/day';
import { codeWords, joined } from '#http/member/told';
import { sayName } from '#http/name';
import type { Visit } from '#http/route';
import { sayDate } from '#i18n/say';
import type { Derived } from '#usecases/member/derive';

/** What is known about her family and her strength, and what follows from it. */
export function toldFacts(visit: Visit, known: Derived) {
  const { t, lang } = visit;
  return {
    rows: factRows(visit, known),
    told: t('member.facts_told', {
      day: sayDate(lang, dayOf(known.recordedAt)),
      by: known.recordedBy ? sayName(known.recordedBy, lang) : t('member.somebody'),
    }),
    categories: known.categories.map((category) => ({
      words: t(`member.category.${category}`),
      why: t(`member.why.${category}`),
    })),
    register: known.visitRegister
      ? t('member.register_on', {
          because: joined(
            visit,
            known.categories.map((one) => t(`member.category.${one}`)),
          ),
        })
      : t('member.register_off'),
    grants: known.grantList.listed
      ? t('member.grants_on', {
          because: joined(
            visit,
            known.grantList.reasons.map((one) => t(`member.grant.${one}`)),
          ),
        })
      : t('member.grants_off'),
    onRegister: known.visitRegister,
    onGrants: known.grantList.listed,
  };
}

/** Her facts in words: on the file, and before an enrolment is sent. */
export function factRows(
  visit: Visit,
  { facts, ability, abilityByItems }: Pick<Derived, 'facts' | 'ability' | 'abilityByItems'>,
) {
  const { t } = visit;
  const lives = (['sameVillage', 'sameTown', 'sameCounty', 'elsewhere'] as const).map((where) => {
    const many = facts.children.filter((child) => child.lives === where).length;
    return many > 0 ? t('member.children_there', { many, where: t(`member.lives.${where}`) }) : '';
  });
  const care = SELF_CARE.map((item) => {
    const answer = facts.selfCare[item];
    return answer && answer !== 'alone' ? t(`member.care.${answer}`, { item: t(`member.selfCare.${item}`) }) : '';
  });
  const grade = t(`member.ability.${ability}`);
  const disability = facts.disability;
  return [
    { label: t('field.spouse'), value: t(`member.spouse.${facts.spouse}`) },
    { label: t('field.children'), value: joined(visit, lives) || t('common.none') },
    {
      label: t('field.livesWith'),
      value:
        joined(
          visit,
          facts.livesWith.map((who) => t(`member.liveIn.${who}`)),
        ) || t('member.lives_alone'),
    },
    { label: t('field.allowance'), value: t(`member.allowance.${facts.allowance}`) },
    {
      label: t('field.disability'),
      value: disability
        ? joined(visit, [
            t(`member.disability.${disability.level}`),
            codeWords(visit, `member.disabilityKind.${disability.kind}`),
          ])
        : t('common.none'),
    },
    {
      label: t('field.ability'),
      value: abilityByItems && ability !== 'none' ? t('member.ability_by_items', { grade }) : grade,
      sub: joined(visit, care),
    },
    ...(facts.familyPlanningSpecial
      ? [{ label: t('member.category.familyPlanningSpecial'), value: t('common.yes') }]
      : []),
  ];
}
