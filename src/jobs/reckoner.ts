/** Reckons the plan for a town in a process of its own: thousands of elders and volunteers fill a processor for seconds. */
import { workApart } from '#jobs/apart';
import type { PlanSoFar } from '#records/plan';
import type { Reckoned } from '#usecases/plan/reckon';

/** @param id of the plan @param tell how far it is */
export type ReckonPlan = (id: string, tell: (soFar: PlanSoFar) => void) => Promise<Reckoned>;

/** @param env of the house in which it is asked @throws Error when it ended without an answer */
export const reckonApart =
  (env: NodeJS.ProcessEnv = process.env, started = process.argv[1] ?? ''): ReckonPlan =>
  (id, tell) =>
    workApart({ script: 'reckoning', args: [id], env, started, tell });
