/** A plan from its beginning to its end: reckoned apart from the house, with a sign of life every few seconds. */
import { keptAlive } from '#jobs/alive';
import type { ReckonPlan } from '#jobs/reckoner';
import type { Plan, PlanSoFar } from '#records/plan';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { breakOffPlan, keepPlan, planGoesOn } from '#usecases/plan/begin';

const deskOf = (house: House): Desk =>
  deskFor(house, { actor: { kind: 'job', id: 'job:plan' }, requestId: 'job-plan' });

/**
 * Go through with one that was begun.
 * @returns how many elders it has
 * @throws Error when it was not reckoned to the end; then it stands as broken off
 */
export async function carryOutPlan(
  house: House,
  { id, done, of, volunteers }: Plan,
  reckon: ReckonPlan,
): Promise<number> {
  let soFar: PlanSoFar = { done, of, volunteers };
  try {
    const reckoned = await keptAlive(
      () => planGoesOn(deskOf(house), id, soFar),
      () =>
        reckon(id, (told) => {
          soFar = told;
        }),
    );
    return await keepPlan(deskOf(house), id, reckoned);
  } catch (error) {
    // A house that is closed cannot write it down: then its silence says so.
    await breakOffPlan(deskOf(house), id).catch(() => {});
    throw error;
  }
}
