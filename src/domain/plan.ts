/**
 * A plan for a whole town at once: who goes to whom so that together it fits best. Volunteers with room for several elders
 * stand in it once for each place, each place a little dearer than the one before.
 */
import { ALONE, assign, type Costs } from '#domain/assignment';
import { type Between, EACH_ELDER, type FitReason, fitOf, type Offered, roomOf, type Sought } from '#domain/fit';

/** To be without anybody is dearer than the worst fit, so that nobody is left alone for others' comfort. */
export const WITHOUT = 1_000;

export interface PlanQuestion {
  elders: readonly Sought[];
  volunteers: readonly Offered[];
  between(elderId: string, volunteerId: string): Between;
}

export interface Planned {
  elderId: string;
  volunteerId: string;
  cost: number;
  reasons: FitReason[];
  /** Elders whom the volunteer has without this plan. */
  load: number;
  /** How often she was there already. */
  times: number;
}

export interface Plan {
  pairs: Planned[];
  /** For whom nobody was found. */
  without: string[];
}

/** Each place of each volunteer: who, and how many she would have before it. */
interface Place {
  volunteer: Offered;
  before: number;
}

/** The table that is solved, one line an elder, one column a place; for whoever wants to solve it again. */
export function tableOf({ elders, volunteers, between }: PlanQuestion): { costs: Costs; places: Place[] } {
  const places = volunteers.flatMap(placesOf);
  const at = new Float64Array(elders.length * places.length).fill(Number.POSITIVE_INFINITY);
  for (const [row, elder] of elders.entries()) {
    let column = 0;
    for (const volunteer of volunteers) {
      const fit = fitOf(elder, volunteer, between(elder.id, volunteer.id));
      for (let before = volunteer.load; before < roomOf(volunteer); before++, column++) {
        if ('cost' in fit) at[row * places.length + column] = fit.cost + (before - volunteer.load) * EACH_ELDER;
      }
    }
  }
  return { costs: { rows: elders.length, columns: places.length, at }, places };
}

const placesOf = (volunteer: Offered): Place[] =>
  Array.from({ length: Math.max(0, roomOf(volunteer) - volunteer.load) }, (_, at) => ({
    ...{ volunteer, before: volunteer.load + at },
  }));

/** @param tell how many elders have their place so far */
export function planOf(question: PlanQuestion, tell?: (done: number) => void): Plan {
  const { costs, places } = tableOf(question);
  const columnOf = assign(costs, WITHOUT, tell);
  const plan: Plan = { pairs: [], without: [] };
  for (const [row, elder] of question.elders.entries()) {
    const column = columnOf[row] ?? ALONE;
    const place = places[column];
    if (!place) {
      plan.without.push(elder.id);
      continue;
    }
    const { volunteer } = place;
    const between = question.between(elder.id, volunteer.id);
    const fit = fitOf(elder, volunteer, between);
    if ('cost' in fit) {
      const cost = costs.at[row * costs.columns + column] as number;
      const { load } = volunteer;
      plan.pairs.push({
        ...{ elderId: elder.id, volunteerId: volunteer.id, cost, load },
        ...{ reasons: fit.reasons, times: between.times },
      });
    }
  }
  return plan;
}
