/**
 * A member comes in with the number of her card, or her phone, and her PIN. Unknown, not approved, without a PIN and
 * wrong are one answer, counted alike and answered as slowly: the door tells nobody who is on file. One thing it must
 * say: where a family shares a phone, the card's number is needed.
 */
import { MAX_TRIES, readPin } from '#domain/pin';
import { Refusal } from '#domain/refusal';
import { matches } from '#records/secret';
import { candidatesFor, plainWho } from '#records/sign-in';
import { clearTries } from '#records/try';
import type { Desk } from '#usecases/desk';
import { countOne } from '#usecases/pin/try';

/**
 * @param input.who card number or phone, as typed
 * @throws Refusal sign_in_wrong (params.left) · pin_locked · sign_in_card_needed · pin_not_six
 */
export async function signInMember(desk: Desk, input: { who: string; pin: string }): Promise<{ subjectId: string }> {
  const pin = readPin(input.pin);
  const who = plainWho(input.who);
  const candidates = await desk.read((act) => candidatesFor(act, who));
  if (candidates.length > 1) throw new Refusal('sign_in_card_needed', { field: 'who' });
  const [meant] = candidates;
  // Her own tries, those at the door included; a name that nobody has is counted under its keyed hash.
  const counted = meant?.memberId ?? `who:${desk.house.vault.lookup(`who:${who}`)}`;
  const made = await countOne(desk, counted, MAX_TRIES);
  if (made > MAX_TRIES) throw new Refusal('pin_locked', { field: 'pin' });
  const right = await matches(desk.house, meant?.pinHash ?? null, pin);
  if (!meant || !right) throw new Refusal('sign_in_wrong', { field: 'pin', left: MAX_TRIES - made });
  await desk.write([], (act) => clearTries(act, meant.memberId));
  return { subjectId: meant.memberId };
}
