/** What is printed of a pairing that stands: the plate for her door, and the card that the volunteer carries. */
import { reachFor } from '#domain/permission';
import { must, Refusal } from '#domain/refusal';
import { note } from '#records/audit';
import { type Contact, contactsOf } from '#records/contact';
import { addressOf } from '#records/household';
import { findMember } from '#records/member';
import { stationNear } from '#records/member-list';
import { findPairing } from '#records/pairing';
import type { ServiceRow } from '#records/service';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type PairingLine, pairingLines } from '#usecases/pairing/list';
import { servicesFor } from '#usecases/pairing/view';

export interface PairingPaper extends PairingLine {
  services: ServiceRow[];
  helper: { name: string; phone: string } | null;
  station: { name: string; phone: string } | null;
}

/** @throws Refusal not_found, also while it does not stand: nobody's name hangs on a door before both agreed */
export const readPaper = (desk: Desk, id: string): Promise<PairingPaper> =>
  desk.read(async (act) => {
    const pairing = await findPairing(act, id, 'pairing.read');
    if (pairing.state !== 'active') throw new Refusal('not_found');
    const [line] = await pairingLines(act, [pairing]);
    return {
      ...must(line),
      services: await servicesFor(act, pairing),
      helper: await findHelper(act.tx, pairing.regionCode, act.today),
      station: await stationNear(act, pairing.regionCode),
    };
  });

export interface AtHerDoor {
  address: string | null;
  contacts: { name: string; relation: string; phone: string }[];
}

/**
 * Her address and whom to call, for the card: a look, which is written down and on the disk before anything is shown.
 * @throws Refusal not_found
 */
export async function openDoor(desk: Desk, id: string): Promise<AtHerDoor> {
  const found = await desk.write([], async (act) => {
    const pairing = await findPairing(act, id, 'pairing.propose');
    if (pairing.state !== 'active') throw new Refusal('not_found');
    const member = await findMember(act, pairing.elderId, 'member.read');
    const reach = reachFor(act.actor, 'pairing.propose', { regionCodes: [member.regionCode] });
    const grant = reach?.by === 'region' ? reach.grant : null;
    for (const what of ['address', 'contacts']) {
      await note(act, {
        verb: 'reveal',
        noun: 'member',
        ...{ subjectId: member.id, regionCode: member.regionCode, grant, reason: `${what}.paper` },
      });
    }
    return { address: await addressOf(act, member.householdId), contacts: await contactsOf(act, member.id) };
  });
  const { vault } = desk.house;
  return {
    address: found.address === null ? null : vault.open(found.address),
    contacts: found.contacts.map(({ name, relation, phoneSealed }: Contact) => ({
      ...{ name, relation, phone: vault.open(phoneSealed) },
    })),
  };
}
