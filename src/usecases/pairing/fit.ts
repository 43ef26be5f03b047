/** May these two be paired, as they stand today: asked when it is proposed, and again when the town confirms it. */
import type { Act } from '#db/act';
import { roomOf } from '#domain/fit';
import { isAway } from '#domain/member';
import { MOST_VISITS, type NotPair, type PairingSide, type Terms, whyNotPair } from '#domain/pairing';
import { must, Refusal } from '#domain/refusal';
import type { RegionCode } from '#domain/region';
import { ANY } from '#domain/suits';
import { awaysOf } from '#records/away';
import { bondsOf, closestBond } from '#records/bond';
import { onDuty } from '#records/duty';
import { openPairingsOf } from '#records/pairing';
import { type Person, personsById } from '#records/person';
import { findService, type ServiceRow } from '#records/service';
import { suitsOf } from '#records/suits';
import { refuseUnready } from '#usecases/exchange/ready';
import { refuseUninsured } from '#usecases/insurance/insured';

export interface Two {
  elder: Person;
  volunteer: Person;
  bond: 'relative' | 'none';
}

interface FitQuestion {
  elderId: string;
  volunteerId: string;
  /** Pairings that this one stands for or takes over: they do not count against it. */
  except?: readonly string[];
  /** Elders who are spoken for elsewhere: in a plan that nobody has accepted yet. */
  besides?: number;
}

/**
 * @throws Refusal pair_* with the reason and, where it is one of the two, `who`
 */
export async function fitTwo(act: Act, { elderId, volunteerId, except = [], besides = 0 }: FitQuestion): Promise<Two> {
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
  const suits = await suitsOf(act, [elderId, volunteerId]);
  const offered = {
    suits: suits.get(volunteerId) ?? ANY,
    most: act.policy.get('pairing.maxEldersPerVolunteer', elder.regionCode, act.today),
    load: besides + others.filter((one) => one.volunteerId === volunteerId && one.elderId !== elderId).length,
    inPost: (await onDuty(act, [volunteerId], elder.regionCode, act.today)).has(volunteerId),
  };
  const no = whyNotPair({
    elder: { ...elder, away: away(elderId), suits: suits.get(elderId) ?? ANY },
    volunteer: { ...volunteer, ...offered, away: away(volunteerId) },
    ...{ bond, relativesMay: act.policy.get('kin.relatives', elder.regionCode, act.today) },
    already: others.some((one) => one.elderId === elderId),
  });
  if (no) throw refusalFor(no, { load: offered.load, most: roomOf(offered) });
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
  for (const service of await checkPlanned(act, terms, elder.regionCode)) {
    await refuseUnready(act, volunteer, service, act.today);
  }
}

/** The same of nobody in particular. @returns the services @throws Refusal pair_visits · pair_minutes · missing · service_unknown */
export async function checkPlanned(act: Act, terms: Terms, regionCode: RegionCode): Promise<ServiceRow[]> {
  const rule = <K extends Parameters<typeof act.policy.get>[0]>(key: K) => act.policy.get(key, regionCode, act.today);
  const fewest = rule('pairing.minVisitsPerMonth');
  between(terms.visitsPerMonth, fewest, MOST_VISITS, 'pair_visits', 'visitsPerMonth');
  const [shortest, longest] = [rule('credit.minSessionMin'), rule('earn.maxSessionMin')];
  between(terms.minutesPerVisit, shortest, longest, 'pair_minutes', 'minutesPerVisit');
  if (terms.serviceCodes.length === 0) throw new Refusal('missing', { field: 'serviceCodes' });
  return Promise.all(terms.serviceCodes.map((code) => findService(act, code)));
}

/** Nobody begins with what has a risk and is not insured. @throws Refusal volunteer_uninsured */
export async function refuseUncovered(
  act: Act,
  { serviceCodes }: Pick<Terms, 'serviceCodes'>,
  { volunteer }: Two,
): Promise<void> {
  for (const code of serviceCodes) await refuseUninsured(act, volunteer, await findService(act, code), act.today);
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
