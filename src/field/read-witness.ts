/** From what stands on the page to a witness, refused in the words of the house. */
import { normalPhone } from '#domain/digits';
import { Refusal } from '#domain/refusal';
import type { Draft, Roster, VisitRecord } from '#field/types';

export const NO_WITNESS = { memberId: '', name: '', phone: '' };

/** One of those who went is a relative; a correction changes nothing about who stood by. */
export const asksWitness = ({ volunteerIds, relativeIds, corrects, does }: Draft): boolean =>
  !corrects && !does && volunteerIds.some((id) => relativeIds.includes(id));

/**
 * @returns null where nobody stood by: it is flagged, and can be said later
 * @throws Refusal witness_needed (half of it) · phone_wrong · witness_not_independent, with the field
 */
export function readWitness(draft: Draft, list: Roster): NonNullable<VisitRecord['witness']> | null {
  const { memberId, name, phone } = draft.witness ?? NO_WITNESS;
  const [called, number] = [name.trim(), phone.trim()];
  if (called === '' && number === '') return memberId === '' ? null : { memberId: outsider(memberId, draft, list) };
  if (called === '') throw new Refusal('witness_needed', { field: 'witnessName' });
  if (number === '') throw new Refusal('witness_needed', { field: 'witnessPhone' });
  return { name: called, phone: normalPhone(number) };
}

/** Neither the helper nor either of them nor, as far as the phone knows, of their families; the house knows more, and looks again. */
export function isNear(
  id: string,
  { memberIds, volunteerIds }: Draft,
  { kin, user }: Pick<Roster, 'kin' | 'user'>,
): boolean {
  const parties = [...memberIds, ...volunteerIds];
  const family = kin.filter(([, , bond]) => bond === 'family');
  return (
    id === user.personId ||
    parties.includes(id) ||
    family.some(([one, other]) => (one === id && parties.includes(other)) || (other === id && parties.includes(one)))
  );
}

function outsider(id: string, draft: Draft, list: Roster): string {
  if (isNear(id, draft, list)) throw new Refusal('witness_not_independent', { field: 'witness' });
  return id;
}
