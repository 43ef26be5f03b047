/**
 * What a phone takes along of visits: who is owed one and by when, who is paired with whom, and whom to call. No risk, no reason
 * and nothing that was found: at the door none of it is needed, and a phone may be lost.
 */
import type { Act } from '#db/act';
import { addDays, type Day } from '#domain/day';
import type { DueKind } from '#domain/due';
import { prefixesFor } from '#domain/reach';
import { answeringFor } from '#records/answering';
import { activePairingsFor } from '#records/pairing';
import type { Number as PhoneNumber } from '#records/phonebook';
import { type DueStood, foremost, standingsOf } from '#usecases/visit/standing';

export interface OwedVisit {
  kind: DueKind;
  from: Day;
  /** The last day by which it is not late. */
  by: Day;
}

/** As long as a list of people is good for: what begins meanwhile is owed on the phone too. */
const AHEAD_DAYS = 7;

/** What is foremost of what each is owed; nobody who is away, and nobody while weather mode holds. */
export async function owedTo(act: Act, memberIds: readonly string[]): Promise<Map<string, OwedVisit>> {
  const until = addDays(act.today, AHEAD_DAYS);
  const owed = new Map<string, OwedVisit>();
  for (const [memberId, dues] of await standingsOf(act, memberIds)) {
    const due = foremost(dues.filter((one) => isComing(one, until)));
    if (due?.deadline) owed.set(memberId, { kind: due.kind, from: due.fromDay, by: due.deadline });
  }
  return owed;
}

const isComing = ({ standing, fromDay }: DueStood, until: Day): boolean =>
  standing === 'late' || standing === 'due' || (standing === 'coming' && fromDay <= until);

/** Volunteers of the pairs that stand, by elder, whoever comes in their place among them. */
export async function pairedWith(act: Act, memberIds: readonly string[]): Promise<Map<string, string[]>> {
  const pairings = await activePairingsFor(act, memberIds);
  return new Map(
    [...pairings].map(([elderId, rows]) => [
      elderId,
      rows.flatMap(({ volunteerId, substituteId }) => [volunteerId, ...(substituteId ? [substituteId] : [])]),
    ]),
  );
}

/** Somebody of hers to call, beside her own number. */
export const contactsOf = (numbers: readonly PhoneNumber[]): Map<string, PhoneNumber> =>
  new Map(
    numbers
      .filter(({ name }) => name !== null)
      .toReversed()
      .map((one) => [one.memberId, one]),
  );

/** Whom a helper calls when she has found something: the town, else whoever is nearest; null where nobody has a number. */
export async function townToCall(act: Act): Promise<{ name: string; phone: string } | null> {
  const [place] = prefixesFor(act.actor, 'visit.record');
  if (!place) return null;
  const others = ((await answeringFor(act, [place])).get(place) ?? []).filter(({ userId }) => userId !== act.actor.id);
  const above = others.filter(({ role }) => role !== 'helper' && role !== 'clerk');
  const found = [...above, ...others].find(({ phone }) => phone !== null);
  return found?.phone ? { name: found.name, phone: found.phone } : null;
}
