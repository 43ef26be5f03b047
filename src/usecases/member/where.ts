/** Where somebody may be enrolled by this officer, and what there is to choose from in that village. */
import type { Act } from '#db/act';
import { prefixesFor } from '#domain/reach';
import { cityOf, levelOf, type RegionCode } from '#domain/region';
import { childrenOf, findRegion, type Hamlet, hamletsOf, type RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';

export interface EnrolPlaces {
  /** Villages in reach, by code: a helper has one, a social worker those of her town. */
  villages: RegionRow[];
  hamlets: Hamlet[];
  /** 户籍地 inside the city is told by county. */
  counties: RegionRow[];
  /** From which age one may serve. */
  minAge: number;
}

/** @param chosen the village that was chosen already, if one was */
export const enrolPlaces = (desk: Desk, chosen: RegionCode | null): Promise<EnrolPlaces> =>
  desk.read(async (act) => {
    const villages = await villagesIn(act, prefixesFor(act.actor, 'member.enrol'));
    const village = villages.find(({ code }) => code === chosen) ?? (villages.length === 1 ? villages[0] : undefined);
    const [any] = villages;
    return {
      villages,
      hamlets: village ? await hamletsOf(act, village.code) : [],
      counties: any ? await childrenOf(act, cityOf(any.code)) : [],
      minAge: act.policy.get('volunteer.minAge', any?.code ?? '', act.today),
    };
  });

async function villagesIn(act: Act, prefixes: readonly RegionCode[]): Promise<RegionRow[]> {
  const found: RegionRow[] = [];
  for (const prefix of prefixes) {
    if (levelOf(prefix) === 'village') found.push(await findRegion(act, prefix));
    else if (levelOf(prefix) === 'town') found.push(...(await childrenOf(act, prefix)));
    else for (const { code } of await childrenOf(act, prefix)) found.push(...(await villagesIn(act, [code])));
  }
  const once = new Map(found.map((region) => [region.code, region]));
  return [...once.values()].sort((a, b) => (a.code < b.code ? -1 : 1));
}
