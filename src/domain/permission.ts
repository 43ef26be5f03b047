/**
 * The only table of permissions: role → action → reach. What is not here is refused.
 *
 * `region` = inside the code prefix of the grant · `own` = about oneself · `kin` = about a member whose proven kin one is.
 * "No single person can create a credit" is kept here by giving logging, checking and approving to different roles,
 * and again by person in `#domain/foureyes`, because one human may hold two grants.
 */
import type { Actor, Grant } from '#domain/actor';
import { type RegionCode, reaches } from '#domain/region';

export const ROLES = ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'] as const;
export type Role = (typeof ROLES)[number];

const MEMBER_ROLES = ['member', 'kin'] as const;
type MemberRole = (typeof MEMBER_ROLES)[number];

/** Action → who may. Read it as a sentence: "a credit is approved by town or county". */
export const PERMISSIONS = {
  // People
  'member.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],
  'member.enrol': ['helper', 'clerk', 'socialWorker'],
  'member.correct': ['helper', 'clerk', 'socialWorker'],
  'member.check': ['clerk'],
  'member.approve': ['town'],
  'member.move': ['clerk', 'town'],
  'member.suspend': ['town', 'county'],
  'member.identity': ['clerk', 'town', 'county'],
  'household.write': ['helper', 'clerk'],
  'kin.declare': ['helper', 'clerk', 'socialWorker'],
  'kin.confirm': ['clerk', 'town'],
  'card.issue': ['helper', 'clerk'],
  'card.revoke': ['helper', 'clerk', 'town'],
  'pin.set': ['helper', 'clerk', 'socialWorker'],
  'pin.unlock': ['clerk', 'town'],
  'statement.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],

  // Care
  'exchange.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],
  'exchange.request': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'exchange.undo': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'exchange.approve': ['town', 'county'],
  'exchange.return': ['socialWorker', 'town', 'county'],
  'exchange.reject': ['town', 'county'],
  'exchange.correct': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'exchange.cancel': ['helper', 'clerk', 'socialWorker', 'town', 'member', 'kin'],
  'exchange.accept': ['member'],
  'exchange.assign': ['helper', 'clerk', 'socialWorker'],
  'exchange.withdraw': ['helper', 'clerk', 'socialWorker', 'member'],
  'exchange.setOut': ['helper', 'clerk', 'socialWorker', 'member'],
  'exchange.signIn': ['member'],
  'exchange.log': ['helper', 'clerk', 'socialWorker', 'member'],
  'exchange.confirm': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'exchange.callBack': ['clerk', 'socialWorker'],
  'exchange.takeBack': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'exchange.check': ['clerk', 'socialWorker'],
  'exchange.credit': ['town', 'county'],
  'exchange.creditLate': ['county'],
  'exchange.reverse': ['town', 'county'],
  'exchange.acceptReversal': ['county'],

  // Care that lasts: pairs, visits that are owed, what was found
  'pairing.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],
  'pairing.propose': ['helper', 'clerk', 'socialWorker'],
  'pairing.agree': ['helper', 'clerk', 'socialWorker', 'member', 'kin'],
  'pairing.confirm': ['town'],
  'pairing.pause': ['helper', 'clerk', 'socialWorker', 'town', 'county'],
  'pairing.substitute': ['helper', 'clerk', 'socialWorker'],
  'pairing.review': ['helper', 'clerk', 'socialWorker'],
  'pairing.end': ['helper', 'clerk', 'socialWorker', 'town', 'member', 'kin'],
  'pairing.withdraw': ['helper', 'clerk', 'socialWorker', 'town'],
  // For a whole town at once; what is accepted there is confirmed by somebody else, like every proposal.
  'plan.read': ['socialWorker', 'town', 'county', 'city'],
  'plan.make': ['socialWorker', 'town'],
  'suits.write': ['helper', 'clerk', 'socialWorker'],
  'visit.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'],
  'visit.record': ['helper', 'clerk', 'socialWorker', 'member'],
  'alert.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city'],
  'alert.take': ['helper', 'clerk', 'socialWorker', 'town', 'county'],
  'alert.close': ['helper', 'clerk', 'socialWorker', 'town', 'county'],

  // What must not happen, and what stands behind whoever helps: insurance, incidents, money that went through their hands
  'insurance.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'],
  'insurance.write': ['town', 'county'],
  'incident.tell': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'member', 'kin'],
  'incident.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],
  'incident.report': ['helper', 'clerk', 'socialWorker', 'town'],
  'incident.step': ['helper', 'clerk', 'socialWorker', 'town', 'county'],
  'incident.close': ['county'],
  'cash.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor', 'member', 'kin'],
  'cash.record': ['helper', 'clerk', 'socialWorker', 'member'],
  'cash.see': ['town', 'county'],
  // Weather mode: declared from above, told from door to door
  'storm.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'],
  'storm.declare': ['town', 'county'],
  'storm.mark': ['helper', 'clerk', 'socialWorker', 'town'],
  'storm.add': ['helper', 'clerk', 'socialWorker', 'town'],
  'storm.close': ['county'],

  // Photographs of what was written by hand: thumbs and telephone numbers stand on them
  'attachment.add': ['helper', 'clerk', 'socialWorker'],
  'attachment.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'auditor'],

  // Paper: printed under a number, and keyed in at the station
  'form.print': ['helper', 'clerk', 'socialWorker', 'town'],
  'sheet.key': ['helper', 'clerk', 'socialWorker'],

  // Told afterwards: at the door by whoever walks the village; what did not arrive is for whoever answers for the place
  'notice.tell': ['helper', 'clerk'],
  'message.settle': ['town', 'county', 'city'],

  // Minutes given by government
  'grantList.propose': ['town', 'county'],
  'grantList.sign': ['county'],
  'grantList.read': ['town', 'county', 'city', 'auditor'],
  'pool.propose': ['county'],
  'pool.accept': ['county', 'city'],
  'pool.read': ['town', 'county', 'city', 'auditor'],

  // The book itself: an entry that is wrong, and what an older scheme had saved
  'correction.propose': ['county'],
  'correction.accept': ['county', 'city'],
  'correction.read': ['county', 'city'],
  'opening.propose': ['county'],
  'opening.accept': ['county', 'city'],
  'opening.read': ['county', 'city'],

  // Office
  'user.read': ['town', 'county', 'city', 'auditor'],
  'bureau.write': ['town', 'county', 'city'],
  'user.create': ['town', 'county', 'city'],
  'grant.propose': ['town', 'county', 'city'],
  'grant.accept': ['town', 'county', 'city'],
  'grant.end': ['town', 'county', 'city'],
  'policy.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'],
  'policy.propose': ['county', 'city'],
  'policy.accept': ['county', 'city'],
  'audit.read': ['auditor', 'county', 'city'],
  // Have the books read through from the first entry: nothing is changed by it.
  'journal.audit': ['auditor', 'county', 'city'],
  'journal.seal': ['county', 'city'],
  // After a rollback: the log of a book begins anew.
  'journal.goOn': ['county', 'city'],
  // Who opened what of one file: also the town, which answers for its helpers and clerks.
  'look.read': ['town', 'county', 'city', 'auditor'],
  'desk.read': ['helper', 'clerk', 'socialWorker', 'town', 'county', 'city', 'auditor'],
} as const satisfies Record<string, readonly (Role | MemberRole)[]>;

export type Action = keyof typeof PERMISSIONS;

/** Which grant of a role may be given by whom: nobody gives a role at or above their own level, except the city. */
export const GIVES: Record<Role, readonly Role[]> = {
  helper: ['town', 'county'],
  clerk: ['town', 'county'],
  socialWorker: ['town', 'county'],
  town: ['county'],
  county: ['city'],
  city: ['city'],
  auditor: ['city'],
};

/** The level of region at which a role is held: a helper has a village, a town officer a town. */
export const ROLE_LEVEL = {
  helper: 'village',
  clerk: 'village',
  socialWorker: 'town',
  town: 'town',
  county: 'county',
  city: 'city',
  auditor: 'city',
} as const satisfies Record<Role, string>;

export const allows = (action: Action, role: Role | MemberRole): boolean =>
  (PERMISSIONS[action] as readonly string[]).includes(role);

/** The grants of a staff actor under which `action` is allowed somewhere. */
export function grantsFor(actor: Actor, action: Action): Grant[] {
  return actor.kind === 'staff' ? actor.grants.filter((grant) => allows(action, grant.role)) : [];
}

/** What a question is about: a place, and the member it concerns if there is one. */
export interface Subject {
  regionCodes: readonly RegionCode[];
  memberIds?: readonly string[];
}

/** How an actor reaches a subject: by a grant, as oneself, or as kin. */
export type Reach = { by: 'region'; grant: Grant } | { by: 'own' } | { by: 'kin' } | { by: 'job' };

/**
 * How `actor` may do `action` on `subject`, or null. The widest fitting grant is not sought: the first in force decides,
 * and own grants come before grants held for somebody on leave.
 */
export function reachFor(actor: Actor, action: Action, subject: Subject): Reach | null {
  if (actor.kind === 'job') return { by: 'job' };
  if (actor.kind === 'staff') {
    const grants = grantsFor(actor, action).sort(
      (a, b) => Number(a.actingForId !== null) - Number(b.actingForId !== null),
    );
    const grant = grants.find((held) => subject.regionCodes.some((code) => reaches(held.regionCode, code)));
    return grant ? { by: 'region', grant } : null;
  }
  const about = subject.memberIds ?? [];
  if (allows(action, 'member') && about.includes(actor.id)) return { by: 'own' };
  if (allows(action, 'kin') && about.some((id) => actor.kinOf.includes(id))) return { by: 'kin' };
  return null;
}

/** May the actor do this anywhere at all? The question a route asks before anything is read. */
export function mayEver(actor: Actor, action: Action): boolean {
  if (actor.kind === 'job') return true;
  if (actor.kind === 'staff') return grantsFor(actor, action).length > 0;
  return allows(action, 'member') || (allows(action, 'kin') && actor.kinOf.length > 0);
}
