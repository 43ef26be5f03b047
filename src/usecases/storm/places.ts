/** Where an officer may declare weather mode, and whom she may put on a list by hand. */
import { prefixesFor } from '#domain/reach';
import { mayBeStormy } from '#domain/storm';
import { childrenOf, pathOf, type RegionRow } from '#records/region';
import type { Desk } from '#usecases/desk';

/** A county with its towns, or the town that is hers. */
export const placesToDeclare = (desk: Desk): Promise<RegionRow[]> =>
  desk.read(async (act) => {
    const places = new Map<string, RegionRow>();
    for (const root of prefixesFor(act.actor, 'storm.declare')) {
      const here = (await pathOf(act, root)).at(-1);
      for (const place of [...(here ? [here] : []), ...(await childrenOf(act, root))]) {
        if (mayBeStormy(place.code)) places.set(place.code, place);
      }
    }
    return [...places.values()];
  });
