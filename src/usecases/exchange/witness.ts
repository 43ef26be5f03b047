/** 见证人: named, with a phone, and living in neither household; for relatives outside both families. So is who is there for a PIN. */
import type { Act } from '#db/act';
import { normalPhone } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import { townOf } from '#domain/region';
import { bondsOf, closestBond } from '#records/bond';
import type { Exchange } from '#records/exchange';
import { idsByPhone, personsById } from '#records/person';
import { humansBehind, isWorkPhoneOf } from '#records/user';
import { partiesOf } from '#usecases/exchange/eyes';

/** Who it was; of a member her file has the telephone. */
export interface StoodBy {
  id: string;
  name: string;
  phone: string | null;
}

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
  const near = { parties: partiesOf(exchange), hands: [exchange.loggedBy] };
  if (await isTooNear(act, { ids, phone }, near)) {
    throw new Refusal('witness_not_independent', { field: 'witnessPhone' });
  }
  return { id: ids.length === 1 && ids[0] ? ids[0] : 'witness', name: name.trim(), phone };
}

/** A member of the same town, picked from a list. @throws Refusal not_found · witness_not_independent */
export async function independentMember(act: Act, exchange: Exchange, memberId: string): Promise<StoodBy> {
  const person = (await personsById(act, [memberId])).get(memberId);
  if (!person || townOf(person.regionCode) !== townOf(exchange.regionCode)) {
    throw new Refusal('not_found', { field: 'witness' });
  }
  const near = { parties: partiesOf(exchange), hands: [exchange.loggedBy] };
  if (await isTooNear(act, { ids: [memberId], phone: null }, near)) {
    throw new Refusal('witness_not_independent', { field: 'witness' });
  }
  return { id: memberId, name: person.name, phone: null };
}

/** Who may not stand beside: whom it is about, and who did it besides the actor. */
interface Near {
  parties: readonly string[];
  hands: readonly (string | null)[];
}

/**
 * Somebody who is to stand beside what an officer does: neither whom it is about nor their family, and neither the officer
 * nor another hand in it, under whatever name.
 * @param someone the number that was typed, if one was, and the members who are meant
 */
export async function isTooNear(
  act: Act,
  { ids, phone }: { ids: readonly string[]; phone: string | null },
  { parties, hands }: Near,
): Promise<boolean> {
  const bonds = await bondsOf(act, [...ids, ...parties]);
  const humans = [...(await humansBehind(act, [act.actor.id, ...hands]))];
  if (phone !== null && (await isWorkPhoneOf(act, humans, phone))) return true;
  return ids.some((id) => parties.includes(id) || humans.includes(id) || closestBond(bonds, id, parties) === 'family');
}
