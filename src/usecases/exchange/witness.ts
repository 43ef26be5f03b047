/** 见证人: named, with a phone, and living in neither household; for relatives outside both families. */
import type { Act } from '#db/act';
import { normalPhone } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import { bondsOf, closestBond } from '#records/bond';
import type { Exchange } from '#records/exchange';
import { idsByPhone } from '#records/person';
import { humansBehind } from '#records/user';
import { partiesOf } from '#usecases/exchange/eyes';

/**
 * @returns who the witness is: the member with that phone when there is one, else only a name
 * @throws Refusal witness_needed · phone_wrong · witness_not_independent
 */
export async function independentWitness(
  act: Act,
  exchange: Exchange,
  name: string,
  typedPhone: string,
): Promise<{ id: string; name: string; phone: string }> {
  if (!name.trim() || !typedPhone.trim())
    throw new Refusal('witness_needed', { field: name.trim() ? 'witnessPhone' : 'witnessName' });
  const phone = normalPhone(typedPhone);
  const ids = await idsByPhone(act, phone);
  const parties = partiesOf(exchange);
  const bonds = await bondsOf(act, [...ids, ...parties]);
  const hands = [...(await humansBehind(act, [act.actor.id, exchange.loggedBy]))];
  const tooNear = ids.some(
    (id) => parties.includes(id) || hands.includes(id) || closestBond(bonds, id, parties) === 'family',
  );
  if (tooNear) throw new Refusal('witness_not_independent', { field: 'witnessPhone' });
  return { id: ids.length === 1 && ids[0] ? ids[0] : 'witness', name: name.trim(), phone };
}
