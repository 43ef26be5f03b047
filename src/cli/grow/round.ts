/**
 * Who visits whom in a stretch of days: elders and volunteers of a village take turns, nobody is at two doors at once, and
 * nobody does or gets more than the rules credit, so that what is grown raises no flag.
 */

import type { Person } from '#cli/grow/enrol';
import type { How, Plan } from '#cli/grow/life';
import type { Neighbours } from '#cli/grow/neighbours';
import { freeOn, ownOf, type Purse } from '#cli/grow/purse';
import type { Stage } from '#cli/grow/stage';
import { addDays, ageOn, type Day, type Instant, instantOf } from '#domain/day';
import type { ServiceRow } from '#records/service';

/** Three doors a day, three days of a stretch, at most 75 minutes each: below every cap of a day and a month. */
const STARTS = [8 * 60 + 30, 10 * 60 + 30, 15 * 60];
const [SHORTEST, LONGEST] = [20, 70];
/** Visits that one elder has in a stretch. */
const MOST = 3;
/** How often somebody else is looked for before a village is full. */
const TRIES = 12;

export interface Days {
  askedOn(): Day;
  servedAfter(asked: Day): Day;
  checkedAfter(served: Day): Instant;
}

/** What one has done or had in this stretch. */
export type Turns = Map<string, number>;

/** @returns null when this village has nobody left for one more visit in this stretch */
export function planVisit(
  stage: Stage,
  purse: Purse,
  here: Neighbours,
  services: readonly ServiceRow[],
  days: Days,
  turns: Turns,
): Plan | null {
  const { dice } = stage;
  const askedOn = days.askedOn();
  const servedOn = days.servedAfter(askedOn);
  const elder = whoIsVisited(stage, purse, here, turns);
  const slot = elder && whoComes(here, elder, servedOn, turns);
  if (!elder || !slot) return null;
  const service = dice.pick(services.filter((one) => one.certificate === 'none' || slot.volunteer.trained));
  const served = dice.between(SHORTEST, Math.min(LONGEST, service.maxMinutes));
  const start = (STARTS[slot.turn] ?? 0) + dice.below(20);
  turns.set(elder.actor.id, (turns.get(elder.actor.id) ?? 0) + 1);
  return {
    how: howOf(stage, elder),
    village: here.village,
    elders: elder.spouse ? [elder, elder.spouse] : [elder],
    volunteer: slot.volunteer,
    service,
    askedAt: instantOf(askedOn, dice.between(8 * 60, 17 * 60)),
    servedOn,
    start,
    // What was asked for is mostly a round number, and mostly enough.
    planned: Math.min(service.maxMinutes, Math.ceil(served / 15) * 15),
    served,
    checkedAt: days.checkedAfter(servedOn),
  };
}

function howOf({ dice }: Stage, elder: Person): How {
  const draw = dice.below(100);
  if (draw < 25) return 'afterwards';
  return elder.pin && draw < 65 ? 'phone' : 'paper';
}

/** Mostly somebody on the register, in turn; now and then somebody who has earned minutes and uses them. */
function whoIsVisited(stage: Stage, purse: Purse, here: Neighbours, turns: Turns): Person | null {
  const { dice } = stage;
  if (dice.chance(0.15) || here.cared.length === 0) {
    const saver = dice.pick(here.volunteers);
    const mayUse = saver.receives && !saver.spouse && ageOn(saver.bornOn, stage.today) >= 61;
    if (mayUse && freeOn(purse, ownOf(purse, saver)) >= 90 && (turns.get(saver.actor.id) ?? 0) < 1) return saver;
  }
  for (let tried = 0; tried < TRIES && here.cared.length > 0; tried++) {
    const elder = here.cared[here.next.cared++ % here.cared.length] as Person;
    const both = [elder, elder.spouse].map((one) => (one ? (turns.get(one.actor.id) ?? 0) : 0));
    if (Math.max(...both) < MOST) return elder;
  }
  return null;
}

function whoComes(here: Neighbours, elder: Person, day: Day, turns: Turns): { volunteer: Person; turn: number } | null {
  for (let tried = 0; tried < TRIES; tried++) {
    const volunteer = here.volunteers[here.next.volunteer++ % here.volunteers.length] as Person;
    const key = `${volunteer.actor.id} ${day}`;
    const turn = turns.get(key) ?? 0;
    if (volunteer === elder || turn >= STARTS.length) continue;
    turns.set(key, turn + 1);
    return { volunteer, turn };
  }
  return null;
}

/** One week of the history: asked for on the first days, served by the fourth, checked by the fifth, credited after. */
export const weekFrom = ({ dice }: Stage, first: Day): Days => ({
  askedOn: () => addDays(first, dice.below(2)),
  servedAfter: (asked) => addDays(asked, 1 + dice.below(2)),
  checkedAfter: (served) => instantOf(addDays(served, 1), dice.between(9 * 60, 12 * 60)),
});
