/** Who acts. Staff act under a grant, members for themselves or as confirmed kin, jobs by the clock. */
import type { Day } from '#domain/day';
import type { Role } from '#domain/permission';
import type { RegionCode } from '#domain/region';

export interface Grant {
  id: string;
  role: Role;
  regionCode: RegionCode;
  validFrom: Day;
  validTo: Day | null;
  /** AB岗: the officer on leave in whose place this grant acts. */
  actingForId: string | null;
}

export interface StaffActor {
  kind: 'staff';
  id: string; // usr_…
  /** The same human as a member on file, when known: family rules follow the person, not the login. */
  personId: string | null;
  grants: Grant[]; // only those in force today
}

export interface MemberActor {
  kind: 'member';
  id: string; // mem_…
  /** 居住地: a volunteer is offered what is asked for in her own town. */
  regionCode: RegionCode;
  /** Members for whom this one may ask and confirm: proven kin, with consent. */
  kinOf: string[];
}

export interface JobActor {
  kind: 'job';
  id: string; // job:grants
}

export type Actor = StaffActor | MemberActor | JobActor;

/** The member behind an actor, if any: the one whose family, visits and minutes they must not decide on. */
export function personOf(actor: Actor): string | null {
  if (actor.kind === 'member') return actor.id;
  return actor.kind === 'staff' ? actor.personId : null;
}
