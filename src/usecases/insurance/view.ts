/** 保险登记 as it is looked through, and whom nothing covers any more, so long ahead that somebody can still see to it. */
import type { Act } from '#db/act';
import { addDays, type Day } from '#domain/day';
import { coveredUntil, spansOf } from '#domain/insurance';
import { grantsFor, mayEver, reachFor } from '#domain/permission';
import { must } from '#domain/refusal';
import { reaches, upwards } from '#domain/region';
import {
  type InsuranceMoveRow,
  type InsuranceName,
  type InsuranceRow,
  insuranceById,
  insuranceMovesOf,
  insurancesFor,
  listInsurances,
  namesOn,
} from '#records/insurance';
import { namesOf } from '#records/name';
import { type Person, personsById } from '#records/person';
import { type PlaceName, placeNames } from '#records/place';
import { type VolunteerKnown, volunteersInReach } from '#records/volunteer-list';
import type { Desk } from '#usecases/desk';

const MOST = 200;
/** Names of one policy that a page shows. */
const NAMES = 500;

/** The places that lie over somebody's own: what covers a helper's village is the town's and the county's. */
const placesOver = (act: Act): string[] =>
  grantsFor(act.actor, 'insurance.read').flatMap(({ regionCode }) => upwards(regionCode));

export interface InsuranceLine {
  insurance: InsuranceRow;
  place: PlaceName | null;
}

export const readInsurances = (desk: Desk): Promise<InsuranceLine[]> =>
  desk.read(async (act) => {
    const rows = await listInsurances(act, placesOver(act), MOST);
    const places = await placeNames(
      act,
      rows.map(({ regionCode }) => regionCode),
    );
    return rows.map((insurance) => ({ insurance, place: places.get(insurance.regionCode) ?? null }));
  });

export interface InsuranceFile extends InsuranceLine {
  names: { name: InsuranceName; person: Person | null }[];
  moves: (InsuranceMoveRow & { by: string | null })[];
  mayWrite: boolean;
  /** Whom it might be written for: volunteers of the place whom little else covers. */
  candidates: VolunteerKnown[];
}

/** @throws Refusal not_found */
export const viewInsurance = (desk: Desk, id: string): Promise<InsuranceFile> =>
  desk.read(async (act) => {
    const insurance = await insuranceById(act, id);
    const { regionCode } = insurance;
    const within = reachFor(act.actor, 'insurance.read', { regionCodes: [regionCode] });
    must(within ?? (placesOver(act).includes(regionCode) ? true : null));
    const names = await namesOn(act, id, NAMES);
    const people = await personsById(
      act,
      names.map(({ memberId }) => memberId),
    );
    const moves = await insuranceMovesOf(act, id, MOST);
    const who = await namesOf(
      act,
      moves.map(({ actorId }) => actorId),
    );
    const mayWrite = reachFor(act.actor, 'insurance.write', { regionCodes: [regionCode] }) !== null;
    const few = mayWrite && !insurance.everybody ? await uncoveredIn(act) : [];
    return {
      candidates: few
        .map(({ person }) => person)
        .filter((one) => reaches(regionCode, one.regionCode))
        .slice(0, MOST),
      ...{ insurance, place: (await placeNames(act, [regionCode])).get(regionCode) ?? null },
      names: names.map((name) => ({ name, person: people.get(name.memberId) ?? null })),
      moves: moves.map((move) => ({ ...move, by: who.get(move.actorId) ?? null })),
      mayWrite,
    };
  });

export interface UncoveredLine {
  person: VolunteerKnown;
  /** The last day on which something covers her; null = nothing does today. */
  until: Day | null;
}

/** Volunteers in reach whom nothing covers today, or nothing in so many days; who is without stands first. */
export async function uncoveredIn(act: Act): Promise<UncoveredLine[]> {
  const volunteers = await volunteersInReach(act, 'insurance.read');
  const { insurances, names } = await insurancesFor(act, volunteers);
  const found = volunteers.flatMap((person): UncoveredLine[] => {
    const until = coveredUntil(act.today, spansOf(person, insurances, names));
    const days = act.policy.get('insurance.warnDays', person.regionCode, act.today);
    return until === null || until < addDays(act.today, days) ? [{ person, until }] : [];
  });
  return found.sort((a, b) => ((a.until ?? '') < (b.until ?? '') ? -1 : 1));
}

export const readUncovered = (desk: Desk): Promise<UncoveredLine[]> => desk.read(uncoveredIn);

/** Null where it is not this officer's to see to. */
export const countUncovered = async (act: Act): Promise<number | null> =>
  mayEver(act.actor, 'insurance.write') ? (await uncoveredIn(act)).length : null;
