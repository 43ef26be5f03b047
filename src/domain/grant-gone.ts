/** Why somebody who was on the grant list is no longer: what the change sheet says beside her name. */
import { categoriesOf, type Facts, type GrantReason, type GrantRule } from '#domain/category';
import type { MemberState } from '#domain/member';

/** What became of the file, or a fact of before that no longer holds. */
export type GoneReason = 'deceased' | 'closed' | 'suspended' | 'moved' | 'notReceiving' | 'duplicate' | GrantReason;

export interface GoneFile {
  state: MemberState;
  receives: boolean;
  /** 居住地 is still in the county whose list it is. */
  here: boolean;
  facts: Facts | null;
  /** On the first day the list is for. */
  age: number;
}

/** @param before the facts that had put her on the list */
export function whyGone(file: GoneFile, before: readonly string[], rule: GrantRule): GoneReason[] {
  const { state, receives, here, facts, age } = file;
  if (state === 'deceased' || state === 'closed' || state === 'suspended') return [state];
  if (!here) return ['moved'];
  if (!receives) return ['notReceiving'];
  const holds = facts ? holding(facts, age, rule) : new Set<string>();
  const lost = before.filter((reason): reason is GrantReason => !holds.has(reason));
  // Every fact still holds and yet she is off the list: the record is another's twin.
  return lost.length > 0 ? lost : ['duplicate'];
}

/** Facts of now, in the codes of a list's reasons. */
function holding(facts: Facts, age: number, rule: GrantRule): Set<string> {
  const { allowance } = facts;
  return new Set<string>([
    ...categoriesOf(facts, age),
    ...(age >= rule.aloneFromAge ? ['ageAlone'] : []),
    ...(age >= rule.hardshipFromAge && age <= rule.hardshipToAge ? ['ageHardship'] : []),
    ...(allowance !== 'none' && rule.allowances.includes(allowance) ? [allowance] : []),
  ]);
}
