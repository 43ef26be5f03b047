/** What an incident happened on: a pair, a visit, or one person; found as far as the actor reaches it. */
import type { Act } from '#db/act';
import { type Day, dayOf } from '#domain/day';
import { coversOn } from '#domain/insurance';
import { Refusal } from '#domain/refusal';
import { findExchange } from '#records/exchange';
import { type InsuranceRow, insurancesFor } from '#records/insurance';
import { findMember } from '#records/member';
import { findPairing } from '#records/pairing';
import { type Person, personsById } from '#records/person';

export interface About {
  /** `pai_…`, `exc_…` or `mem_…`. */
  of: string;
  regionCode: string;
  elderId: string | null;
  volunteerId: string | null;
  pairingId: string | null;
  exchangeId: string | null;
}

const NOBODY = { elderId: null, volunteerId: null, pairingId: null, exchangeId: null };

/** @throws Refusal not_found · incident_nobody: nothing was named */
export async function aboutIn(act: Act, of: string): Promise<About> {
  if (of.startsWith('pai_')) {
    const { regionCode, elderId, volunteerId, id } = await findPairing(act, of, 'pairing.read');
    return { ...NOBODY, of, regionCode, elderId, volunteerId, pairingId: id };
  }
  if (of.startsWith('exc_')) {
    const { regionCode, beneficiaryIds, volunteers, id, pairingId } = await findExchange(act, of, 'exchange.read');
    const [elderId = null] = beneficiaryIds;
    return { of, regionCode, elderId, volunteerId: volunteers[0]?.memberId ?? null, pairingId, exchangeId: id };
  }
  if (!of.startsWith('mem_')) throw new Refusal('incident_nobody', { field: 'of' });
  const { id, regionCode, serves, receives } = await findMember(act, of, 'member.read');
  // Whoever does both and says that something happened to herself was out for others.
  const serving = serves && (!receives || id === act.actor.id);
  return { ...NOBODY, of, regionCode, ...(serving ? { volunteerId: id } : { elderId: id }) };
}

export interface AboutShown extends About {
  elder: Person | null;
  volunteer: Person | null;
  /** What covers the volunteer on that day: whose claim phone stands on top. */
  insurance: InsuranceRow | null;
}

/** The two with their names, and what one claims from. */
export async function showAbout(act: Act, about: About, day: Day = dayOf(act.now)): Promise<AboutShown> {
  const people = await personsById(
    act,
    [about.elderId, about.volunteerId].filter((id) => id !== null),
  );
  const volunteer = people.get(about.volunteerId ?? '') ?? null;
  return {
    ...about,
    elder: people.get(about.elderId ?? '') ?? null,
    volunteer,
    insurance: volunteer && (await insuranceOn(act, volunteer, day)),
  };
}

export async function insuranceOn(act: Act, volunteer: Person, day: Day): Promise<InsuranceRow | null> {
  const { insurances, names } = await insurancesFor(act, [volunteer]);
  return coversOn(volunteer, day, insurances, names)[0] ?? null;
}
