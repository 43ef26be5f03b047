/** Categories and the two lists, as the newest facts and today's age and rules make them (domain.md, People). */
import type { Act } from '#db/act';
import {
  type Ability,
  abilityOf,
  type Category,
  categoriesOf,
  type Facts,
  type GrantReason,
  onGrantList,
  onVisitRegister,
} from '#domain/category';
import { ageOn, type Instant } from '#domain/day';
import { factHistoryOf } from '#records/fact';
import type { Member } from '#records/member';

/** What follows from her facts, and which facts it follows from. */
export interface Derived {
  facts: Facts;
  recordedAt: Instant;
  recordedBy: string | null;
  ability: Ability;
  /** Nobody assessed her: the band comes from the six self-care items. */
  abilityByItems: boolean;
  categories: Category[];
  visitRegister: boolean;
  grantList: { listed: boolean; reasons: GrantReason[] };
}

/** Null when nobody told any facts. The caller has found the member. */
export async function derive(act: Act, { id, bornOn, regionCode }: Member): Promise<Derived | null> {
  const [newest] = await factHistoryOf(act, id);
  if (!newest) return null;
  const { facts, recordedAt, recordedBy } = newest;
  const age = ageOn(bornOn, act.today);
  const categories = categoriesOf(facts, age);
  const rule = act.policy.get('recipient.keyElder', regionCode, act.today);
  return {
    ...{ facts, recordedAt, recordedBy },
    ability: abilityOf(facts),
    abilityByItems: facts.ability === 'none',
    categories: [...categories],
    visitRegister: onVisitRegister(categories),
    grantList: onGrantList(categories, facts, age, rule),
  };
}
