/**
 * Who is whose kin, and which of two circles that is (domain.md, People; village-practice finding 4).
 * 家里人 (family): care is recorded and credits 0; staff neither log, check nor approve for them.
 * 亲戚 (relative): may pair, serve and earn, with a witness outside both families, sampled more often.
 */

const FAMILY = [
  'spouse',
  'parent',
  'parentInLaw',
  'child',
  'childInLaw',
  'grandparent',
  'grandchild',
  'sameHousehold',
] as const;
const RELATIVE = ['sibling', 'siblingInLaw', 'uncleAunt', 'nephewNiece', 'cousin', 'sameClan', 'other'] as const;
export const RELATIONS = [...FAMILY, ...RELATIVE] as const;
export type Relation = (typeof RELATIONS)[number];
export type Bond = 'family' | 'relative' | 'none';

/** `relativeId` is `memberId`'s `relation`: {陈伯, 阿珍, 'child'} = 阿珍 is 陈伯's child. One row is enough for both. */
export interface KinRow {
  memberId: string;
  relativeId: string;
  relation: Relation;
}

export interface HouseholdRow {
  memberId: string;
  householdId: string;
}

const PAIRS: Partial<Record<Relation, Relation>> = {
  parent: 'child',
  parentInLaw: 'childInLaw',
  grandparent: 'grandchild',
  uncleAunt: 'nephewNiece',
};
const INVERSES = Object.fromEntries(
  Object.entries(PAIRS).flatMap(([a, b]) => [
    [a, b],
    [b, a],
  ]),
) as typeof PAIRS;

/** What the member is to that relative: child ↔ parent; spouse, sibling, cousin… stay what they are. */
export const inverseOf = (relation: Relation): Relation => INVERSES[relation] ?? relation;

export const circleOf = (relation: Relation): Exclude<Bond, 'none'> =>
  (FAMILY as readonly Relation[]).includes(relation) ? 'family' : 'relative';

/**
 * Two steps that are one relation, so that ticking the daughter is enough to know her husband. Closed under inversion.
 */
const STEPS: Partial<Record<Relation, Partial<Record<Relation, Relation>>>> = {
  spouse: { parent: 'parentInLaw', child: 'child', sibling: 'siblingInLaw' },
  child: { spouse: 'childInLaw', child: 'grandchild' },
  parent: { parent: 'grandparent', spouse: 'parent', child: 'sibling', sibling: 'uncleAunt' },
  sibling: { spouse: 'siblingInLaw', child: 'nephewNiece' },
};

/** What every person named in `rows` is to `id` by one row, in either direction. */
function direct(id: string, rows: readonly KinRow[]): [string, Relation][] {
  return rows.flatMap((row): [string, Relation][] => {
    if (row.memberId === id) return [[row.relativeId, row.relation]];
    return row.relativeId === id ? [[row.memberId, inverseOf(row.relation)]] : [];
  });
}

/**
 * Everybody that `id` is bound to and how closely: by a declared row, by two rows that make one relation, or by one
 * roof. The nearer bond wins. `id` is not in it.
 * @param rows every kin row that names them, or that names somebody those rows name (more does no harm)
 */
export function bondsOf(
  id: string,
  rows: readonly KinRow[],
  households: readonly HouseholdRow[],
): Map<string, Exclude<Bond, 'none'>> {
  const found = new Map<string, Exclude<Bond, 'none'>>();
  const add = (who: string, bond: Exclude<Bond, 'none'>) => {
    if (who !== id && found.get(who) !== 'family') found.set(who, bond);
  };
  for (const [middle, first] of direct(id, rows)) {
    add(middle, circleOf(first));
    for (const [far, second] of direct(middle, rows)) {
      const relation = STEPS[first]?.[second];
      if (relation) add(far, circleOf(relation));
    }
  }
  const roofs = new Set(households.filter((row) => row.memberId === id).map((row) => row.householdId));
  for (const row of households) if (roofs.has(row.householdId)) add(row.memberId, 'family');
  return found;
}

/**
 * How two people are bound; the same from either side. One's own self counts as family: nobody earns by serving
 * themselves.
 * @param rows at least every kin row that names either of them
 */
export function bondOf(a: string, b: string, rows: readonly KinRow[], households: readonly HouseholdRow[]): Bond {
  if (a === b) return 'family';
  return bondsOf(a, rows, households).get(b) ?? 'none';
}

/** The family circle of a person as ids, for `#domain/foureyes`. */
export const familyOf = (id: string, rows: readonly KinRow[], households: readonly HouseholdRow[]): Set<string> =>
  new Set([...bondsOf(id, rows, households)].flatMap(([who, bond]) => (bond === 'family' ? [who] : [])));
