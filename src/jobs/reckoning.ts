/** The process in which a plan is reckoned (`reckoner.ts`). It only looks, beside a server that goes on writing. */
import { readConfig } from '#config';
import { answerApart } from '#jobs/apart';
import type { PlanSoFar } from '#records/plan';
import { deskFor } from '#usecases/desk';
import { type Reckoned, reckonPlan } from '#usecases/plan/reckon';
import { openHouse } from '../house.ts';

await answerApart<PlanSoFar, Reckoned>(async (tell) => {
  const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:plan' }, requestId: 'job-plan' });
  const reckoned = await reckonPlan(desk, process.argv[2] ?? '', tell);
  await house.store.close();
  return reckoned;
});
