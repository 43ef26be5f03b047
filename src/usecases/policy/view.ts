/** 规则 as pages show them: every key with its value now and where it comes from; one key with all that was ever decided. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { POLICY, type PolicyKey } from '#domain/policy';
import { isPolicyKey } from '#domain/policy-unit';
import { prefixesFor } from '#domain/reach';
import { must } from '#domain/refusal';
import { type RegionCode, reaches, upwards } from '#domain/region';
import type { PlaceName } from '#records/place';
import { placePaths } from '#records/place-path';
import { historyOf, openPolicies, type PolicyRecord } from '#records/policy';
import { regionsWithin } from '#records/region-list';
import type { Desk } from '#usecases/desk';
import { type RuleRow, ruleRows } from '#usecases/policy/rows';

export interface RuleNow {
  key: PolicyKey;
  value: unknown;
  /** null where nobody ever decided and the software's own default holds. */
  from: { regionCode: RegionCode; version: number; since: Day; locked: boolean } | null;
  /** Accepted, from a later day. */
  next: { value: unknown; since: Day } | null;
}

export interface PlaceOption {
  code: RegionCode;
  path: PlaceName[];
}

export interface Rules {
  here: PlaceOption;
  /** Places whose rules the reader may look at, widest first. */
  places: PlaceOption[];
  rules: RuleNow[];
  waiting: RuleRow[];
}

/** @param wanted a place to look at; out of reach counts as null, and then the first of the reader's own counts */
export const viewRules = (desk: Desk, wanted: RegionCode | null): Promise<Rules> =>
  desk.read(async (act) => {
    const places = await readable(act);
    const here = must(places.find((place) => place.code === wanted) ?? places[0]);
    const keys = Object.keys(POLICY) as PolicyKey[];
    const waiting = await openPolicies(act);
    return {
      here,
      places,
      rules: keys.map((key) => ruleNow(act, key, here.code)),
      waiting: await ruleRows(
        act,
        waiting.filter((row) => isPolicyKey(row.key)),
      ),
    };
  });

export interface Rule extends Rules {
  rule: RuleNow;
  history: RuleRow[];
  /** Whether the actor may propose a change for the place that is looked at. */
  propose: 'may' | 'locked' | 'not_yours';
}

/** @throws Refusal `not_found` for a key that there is not */
export const viewRule = (desk: Desk, name: string, wanted: RegionCode | null): Promise<Rule> =>
  desk.read(async (act) => {
    const key = must(isPolicyKey(name) ? name : null);
    const places = await readable(act);
    const here = must(places.find((place) => place.code === wanted) ?? places[0]);
    const near = ({ regionCode }: PolicyRecord) =>
      upwards(here.code).includes(regionCode) || reaches(here.code, regionCode);
    const waiting = (await openPolicies(act)).filter((row) => row.key === key);
    return {
      here,
      places,
      rules: [],
      rule: ruleNow(act, key, here.code),
      waiting: await ruleRows(act, waiting),
      history: await ruleRows(act, (await historyOf(act, key)).filter(near)),
      propose: mayPropose(act, key, here.code),
    };
  });

function mayPropose(act: Act, key: PolicyKey, here: RegionCode): Rule['propose'] {
  if (!prefixesFor(act.actor, 'policy.propose').some((prefix) => reaches(prefix, here))) return 'not_yours';
  const row = act.policy.rowFor(key, here, act.today);
  return row?.locked && row.regionCode.length < here.length ? 'locked' : 'may';
}

/** One's own places, the counties and towns inside them; a helper looks at her village, which shows what holds there. */
async function readable(act: Act): Promise<PlaceOption[]> {
  const roots = prefixesFor(act.actor, 'policy.read');
  const inside = await regionsWithin(act, roots, ['city', 'county', 'town']);
  const codes = [...new Set([...roots, ...inside.map((place) => place.code)])].sort(
    (a, b) => a.length - b.length || (a < b ? -1 : 1),
  );
  const paths = await placePaths(act, codes);
  return codes.map((code) => ({ code, path: paths.get(code) ?? [] }));
}

function ruleNow(act: Act, key: PolicyKey, here: RegionCode): RuleNow {
  const row = act.policy.rowFor(key, here, act.today);
  const later = act.policy.rowFor(key, here, '9999-12-31');
  return {
    key,
    value: act.policy.get(key, here, act.today),
    from: row && { regionCode: row.regionCode, version: row.version, since: row.validFrom, locked: row.locked },
    next:
      later && later.version !== row?.version ? { value: POLICY[key].read(later.value), since: later.validFrom } : null,
  };
}

/** Places for which the actor may propose a rule. */
export const placesToRule = (desk: Desk): Promise<PlaceOption[]> =>
  desk.read(async (act) => {
    const inside = await regionsWithin(act, prefixesFor(act.actor, 'policy.propose'), ['city', 'county', 'town']);
    const paths = await placePaths(
      act,
      inside.map((place) => place.code),
    );
    return inside.map(({ code }) => ({ code, path: paths.get(code) ?? [] }));
  });
