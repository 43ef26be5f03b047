/**
 * What an actor reaches, as predicates. `records/scope.ts` spells the same in SQL and a property test keeps the two equal.
 * Out of reach is not found.
 */
import type { Actor, MemberActor } from '#domain/actor';
import type { State } from '#domain/exchange';
import { type Action, allows, grantsFor } from '#domain/permission';
import { type RegionCode, reaches, townOf } from '#domain/region';

/** Code prefixes that an actor's grants open for an action. */
export const prefixesFor = (actor: Actor, action: Action): RegionCode[] => [
  ...new Set(grantsFor(actor, action).map((grant) => grant.regionCode)),
];

/** Actions that a member may do as recipient (or as her kin), as volunteer, or on what is open in her town. */
const AS_RECIPIENT: readonly Action[] = [
  'exchange.read',
  'exchange.undo',
  'exchange.cancel',
  'exchange.confirm',
  'exchange.takeBack',
  'exchange.correct',
];
const AS_VOLUNTEER: readonly Action[] = [
  'exchange.read',
  'exchange.withdraw',
  'exchange.signIn',
  'exchange.log',
  'exchange.correct',
];
const ON_OFFER: readonly Action[] = ['exchange.accept'];

export const asRecipient = (action: Action): boolean => AS_RECIPIENT.includes(action);
export const asVolunteer = (action: Action): boolean => AS_VOLUNTEER.includes(action);
export const onOffer = (action: Action): boolean => ON_OFFER.includes(action);

export interface MemberPlace {
  id: string;
  regionCode: RegionCode;
}

/** Members whom a member reaches for an action: herself, and those whose proven kin she is, where each may do it. */
export const membersFor = (actor: MemberActor, action: Action): string[] => [
  ...(allows(action, 'member') ? [actor.id] : []),
  ...(allows(action, 'kin') ? actor.kinOf : []),
];

export function memberInReach(actor: Actor, action: Action, member: MemberPlace): boolean {
  if (actor.kind === 'job') return true;
  if (actor.kind === 'member') return membersFor(actor, action).includes(member.id);
  return prefixesFor(actor, action).some((prefix) => reaches(prefix, member.regionCode));
}

export interface ExchangePlace {
  state: State;
  regionCode: RegionCode;
  recipientTown: RegionCode;
  beneficiaryIds: readonly string[];
  /** Those who have not withdrawn. */
  volunteerIds: readonly string[];
}

/** An exchange is in reach of the region where it is served and of the recipient's present town. */
export function exchangeInReach(actor: Actor, action: Action, exchange: ExchangePlace): boolean {
  if (actor.kind === 'job') return true;
  if (actor.kind === 'staff') {
    return prefixesFor(actor, action).some(
      (prefix) => reaches(prefix, exchange.regionCode) || reaches(prefix, exchange.recipientTown),
    );
  }
  const mine = membersFor(actor, action);
  if (asRecipient(action) && exchange.beneficiaryIds.some((id) => mine.includes(id))) return true;
  if (asVolunteer(action) && exchange.volunteerIds.includes(actor.id)) return true;
  return onOffer(action) && exchange.state === 'approved' && reaches(townOf(actor.regionCode), exchange.regionCode);
}
