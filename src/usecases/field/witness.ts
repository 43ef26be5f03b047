/**
 * 见证人, named on the phone for a visit between relatives. Whoever stands too near is no witness; the visit was made all the
 * same, so it is kept, and goes on saying that nobody from outside stood by.
 */
import type { Act } from '#db/act';
import type { FieldWitness } from '#domain/field/record';
import { Refusal } from '#domain/refusal';
import { again } from '#records/exchange';
import { bearMembersWitnessIn, bearWitnessIn } from '#usecases/exchange/bear-witness';

/** In the unit of whoever takes the record in. */
export async function witnessedIn(act: Act, id: string, witness: FieldWitness): Promise<void> {
  const exchange = await again(act, { id });
  try {
    if ('memberId' in witness) await bearMembersWitnessIn(act, exchange, witness.memberId);
    else await bearWitnessIn(act, exchange, { witnessName: witness.name, witnessPhone: witness.phone });
  } catch (error) {
    if (!(error instanceof Refusal) || error.status >= 500) throw error;
  }
}
