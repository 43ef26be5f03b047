/**
 * The demo world: the named cast around Dawen village, acting through the use cases over the last three months. Loaded by
 * `npm start` into an empty house, never in production. Nothing is written past the rules: what it shows, they allowed.
 */

import { both } from '#cli/both';
import { planCare } from '#cli/demo/care';
import { PINS, STAFF } from '#cli/demo/cast';
import { foundWorld } from '#cli/demo/founding';
import { planIncidents } from '#cli/demo/incident';
import { planInsurances } from '#cli/demo/insurance';
import { planOffice } from '#cli/demo/office';
import { planPairings } from '#cli/demo/pairing';
import { planPresent } from '#cli/demo/present';
import { planQuarter, WEEKS } from '#cli/demo/quarter';
import { planStorms } from '#cli/demo/storm';
import { planTelling } from '#cli/demo/telling';
import { openTimeline } from '#cli/demo/timeline';
import { type World, worldOver } from '#cli/demo/world';
import { addDays, dayOf, instantOf } from '#domain/day';
import { carry } from '#jobs/courier';
import { isOfficeEmpty } from '#records/user';
import type { House } from '#usecases/desk';

/**
 * @param tell says how far it is, a line at a time
 * @returns false when somebody works here already
 */
export async function openDemo(house: House, tell: (line: string) => void): Promise<boolean> {
  if (!(await house.store.read((tx) => isOfficeEmpty({ tx })))) return false;
  await liveQuarter(house, tell);
  await sendAll(house);
  house.policyChanged();
  return true;
}

/** The last three months, up to the house's present hour. @returns the world that lived through them, to go on in */
export async function liveQuarter(house: House, tell: (line: string) => void): Promise<World> {
  const until = house.clock();
  const today = dayOf(until);
  const first = addDays(today, -7 * WEEKS - 7);
  let now = instantOf(first, 9 * 60);
  const setClock = (at: number) => {
    now = at;
  };
  const world = worldOver({ ...house, clock: () => now }, setClock);
  tell(`${both('cli.demo_building', { staff: Object.keys(STAFF).length })} …`);
  await foundWorld(world, first);
  const timeline = openTimeline(setClock);
  const stage = { world, timeline, pinOf: (name: string) => PINS[name] ?? '' };
  planOffice(stage, first, today);
  planQuarter(stage, today);
  planPresent(stage, until);
  planPairings(stage, today);
  planIncidents(stage, today);
  planInsurances(stage, today);
  planStorms(stage, today);
  planTelling(stage, today);
  planCare(stage, first, until);
  await timeline.run(until, (done) => {
    if (done % 200 === 0) tell(`  ${dayOf(now)} · ${done}`);
  });
  return world;
}

/** What left in the past has arrived: the first visitor's house does not begin with three months of messages. */
async function sendAll(house: House): Promise<void> {
  const bag = { channel: { send: async () => {} }, servicePhone: '' };
  while ((await carry(house, bag)).sent > 0);
}
