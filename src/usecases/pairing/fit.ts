/** May these two be paired, as they stand today: asked when it is proposed, and again when the town confirms it. */
import type { Act } from '#db/act';
import { isAway } from '#domain/member';
import { MOST_VISITS, type NotPair, type PairingSide, type Terms, whyNotPair } from '#domain/pairing';
import { must, Refusal } from '#domain/refusal';
import { awaysOf } from '#records/away';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import { openPairingsOf } from '#records/pairing';
import { type Person, personsById } from '#records/person';
import { findService } from '#records/service';
import { refuseUnready } from '#usecases/exchange/ready';

export interface Two {
  elder: Person;
  volunteer: Person;
  bond: 'relative' | 'none';
}

/**
 * @param except pairings that this one stands for or takes over: they do not count against it
 * @throws Refusal pair_* with the reason and, where it is one of the two, `who`
 */
export async function fitTwo(
  act: Act,
  { elderId, volunteerId, except = [] }: { elderId: string; volunteerId: string; except?: readonly string[] },
): Promise<Two> {
  const persons = await personsById(act, [elderId, volunteerId]);
  const elder = must(persons.get(elderId));
  const volunteer = must(persons.get(volunteerId), 'volunteer_unknown', { field: 'volunteerId' });
  const aways = await awaysOf(act, [elderId, volunteerId]);
  const away = (id: string) =>
    isAway(
      aways.filter(({ memberId }) => memberId === id),
      act.today,
    );
  const bond = closestBond(await bondsOf(act, [elderId, volunteerId]), volunteerId, [elderId]);
  const others = (await openPairingsOf(act, [volunteerId])).filter(({ id }) => !except.includes(id));
  const most = act.policy.get('pairing.maxEldersPerVolunteer', elder.regionCode, act.today);
  const load = others.filter((one) => one.volunteerId === volunteerId && one.elderId !== elderId).length;
  const no = whyNotPair({
    elder: { ...elder, away: away(elderId) },
    volunteer: { ...volunteer, away: away(volunteerId) },
    ...{ bond, load, most, relativesMay: act.policy.get('kin.relatives', elder.regionCode, act.today) },
    already: others.some((one) => one.elderId === elderId),
    inPost: (await onDuty(act, [volunteerId], elder.regionCode, act.today)).has(volunteerId),
  });
  if (no) throw refusalFor(no, { load, most });
  return { elder, volunteer, bond: bond === 'relative' ? 'relative' : 'none' };
}

/** The field that is wrong is the one of the volunteer, unless it is about the elder alone. */
function refusalFor({ why, who }: { why: NotPair; who: PairingSide | null }, figures: { load: number; most: number }) {
  const field = who === 'elder' ? 'elderId' : 'volunteerId';
  return new Refusal(why, { field, ...(who && { who }), ...(why === 'pair_full' ? figures : {}) });
}

/**
 * What is planned lies within the rules of the place, and the volunteer is ready for every service of it.
 * @throws Refusal pair_visits · pair_minutes · missing · service_unknown · volunteer_not_ready
 */
export async function checkTerms(act: Act, terms: Terms, { elder, volunteer }: Two): Promise<void> {
  const rule = <K extends Parameters<typeof act.policy.get>[0]>(key: K) =>
    act.policy.get(key, elder.regionCode, act.today);
  const fewest = rule('pairing.minVisitsPerMonth');
  between(terms.visitsPerMonth, fewest, MOST_VISITS, 'pair_visits', 'visitsPerMonth');
  const [shortest, longest] = [rule('credit.minSessionMin'), rule('earn.maxSessionMin')];
  between(terms.minutesPerVisit, shortest, longest, 'pair_minutes', 'minutesPerVisit');
  if (terms.serviceCodes.length === 0) throw new Refusal('missing', { field: 'serviceCodes' });
  for (const code of terms.serviceCodes) {
    await refuseUnready(act, volunteer, await findService(act, code), act.today);
  }
}

function between(
  value: number,
  fewest: number,
  most: number,
  code: 'pair_visits' | 'pair_minutes',
  field: string,
): void {
  if (value < fewest || value > most) throw new Refusal(code, { field, fewest, most });
}
