/** 临灾转移台账: the whole list of a place on paper, village by village, for who goes from door to door and for the file. */
import { levelOf, type RegionCode, reaches } from '#domain/region';
import { namesOf } from '#records/name';
import { pathOf, type RegionRow } from '#records/region';
import { findStorm, type StormRow } from '#records/storm';
import { stormPeopleIn } from '#records/storm-people';
import type { Desk } from '#usecases/desk';
import { type StormLine, stormLines, topsOf } from '#usecases/storm/view';

export interface StormSheet {
  storm: StormRow;
  path: RegionRow[];
  lines: StormLine[];
  /** Who prints it. */
  by: string;
}

/** More than this is printed town by town. */
const MOST = 3_000;

/** @param region a place inside one's reach; anything else is as if it had not been asked @throws Refusal not_found */
export const readStormSheet = (desk: Desk, asked: { id: string; region: RegionCode | null }): Promise<StormSheet> =>
  desk.read(async (act) => {
    const storm = await findStorm(act, asked.id, 'storm.read');
    const tops = topsOf(act, storm);
    const region = asked.region && tops.some((top) => reaches(top, asked.region ?? '')) ? asked.region : null;
    const within = region ? [region] : tops;
    const rows = await stormPeopleIn(act, storm.id, { within, limit: MOST });
    return {
      storm,
      path: within[0] && levelOf(within[0]) ? await pathOf(act, within[0]) : [],
      lines: await stormLines(act, rows),
      by: (await namesOf(act, [act.actor.id])).get(act.actor.id) ?? '',
    };
  });
