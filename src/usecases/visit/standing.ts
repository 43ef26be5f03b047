/** How what is owed stands today, for any list of it: by the rules of `#domain/due`, with absences and storms read once. */
import type { Act } from '#db/act';
import type { Day } from '#domain/day';
import { type DueStanding, deadlineOf, type Storm, standingOn } from '#domain/due';
import type { Away } from '#domain/member';
import type { RegionCode } from '#domain/region';
import { stormsOver } from '#domain/storm';
import { awaysOf } from '#records/away';
import { stormDays } from '#records/storm';
import { type DueRow, openDuesOf } from '#records/visit-due';

export interface DueStood extends DueRow {
  standing: DueStanding;
  /** The last day by which it may be met without being late; null while a storm holds. */
  deadline: Day | null;
}

/** The storms over each place, reckoned once a place for any list. */
export async function stormsByPlace(act: Act): Promise<(code: RegionCode) => readonly Storm[]> {
  const days = await stormDays(act);
  const known = new Map<RegionCode, readonly Storm[]>();
  return (code) => {
    const here = known.get(code) ?? stormsOver(days, code);
    known.set(code, here);
    return here;
  };
}

export const stoodOn = (
  due: DueRow,
  { aways, storms }: { aways: readonly Away[]; storms: readonly Storm[] },
  today: Day,
): DueStood => ({
  ...due,
  standing: standingOn({ ...due, aways, storms }, today),
  deadline: deadlineOf(due, storms),
});

/** What each of these is owed and nobody has met, the longest owed first. Not scoped: the caller has found them. */
export async function standingsOf(act: Act, memberIds: readonly string[]): Promise<Map<string, DueStood[]>> {
  const aways = await awaysOf(act, memberIds);
  const stormsAt = await stormsByPlace(act);
  const found = new Map<string, DueStood[]>();
  for (const due of await openDuesOf(act, memberIds)) {
    const hers = aways.filter(({ memberId }) => memberId === due.memberId);
    const stood = stoodOn(due, { aways: hers, storms: stormsAt(due.regionCode) }, act.today);
    found.set(due.memberId, [...(found.get(due.memberId) ?? []), stood]);
  }
  return found;
}

/** What somebody comes for next: what is late first, then what is due, then what is coming. */
const ORDER: readonly DueStanding[] = ['late', 'due', 'storm', 'coming', 'away', 'met'];

export const foremost = (dues: readonly DueStood[]): DueStood | null =>
  [...dues].sort((a, b) => ORDER.indexOf(a.standing) - ORDER.indexOf(b.standing))[0] ?? null;

/** What is owed after a storm and may be met today: it has hours, so it is walked before all else. */
export const afterStormOf = (dues: readonly DueStood[]): DueStood | null =>
  dues.find(({ kind, standing }) => kind === 'storm' && (standing === 'due' || standing === 'late')) ?? null;
