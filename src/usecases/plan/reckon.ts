/** What a plan for a town is reckoned from, and the reckoning: for a process of its own, which only looks. */
import type { Act } from '#db/act';
import type { Between } from '#domain/fit';
import { bondsOf as bondsFrom, type HouseholdRow, type KinRow } from '#domain/kinship';
import { isAway } from '#domain/member';
import { type PlanQuestion, planOf } from '#domain/plan';
import { ANY } from '#domain/suits';
import { awaysOf } from '#records/away';
import { type Bonds, bondsOf } from '#records/bond';
import { dutiesOf } from '#records/duty';
import { openPairingsOf } from '#records/pairing';
import { certificatesOf, type Person, personsById } from '#records/person';
import { findPlan, type Plan, type PlanSoFar } from '#records/plan';
import { between, declinedAmong, eldersUnpaired, timesAmong } from '#records/plan-people';
import type { NewPlanRow } from '#records/plan-row';
import { listServices } from '#records/service';
import { volunteersNear } from '#records/suggestion';
import { suitsOf } from '#records/suits';
import type { Desk } from '#usecases/desk';
import { unreadyFor } from '#usecases/pairing/suggest';

/** A town has a few hundred of either; a table of these two is what one process can hold. */
const MOST_ELDERS = 2_500;
const MOST_VOLUNTEERS = 2_500;

export interface Reckoned {
  rows: NewPlanRow[];
  volunteers: number;
}

/** @param tell how far it is @throws Refusal not_found */
export async function reckonPlan(desk: Desk, id: string, tell?: (soFar: PlanSoFar) => void): Promise<Reckoned> {
  const question = await desk.read(async (act) => questionOf(act, await findPlan(act, id, 'plan.make')));
  const [of, volunteers] = [question.elders.length, question.volunteers.length];
  const told = (done: number) => tell?.({ done, of, volunteers });
  told(0);
  const { pairs } = planOf(question, told);
  const pairOf = new Map(pairs.map((pair) => [pair.elderId, pair]));
  const rows = question.elders.map((elder, at): NewPlanRow => {
    const { volunteerId: proposedId = null, ...pair } = pairOf.get(elder.id) ?? NOBODY;
    const { cost, reasons, load, times } = pair;
    return {
      ...{ line: at + 1, regionCode: elder.regionCode, elderId: elder.id, proposedId },
      ...{ cost, reasons, load, times },
    };
  });
  return { rows, volunteers };
}

const NOBODY = { volunteerId: null, cost: null, reasons: [], load: 0, times: 0 };

/** Everything is read once for all of them: elders at home whom nobody is paired with, and volunteers who are not away. */
async function questionOf(act: Act, { regionCode, serviceCodes }: Plan): Promise<PlanQuestion> {
  const elderIds = await eldersUnpaired(act, regionCode, MOST_ELDERS);
  const near = await volunteersNear(act, regionCode, MOST_VOLUNTEERS);
  const volunteerIds = near.map(({ id }) => id);
  const ids = [...new Set([...elderIds, ...volunteerIds])];
  const here = await atHome(act, ids);
  const suits = await suitsOf(act, ids);
  const held = await certificatesOf(act, volunteerIds);
  const planned = (await listServices(act)).filter(({ code }) => serviceCodes.includes(code));
  const duty = await dutiesOf(act, volunteerIds);
  const most = act.policy.get('pairing.maxEldersPerVolunteer', regionCode, act.today);
  const load = await loadsOf(act, volunteerIds);
  const persons = await personsById(act, elderIds);
  const known = (id: string) => suits.get(id) ?? ANY;
  return {
    elders: elderIds
      .flatMap((id) => persons.get(id) ?? [])
      .filter(here)
      .map((person) => ({ ...person, suits: known(person.id) })),
    volunteers: near.filter(here).map((person) => ({
      ...{ ...person, suits: known(person.id), most, load: load.get(person.id) ?? 0 },
      ...{ unready: unreadyFor(act, person, held, planned), inPost: duty(person.id, person.regionCode, act.today) },
    })),
    between: betweenIn(await bondsOf(act, ids), {
      declined: await declinedAmong(act, elderIds),
      times: await timesAmong(act, elderIds),
      relativesMay: act.policy.get('kin.relatives', regionCode, act.today),
    }),
  };
}

async function atHome(act: Act, ids: readonly string[]): Promise<(person: Person) => boolean> {
  const away = new Map<string, Awaited<ReturnType<typeof awaysOf>>>();
  for (const row of await awaysOf(act, ids)) away.set(row.memberId, [...(away.get(row.memberId) ?? []), row]);
  return ({ id }) => !isAway(away.get(id) ?? [], act.today);
}

async function loadsOf(act: Act, volunteerIds: readonly string[]): Promise<Map<string, number>> {
  const loads = new Map<string, number>();
  for (const { volunteerId } of await openPairingsOf(act, volunteerIds)) {
    loads.set(volunteerId, (loads.get(volunteerId) ?? 0) + 1);
  }
  return loads;
}

interface KnownAmong {
  declined: ReadonlySet<string>;
  times: ReadonlyMap<string, number>;
  relativesMay: boolean;
}

/** Of millions of twos a few hundred are bound: whom an elder is bound to is looked up once for each. */
function betweenIn(bonds: Bonds, { declined, times, relativesMay }: KnownAmong): PlanQuestion['between'] {
  const near = nearOf(bonds);
  const bound = new Map<string, ReturnType<typeof bondsFrom>>();
  return (elderId, volunteerId): Between => {
    let hers = bound.get(elderId);
    if (!hers) {
      hers = bondsFrom(elderId, ...near(elderId));
      bound.set(elderId, hers);
    }
    // Spelled only where somebody asked for it: millions of twos are asked about.
    const two = declined.size + times.size > 0 ? between(elderId, volunteerId) : '';
    const bond = hers.get(volunteerId) ?? 'none';
    return { bond, relativesMay, declined: declined.has(two), times: times.get(two) ?? 0 };
  };
}

/** The rows that name somebody or whom those rows name, and her roof: all that says whom she is bound to. */
function nearOf({ kin, households }: Bonds): (id: string) => [KinRow[], HouseholdRow[]] {
  const rowsOf = new Map<string, KinRow[]>();
  for (const row of kin) {
    for (const id of [row.memberId, row.relativeId]) rowsOf.set(id, [...(rowsOf.get(id) ?? []), row]);
  }
  const roofOf = new Map(households.map(({ memberId, householdId }) => [memberId, householdId]));
  const under = new Map<string, HouseholdRow[]>();
  for (const row of households) under.set(row.householdId, [...(under.get(row.householdId) ?? []), row]);
  return (id) => {
    const hers = rowsOf.get(id) ?? [];
    const ends = new Set(hers.flatMap(({ memberId, relativeId }) => [memberId, relativeId]));
    const rows = new Set([...hers, ...[...ends].flatMap((end) => rowsOf.get(end) ?? [])]);
    return [[...rows], under.get(roofOf.get(id) ?? '') ?? []];
  };
}
