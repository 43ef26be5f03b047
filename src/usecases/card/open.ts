/**
 * A card was scanned with a phone's own camera. What its holder is shown depends on who she is; a card that opens nothing
 * (never printed by us, revoked, its member no longer on file) looks the same to a stranger as one that does, but for the
 * number to call. Only tokens open: numbers can be guessed.
 */
import type { Act } from '#db/act';
import type { MemberActor, StaffActor } from '#domain/actor';
import { type Day, dayOf, daysBetween } from '#domain/day';
import type { State } from '#domain/exchange';
import { memberInReach } from '#domain/reach';
import { townOf } from '#domain/region';
import { type CardRow, cardByToken } from '#records/card';
import { type Exchange, recentOf } from '#records/exchange';
import { byVolunteer } from '#records/member-exchange';
import { type Person, personsById } from '#records/person';
import { type PlaceName, placeNames } from '#records/place';
import { listServices, type ServiceRow } from '#records/service';
import { findHelper } from '#records/session';
import type { Desk } from '#usecases/desk';
import { type ExchangeLine, linesFor } from '#usecases/exchange/view';

/** Who helps where the card hangs, and her work number; null when nobody is in post. */
type Helper = { name: string; phone: string } | null;

export type Opened =
  /** Not signed in, or nobody who serves: nothing personal. */
  | { as: 'stranger'; helper: Helper }
  | { as: 'herself' | 'kin'; helper: Helper }
  /** Signed in, and this card opens nothing. */
  | { as: 'unknown' }
  /** A volunteer of another town, or an officer of another place. */
  | { as: 'elsewhere'; helper: Helper }
  | ({ as: 'volunteer'; helper: Helper } & Visiting)
  | { as: 'officer'; helper: Helper; person: Person; village: PlaceName | null };

export interface Visiting {
  person: Person;
  /** Signed in here and not yet out. */
  within: ExchangeLine | null;
  /** Orders of hers with this elder, a day around today. */
  due: ExchangeLine[];
  /** Of today, signed out or written down: nothing is left to do at the door. */
  done: ExchangeLine[];
  services: ServiceRow[];
}

/** @param known false for somebody who is not signed in */
export const openCard = (desk: Desk, token: string, known: boolean): Promise<Opened> =>
  desk.read(async (act): Promise<Opened> => {
    const card = await cardByToken(act, token);
    const person = card && (await ownerOf(act, card));
    if (!person) return known ? { as: 'unknown' } : { as: 'stranger', helper: null };
    const helper = await findHelper(act.tx, person.regionCode, act.today);
    const { actor } = act;
    if (!known) return { as: 'stranger', helper };
    if (actor.kind === 'staff') return officer(act, actor, person, helper);
    if (actor.kind !== 'member') return { as: 'stranger', helper };
    if (actor.id === person.id) return { as: 'herself', helper };
    return member(act, actor, person, helper);
  });

/** The member a live card stands for; a card of somebody who left the scheme opens nothing. */
async function ownerOf(act: Act, { memberId }: CardRow): Promise<Person | null> {
  const person = (await personsById(act, [memberId])).get(memberId);
  return person?.state === 'approved' ? person : null;
}

async function officer(act: Act, actor: StaffActor, person: Person, helper: Helper): Promise<Opened> {
  if (!memberInReach(actor, 'member.read', person)) return { as: 'elsewhere', helper };
  const village = (await placeNames(act, [person.regionCode])).get(person.regionCode) ?? null;
  return { as: 'officer', helper, person, village };
}

async function member(act: Act, actor: MemberActor, person: Person, helper: Helper): Promise<Opened> {
  const visits = await visitsHere(act, actor, person);
  if (visits.within || visits.due.length > 0) return { as: 'volunteer', helper, person, ...visits };
  if (actor.kinOf.includes(person.id)) return { as: 'kin', helper };
  const me = (await personsById(act, [actor.id])).get(actor.id);
  if (!me?.serves || me.state !== 'approved' || !person.receives) return { as: 'stranger', helper };
  if (townOf(actor.regionCode) !== townOf(person.regionCode)) return { as: 'elsewhere', helper };
  return { as: 'volunteer', helper, person, ...visits };
}

const OPEN: readonly State[] = ['matched', 'in_service'];
/** Of the newest records so many are looked through: an open one is among them. */
const RECENT = 60;

async function visitsHere(act: Act, actor: MemberActor, { id }: Person): Promise<Omit<Visiting, 'person'>> {
  const mine = await recentOf(act, 'exchange.read', byVolunteer(act, actor.id), RECENT);
  const here = mine.filter((one) => one.beneficiaryIds.includes(id));
  const near = (day: Day | null) => day === null || Math.abs(daysBetween(day, act.today)) <= 1;
  const open = here.filter((one) => OPEN.includes(one.state));
  const within = open.find((one) => one.state === 'in_service');
  // What is for tomorrow comes last: she is here today.
  const day = ({ plannedOn }: Exchange) => plannedOn ?? act.today;
  const due = open
    .filter((one) => one.state === 'matched' && near(one.plannedOn))
    .sort((a, b) => Number(day(a) > act.today) - Number(day(b) > act.today) || (day(a) < day(b) ? -1 : 1));
  const done = here.filter((one) => one.loggedAt !== null && dayOf(one.loggedAt) === act.today);
  const services = (await listServices(act)).filter((one) => one.enabled && one.maxMinutes > 0);
  return {
    within: within ? ((await linesFor(act, [within]))[0] ?? null) : null,
    due: await linesFor(act, due),
    done: await linesFor(act, done),
    // Classes and meetings have no elder.
    services: services.filter(({ code }) => !code.startsWith('M')),
  };
}
