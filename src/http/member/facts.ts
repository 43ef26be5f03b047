/**
 * Facts about a family and her strength, as two pages ask for them: at enrolment, and when something changed. 不知道 is an
 * answer: what nobody knows is not put down as no.
 */
import { z } from 'zod';
import {
  ABILITIES,
  ALLOWANCES,
  type Facts,
  LIVE_IN,
  LIVES,
  SELF_CARE,
  SELF_CARE_ANSWERS,
  type SelfCareItem,
} from '#domain/category';
import { countTyped } from '#domain/typed';
import { choice, type Fields, several, ticked } from '#http/form';
import type { Key, Translate } from '#i18n/words';

/** 肢体 视力 听力 言语 智力 精神 多重: as the certificate says. */
export const DISABILITY_KINDS = ['limbs', 'sight', 'hearing', 'speech', 'mind', 'mental', 'several'] as const;
const MOST_CHILDREN = 20;

const many = z
  .string()
  .max(10, 'count_not_understood')
  .optional()
  .transform((typed, context) => {
    const number = countTyped(typed ?? '', MOST_CHILDREN);
    if (number !== null) return number;
    context.addIssue({ code: 'custom', message: 'count_not_understood' });
    return z.NEVER;
  });

const CHILD_FIELDS = Object.fromEntries(LIVES.map((where) => [`children_${where}`, many])) as Record<
  `children_${(typeof LIVES)[number]}`,
  typeof many
>;
const answer = z.enum([...SELF_CARE_ANSWERS, 'unknown', '']).optional();
const CARE_FIELDS = Object.fromEntries(SELF_CARE.map((item) => [`care_${item}`, answer])) as Record<
  `care_${SelfCareItem}`,
  typeof answer
>;

/** `later`: nobody at hand knows. Then nothing is kept, rather than a guess. */
const FamilyForm = z
  .object({ known: choice(['now', 'later']), spouse: z.string().optional(), livesWith: several(), ...CHILD_FIELDS })
  .superRefine((family, context) => {
    if (family.known === 'later') return;
    const beside = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message });
    const who = family.livesWith;
    if (family.spouse !== 'alive' && family.spouse !== 'none') beside('spouse', 'missing');
    if (who.length === 0) beside('livesWith', 'missing');
    if (who.includes('nobody') && who.length > 1) beside('livesWith', 'alone_and_others');
    if (who.some((one) => one !== 'nobody' && !(LIVE_IN as readonly string[]).includes(one))) {
      beside('livesWith', 'not_understood');
    }
  });

const CareForm = z.object({
  allowance: choice(ALLOWANCES),
  disability: choice(['none', '1', '2', '3', '4']),
  disabilityKind: z.enum([...DISABILITY_KINDS, '']).optional(),
  ability: choice(ABILITIES),
  familyPlanningSpecial: ticked(),
  /** One tick for six answers; what was answered by itself goes before it. */
  care_all: ticked(),
  ...CARE_FIELDS,
});

type Family = z.output<typeof FamilyForm>;
type Care = z.output<typeof CareForm>;
export const FACT_FORMS = { family: FamilyForm, care: CareForm } as const;
export const FACT_NAMES = {
  family: ['known', 'spouse', 'livesWith', ...LIVES.map((where) => `children_${where}`)],
  care: [
    ...['allowance', 'disability', 'disabilityKind', 'ability', 'familyPlanningSpecial', 'care_all'],
    ...SELF_CARE.map((item) => `care_${item}`),
  ],
} as const;

/** Facts of the two forms together; null when they are to be told later. */
export function factsIn(family: Family, care: Care | null): Facts | null {
  if (family.known === 'later' || !care) return null;
  const level = care.disability === 'none' ? null : (Number(care.disability) as 1 | 2 | 3 | 4);
  const selfCare = SELF_CARE.flatMap((item) => {
    const typed = care[`care_${item}`] || (care.care_all ? 'alone' : 'unknown');
    const told = SELF_CARE_ANSWERS.find((one) => one === typed);
    return told ? [[item, told]] : [];
  });
  return {
    spouse: family.spouse === 'alive' ? 'alive' : 'none',
    children: LIVES.flatMap((lives) => Array.from({ length: family[`children_${lives}`] }, () => ({ lives }))),
    livesWith: LIVE_IN.filter((who) => family.livesWith.includes(who)),
    allowance: care.allowance,
    disability: level && { level, kind: care.disabilityKind ?? '' },
    ability: care.ability,
    selfCare: Object.fromEntries(selfCare),
    familyPlanningSpecial: care.familyPlanningSpecial,
  };
}

/** What is on file, as the forms would have been filled in. */
export function factsTyped(facts: Facts | null): Fields {
  if (!facts) return {};
  const children = LIVES.map((where) => {
    const there = facts.children.filter((child) => child.lives === where).length;
    return [`children_${where}`, there > 0 ? String(there) : ''];
  });
  return {
    known: 'now',
    spouse: facts.spouse,
    livesWith: facts.livesWith.length > 0 ? [...facts.livesWith] : ['nobody'],
    ...Object.fromEntries(children),
    allowance: facts.allowance,
    disability: String(facts.disability?.level ?? 'none'),
    disabilityKind: facts.disability?.kind ?? '',
    ability: facts.ability,
    ...(facts.familyPlanningSpecial ? { familyPlanningSpecial: 'yes' } : {}),
    ...Object.fromEntries(SELF_CARE.map((item) => [`care_${item}`, facts.selfCare[item] ?? 'unknown'])),
  };
}

const options = (t: Translate, prefix: string, values: readonly string[]) =>
  values.map((value) => ({ value, label: t(`${prefix}.${value}` as Key) }));

/** What there is to choose from. */
export const factChoices = (t: Translate) => ({
  spouse: options(t, 'member.spouse', ['alive', 'none']),
  livesWith: [{ value: 'nobody', label: t('member.lives_alone') }, ...options(t, 'member.liveIn', LIVE_IN)],
  children: LIVES.map((where) => ({ name: `children_${where}`, label: t(`member.lives.${where}`) })),
  allowance: options(t, 'member.allowance', ALLOWANCES),
  disability: [{ value: 'none', label: t('common.none') }, ...options(t, 'member.disability', ['1', '2', '3', '4'])],
  disabilityKind: options(t, 'member.disabilityKind', DISABILITY_KINDS),
  ability: options(t, 'member.ability', ABILITIES),
  care: SELF_CARE.map((item) => ({ name: `care_${item}`, label: t(`member.selfCare.${item}`) })),
  answers: [...options(t, 'member.answer', SELF_CARE_ANSWERS), { value: 'unknown', label: t('common.unknown') }],
});
