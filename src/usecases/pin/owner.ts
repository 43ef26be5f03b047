/** What a neighbour knows about her and would try first; asked wherever a PIN is chosen. */
import type { Act } from '#db/act';
import type { PinOwner } from '#domain/pin';
import { liveCardsOf } from '#records/card';
import type { Member } from '#records/member';

export async function pinOwner(act: Act, { id, bornOn, phoneSealed }: Member): Promise<PinOwner> {
  const cards = await liveCardsOf(act, id);
  return {
    born: bornOn,
    phone: phoneSealed ? act.vault.open(phoneSealed) : null,
    card: cards.find(({ kind }) => kind === 'member')?.number ?? null,
  };
}
