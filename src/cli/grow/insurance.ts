/** A county takes out one policy for everybody who serves there: nobody is sent to what has a risk without. */
import type { County, Stage } from '#cli/grow/stage';
import { addDays, type Day } from '#domain/day';
import { deskFor } from '#usecases/desk';
import { recordInsurance } from '#usecases/insurance/keep';

/** Of the year that a world is lived in, and what is left of it. */
const DAYS = 300;

/** @param first day of the history */
export async function insure({ house, today }: Stage, { code, officers }: County, first: Day): Promise<void> {
  const desk = deskFor(house, { actor: officers[0].actor, requestId: 'grow' });
  await recordInsurance(desk, {
    ...{
      key: `grow-insurance-${code}`,
      regionCode: code,
      kind: 'accident',
      fromDay: first,
      toDay: addDays(today, DAYS),
    },
    ...{ insurer: '人保财险', policyNumber: `grow-${code}`, claimPhone: '95518', note: null },
    ...{ ageFrom: 16, ageTo: null, ageAt: 'day', everybody: true },
  });
}
