/** 结对 as an officer works through them: one list at a time, the people of each line, and how many stand in every list. */
import type { Act } from '#db/act';
import type { PairingList } from '#domain/pairing';
import { must } from '#domain/refusal';
import { openPairingsOf, type Pairing, pairingsInReach } from '#records/pairing';
import { countPairings, pairingsOn } from '#records/pairing-list';
import { type Person, personsById } from '#records/person';
import { hamletNames, type PlaceName, placeNames } from '#records/place';
import type { Desk } from '#usecases/desk';

/** A pairing with its people and her place. */
export interface PairingLine {
  pairing: Pairing;
  elder: Person;
  volunteer: Person;
  /** Who comes in the volunteer's place, while their days last. */
  substitute: Person | null;
  village: PlaceName | null;
  hamlet: string | null;
}

export interface PairingPage {
  lines: PairingLine[];
  counts: Record<PairingList, number>;
}

export const PAGE = 50;

/** @param page from 1 */
export const listPairings = (desk: Desk, list: PairingList, page: number): Promise<PairingPage> =>
  desk.read(async (act) => ({
    lines: await pairingLines(act, await pairingsOn(act, list, PAGE, (page - 1) * PAGE)),
    counts: await countPairings(act),
  }));

/** Of one member, on either side: what stands or is under way, as far as the actor reaches it. */
export async function openLinesOf(act: Act, memberId: string): Promise<PairingLine[]> {
  const rows = await openPairingsOf(act, [memberId]);
  const reached = await pairingsInReach(
    act,
    rows.map(({ id }) => id),
  );
  return pairingLines(
    act,
    rows.filter(({ id }) => reached.has(id)),
  );
}

/** Read once for the whole list. The caller has found the pairings. */
export async function pairingLines(act: Act, rows: readonly Pairing[]): Promise<PairingLine[]> {
  const ids = rows.flatMap(({ elderId, volunteerId, substituteId }) => [elderId, volunteerId, substituteId ?? '']);
  const people = await personsById(act, ids);
  const villages = await placeNames(
    act,
    rows.map(({ regionCode }) => regionCode),
  );
  const hamlets = await hamletNames(
    act,
    [...people.values()].map(({ hamletId }) => hamletId),
  );
  return rows.map((pairing) => {
    const elder = must(people.get(pairing.elderId));
    const over = pairing.substituteTo === null || pairing.substituteTo < act.today;
    return {
      ...{ pairing, elder, volunteer: must(people.get(pairing.volunteerId)) },
      substitute: over ? null : (people.get(pairing.substituteId ?? '') ?? null),
      village: villages.get(pairing.regionCode) ?? null,
      hamlet: hamlets.get(elder.hamletId ?? '')?.name ?? null,
    };
  });
}
