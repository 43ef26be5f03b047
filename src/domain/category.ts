/**
 * Categories are derived from facts, never ticked (domain.md, People; village-practice finding 13).
 * Two lists come of them: the visit register (the state's six groups, whether or not they joined) and the county's
 * grant list. Re-derived monthly as a change sheet, so everything here is a pure function of facts and age.
 */

/** Where a child lives, seen from the elder. "In the county" reads as 县(市、区). */
export const LIVES = ['sameVillage', 'sameTown', 'sameCounty', 'elsewhere'] as const;
export type Lives = (typeof LIVES)[number];

export const LIVE_IN = ['spouse', 'child', 'childInLaw', 'grandchild', 'parent', 'other'] as const;
export type LiveIn = (typeof LIVE_IN)[number];

/** 低保 · 特困 · 低边. */
export const ALLOWANCES = ['none', 'dibao', 'tekun', 'dibian'] as const;
export type Allowance = (typeof ALLOWANCES)[number];

/** Ability grades of GB/T 42195-2022, best first; 'none' = 未评估, which is normal. */
export const ABILITIES = ['none', 'intact', 'mild', 'moderate', 'severe', 'total'] as const;
export type Ability = (typeof ABILITIES)[number];

/** The six self-care items asked where nobody has assessed: 吃饭 穿衣 上下床 如厕 走动 洗澡. */
export const SELF_CARE = ['eating', 'dressing', 'bed', 'toilet', 'walking', 'bathing'] as const;
export type SelfCareItem = (typeof SELF_CARE)[number];
export const SELF_CARE_ANSWERS = ['alone', 'withHelp', 'cannot'] as const;
export type SelfCareAnswer = (typeof SELF_CARE_ANSWERS)[number];

export interface Facts {
  spouse: 'alive' | 'none';
  children: readonly { lives: Lives }[];
  /** Who lives under her roof; empty = nobody. */
  livesWith: readonly LiveIn[];
  allowance: Allowance;
  /** Disability certificate: level 1 is the gravest. */
  disability: { level: 1 | 2 | 3 | 4; kind: string } | null;
  ability: Ability;
  /** Items that nobody asked about are absent. */
  selfCare: Partial<Record<SelfCareItem, SelfCareAnswer>>;
  familyPlanningSpecial: boolean;
}

/** 独居 空巢 留守 失能 重残 计生特殊家庭. */
export const CATEGORIES = [
  'livingAlone',
  'emptyNest',
  'leftBehind',
  'disabled',
  'severelyHandicapped',
  'familyPlanningSpecial',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** An elder is somebody of 60 and over (Law on the Rights and Interests of the Elderly, art. 2). */
export const ELDER_FROM = 60;

/**
 * The ability grade that the facts carry: the assessed one, or else by the six items, counting what she cannot do
 * (0 intact · 1–2 mild · 3–4 moderate · 5–6 severe, the count of the state's older household surveys), or 'none' when
 * nobody asked.
 */
export function abilityOf(facts: Facts): Ability {
  if (facts.ability !== 'none') return facts.ability;
  const answers = SELF_CARE.flatMap((item) => facts.selfCare[item] ?? []);
  const cannot = answers.filter((answer) => answer === 'cannot').length;
  if (cannot >= 5) return 'severe';
  if (cannot >= 3) return 'moderate';
  if (cannot >= 1) return 'mild';
  return answers.length === SELF_CARE.length ? 'intact' : 'none';
}

/** Is grade `ability` at least `from`? Not assessed is never. */
export const atLeast = (ability: Ability, from: Ability): boolean =>
  ability !== 'none' && ABILITIES.indexOf(ability) >= ABILITIES.indexOf(from);

/**
 * The categories of an elder; none below 60.
 *
 * 独居 = nobody lives with her · 空巢 = only her spouse or her own parents do; a child in the same county lifts both,
 * a son in Shenzhen does not.
 * 留守 = has children and all of them live outside the county, whoever else is at home.
 * 失能 = mild and graver, as the standard itself calls it (轻度失能).
 * 重残 = disability certificate of level 1 or 2.
 */
export function categoriesOf(facts: Facts, age: number): Set<Category> {
  const found = new Set<Category>();
  if (age < ELDER_FROM) return found;
  const childAtHome = facts.livesWith.some((who) => who === 'child' || who === 'childInLaw');
  const childNear = childAtHome || facts.children.some((child) => child.lives !== 'elsewhere');
  const nobodyYounger = facts.livesWith.every((who) => who === 'spouse' || who === 'parent');
  if (!childNear && nobodyYounger) found.add(facts.livesWith.length === 0 ? 'livingAlone' : 'emptyNest');
  if (!childNear && facts.children.length > 0) found.add('leftBehind');
  if (atLeast(abilityOf(facts), 'mild')) found.add('disabled');
  if (facts.disability && facts.disability.level <= 2) found.add('severelyHandicapped');
  if (facts.familyPlanningSpecial) found.add('familyPlanningSpecial');
  return found;
}

/** On the visit register (在册老人): owed a visit whether or not she joined. */
export const onVisitRegister = (categories: ReadonlySet<Category>): boolean => categories.size > 0;

/** Who is on the county's grant list. Default: ≥ 80 alone or empty-nest, or 60–79 low-income and disabled. */
export interface GrantRule {
  aloneFromAge: number;
  hardshipFromAge: number;
  /** Inclusive. */
  hardshipToAge: number;
  allowances: readonly Allowance[];
}

export const GRANT_RULE: GrantRule = {
  aloneFromAge: 80,
  hardshipFromAge: 60,
  hardshipToAge: 79,
  allowances: ['dibao', 'tekun', 'dibian'],
};

/**
 * Facts that led to a place on the list, as codes for the sheet: old enough, a category, an allowance by its own code.
 */
export type GrantReason =
  | 'ageAlone'
  | 'ageHardship'
  | 'livingAlone'
  | 'emptyNest'
  | 'disabled'
  | Exclude<Allowance, 'none'>;

/** Is she on the grant list, and which facts led to it? No reasons when she is not. */
export function onGrantList(
  categories: ReadonlySet<Category>,
  facts: Facts,
  age: number,
  rule: GrantRule = GRANT_RULE,
): { listed: boolean; reasons: GrantReason[] } {
  const alone = (['livingAlone', 'emptyNest'] as const).filter((category) => categories.has(category));
  if (age >= rule.aloneFromAge && alone.length > 0) return { listed: true, reasons: ['ageAlone', ...alone] };
  const { allowance } = facts;
  const ofAge = age >= rule.hardshipFromAge && age <= rule.hardshipToAge;
  const lowIncome = allowance !== 'none' && rule.allowances.includes(allowance);
  return ofAge && lowIncome && categories.has('disabled')
    ? { listed: true, reasons: ['ageHardship', allowance, 'disabled'] }
    : { listed: false, reasons: [] };
}
