/** May this officer be the second pair of eyes? Asked before a page offers the button; the use case asks again. */
import type { Act } from '#db/act';
import { type Action, reachFor } from '#domain/permission';
import { Refusal, type RefusalCode } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { refuseUnfit } from '#records/hands';

/** `fit`, or the code of what stands in the way: `not_yours`, `four_eyes`, `own_family_decision`. */
export type Fit = 'fit' | RefusalCode;

/** The refusal that `work` ends with, or `fit`. Anything else is a fault and goes on. */
export async function fitIf(work: () => Promise<unknown>): Promise<Fit> {
  try {
    await work();
    return 'fit';
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
}

/** @param proposedBy whose proposal it is: nobody accepts their own, nor their family's */
export async function fitTo(act: Act, action: Action, regionCode: RegionCode, proposedBy: string): Promise<Fit> {
  if (!reachFor(act.actor, action, { regionCodes: [regionCode] })) return 'not_yours';
  return fitIf(() => refuseUnfit(act, { parties: [], hands: [proposedBy] }));
}
