/** A pairing from a member's own side: the elder, kin who act for her, or the volunteer. */
import type { Act } from '#db/act';
import type { MemberActor } from '#domain/actor';
import type { PairingSide } from '#domain/pairing';
import { findPairing } from '#records/pairing';
import { ownPairings } from '#records/pairing-list';
import type { ServiceRow } from '#records/service';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type PairingLine, pairingLines } from '#usecases/pairing/list';
import { unsaid } from '#usecases/pairing/may';
import { servicesFor } from '#usecases/pairing/view';

export interface OwnPairing extends PairingLine {
  /** For whom the reader speaks. */
  side: PairingSide;
  /** The reader is kin, and speaks for the elder. */
  kin: boolean;
  /** This side has not said yes or no yet. */
  asked: boolean;
}

export interface OwnPairingView extends OwnPairing {
  services: ServiceRow[];
  /** The helper of the elder's village. */
  helper: { name: string; phone: string } | null;
}

function sideOf(actor: MemberActor, line: PairingLine): OwnPairing {
  const { pairing } = line;
  const side = pairing.volunteerId === actor.id ? 'volunteer' : 'elder';
  const kin = side === 'elder' && pairing.elderId !== actor.id;
  return { ...line, side, kin, asked: unsaid(pairing).includes(side) };
}

/** What stands, and what is under way. */
export async function ownPairingsOf(act: Act, actor: MemberActor): Promise<OwnPairing[]> {
  const lines = await pairingLines(act, await ownPairings(act));
  return lines.map((line) => sideOf(actor, line));
}

/** @throws Refusal not_found */
export const viewOwnPairing = (desk: Desk, actor: MemberActor, id: string): Promise<OwnPairingView> =>
  desk.read(async (act) => {
    const pairing = await findPairing(act, id, 'pairing.read');
    const [line] = await pairingLines(act, [pairing]);
    if (!line) throw new Error('a pairing that was found has a line');
    return {
      ...sideOf(actor, line),
      services: await servicesFor(act, pairing),
      helper: await findHelper(act.tx, pairing.regionCode, act.today),
    };
  });
