/** What the form begins with: what it is about where that is known, else whom a member may mean; and whom one calls. */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import { addDays } from '#domain/day';
import { Refusal } from '#domain/refusal';
import { ownInStates } from '#records/own-exchange';
import { ownPairings } from '#records/pairing-list';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type AboutShown, aboutIn, showAbout } from '#usecases/incident/about';

export interface NewIncidentPage {
  chosen: AboutShown | null;
  choices: AboutShown[];
  helper: { name: string; phone: string } | null;
  /** Hours within which town and county have the first report. */
  hours: number;
}

/** More than these nobody looks through while somebody lies on the floor. */
const MOST = 6;
const DAYS = 14;

export const choicesForNew = (desk: Desk, of: string): Promise<NewIncidentPage> =>
  desk.read(async (act) => {
    const { actor } = act;
    const chosen = of ? await shownOf(act, of) : null;
    const choices = !of && actor.kind === 'member' ? await ownChoices(act, actor) : [];
    const regionCode = chosen?.regionCode ?? (actor.kind === 'member' ? actor.regionCode : '');
    return {
      ...{ chosen: chosen ?? (choices.length === 1 ? (choices[0] ?? null) : null), choices },
      helper: regionCode ? await findHelper(act.tx, regionCode, act.today) : null,
      hours: act.policy.get('incident.firstReportHours', regionCode, act.today),
    };
  });

/** Null where it is not there or out of reach: the form says so when it is sent. */
async function shownOf(act: Act, of: string): Promise<AboutShown | null> {
  try {
    return await showAbout(act, await aboutIn(act, of));
  } catch (error) {
    if (error instanceof Refusal) return null;
    throw error;
  }
}

/** The elders whom she goes to see, those of her visits these days, and herself. */
async function ownChoices(act: Act, actor: MemberActor): Promise<AboutShown[]> {
  const since = addDays(act.today, -DAYS);
  const pairs = (await ownPairings(act)).filter(({ state }) => state === 'active' || state === 'paused');
  const visits = await ownInStates(act, actor, ['matched', 'in_service', 'logged', 'confirmed']);
  const near = visits.filter(({ servedOn, plannedOn }) => (servedOn ?? plannedOn ?? act.today) >= since);
  const known = [...pairs, ...near].map(({ id }) => id).slice(0, MOST);
  const shown: AboutShown[] = [];
  for (const id of [...known, actor.id]) shown.push(await showAbout(act, await aboutIn(act, id)));
  // One elder stands there once, by the pair before the visit.
  return shown.filter((one, at) => at === shown.findIndex(({ elderId }) => elderId === one.elderId));
}
