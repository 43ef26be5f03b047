/** 一份结对 as an officer reads it: who, how often, who said yes, what it sets aside, what happened, and what may be done now. */
import type { Act } from '#db/act';
import { namesOf } from '#records/name';
import { findPairing, type Pairing, type PairingMoveRow, pairingMovesOf } from '#records/pairing';
import { followerOf } from '#records/pairing-list';
import { type ServiceRow, servicesOf } from '#records/service';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { commitFor, type Reckoned } from '#usecases/pairing/commit';
import { type PairingLine, pairingLines } from '#usecases/pairing/list';
import { mayDoAbout, type PairingMay } from '#usecases/pairing/may';

export interface PairingFile extends PairingLine {
  services: ServiceRow[];
  /** What it would set aside if it were confirmed now; null once it was, or when it is over. */
  reckoned: Reckoned | null;
  moves: PairingMoveRow[];
  /** Of officers and members, by id. */
  names: Map<string, string>;
  /** Who is in post in her village today. */
  helper: { name: string; phone: string } | null;
  /** The pairing that goes on where this one stops. */
  follower: Pairing | null;
  may: PairingMay;
}

/** @throws Refusal not_found */
export const viewPairing = (desk: Desk, id: string): Promise<PairingFile> =>
  desk.read(async (act) => fileOf(act, await findPairing(act, id, 'pairing.read')));

async function fileOf(act: Act, pairing: Pairing): Promise<PairingFile> {
  const [line] = await pairingLines(act, [pairing]);
  if (!line) throw new Error('a pairing that was found has a line');
  const moves = await pairingMovesOf(act, pairing.id);
  const { elderSaidBy, volunteerSaidBy, confirmedBy, proposedBy, helperId } = pairing;
  const hands = [elderSaidBy, volunteerSaidBy, confirmedBy, proposedBy, helperId];
  const moved = moves.flatMap(({ actorId, actingForId, move, reason }) => [
    ...[actorId, actingForId],
    // Of a substitute the reason says who.
    move === 'substitute' ? reason : null,
  ]);
  return {
    ...line,
    services: await servicesFor(act, pairing),
    reckoned: await reckonedFor(act, pairing),
    moves,
    names: await namesOf(act, [...hands, ...moved]),
    helper: await findHelper(act.tx, pairing.regionCode, act.today),
    follower: await followerOf(act, pairing.id),
    may: await mayDoAbout(act, pairing),
  };
}

/** In the order in which they were planned. */
export async function servicesFor(act: Act, { serviceCodes }: Pairing): Promise<ServiceRow[]> {
  const known = await servicesOf(
    act,
    serviceCodes.map((serviceCode) => ({ serviceCode })),
  );
  return serviceCodes.flatMap((code) => known.get(code) ?? []);
}

async function reckonedFor(act: Act, pairing: Pairing): Promise<Reckoned | null> {
  if (pairing.state !== 'proposed' && pairing.state !== 'agreed') return null;
  const except = [pairing.id, ...(pairing.followsId ? [pairing.followsId] : [])];
  return commitFor(act, { ...pairing, except });
}
