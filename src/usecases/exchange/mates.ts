/** 同住的人: who else under the same roof may be helped in the same visit. A couple at home is one visit, its minutes once. */
import type { Act } from '#db/act';
import { peopleIn } from '#records/household';
import { type Person, personsById } from '#records/person';

/** @param chosen people named already, kept among the answers although they live elsewhere */
export async function matesOf(act: Act, { id, householdId }: Person, chosen: readonly string[]): Promise<Person[]> {
  if (!householdId) return [];
  const roof = (await peopleIn(act, householdId)).map((one) => one.id).filter((one) => one !== id);
  const known = await personsById(act, [...roof, ...chosen.filter((one) => one !== id)]);
  return [...known.values()].filter((person) => person.state === 'approved' && person.receives);
}
