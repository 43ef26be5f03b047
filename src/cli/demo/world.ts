/**
 * A world of named people over a house: whoever is called sits down at her own desk, under her posts of that day. The
 * demo world and the tests are made of it, so what a newcomer walks by hand is what the tests walk.
 */
import { randomUUID } from 'node:crypto';
import { and, isNotNull, isNull } from 'drizzle-orm';
import { MEMBERS, type Somebody } from '#cli/demo/cast';
import { enrol, giversOf, grantTo, hire } from '#cli/demo/founding';
import type { Act } from '#db/act';
import { grants as grantTable, users as userTable } from '#db/schema/office';
import type { Actor, Grant } from '#domain/actor';
import { addDays, type Day, dayOf, type Instant, instantOf } from '#domain/day';
import type { Relation } from '#domain/kinship';
import type { Role } from '#domain/permission';
import { loadActor } from '#usecases/access/actor';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { declareKin } from '#usecases/kin/declare';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import type { Enrolment } from '#usecases/member/enrol';
import { acceptQuota } from '#usecases/pool/accept';
import { proposeQuota } from '#usecases/pool/propose';
import { identifyUser } from '#usecases/user/identify';

/** What was made, by name: it goes with a copy of the world. */
export interface Made {
  users: Record<string, { id: string; login: string; password: string }>;
  members: Record<string, { id: string; regionCode: string }>;
  cards: Record<string, string>;
  /** What the code on each of those cards holds. */
  codes: Record<string, string>;
}

export interface World {
  house: House;
  made: Made;
  /** Set the clock, in Shanghai: '2026-11-23T09:00'. */
  at(local: string): void;
  today(): Day;
  tomorrow(): Day;
  /** Somebody sits down: an officer under her posts of today, or a member. The device is her own unless one is named. */
  desk(name: string, device?: string): Desk;
  /** An officer's own desk as a member. */
  asMember(name: string): Desk;
  /** Somebody who has not signed in, or the clock. */
  job(name: string): Desk;
  user(name: string): { id: string; login: string; password: string };
  member(name: string): { id: string; regionCode: string };
  /** The number on her member's card. */
  card(name: string): string;
  /** Her card, scanned. */
  scanned(name: string): { token: string };
  phone(name: string): string;
  read<T>(work: (act: Act) => Promise<T>): Promise<T>;
  write<T>(journals: readonly string[], work: (act: Act) => Promise<T>): Promise<T>;
  /** Somebody new, as submitted; `approved` after check and approval. Enrolled by 阿芬, or by 小周 elsewhere. */
  enrol(name: string, somebody: Somebody, changes?: Partial<Enrolment>): Promise<{ id: string }>;
  approved(name: string, somebody: Somebody): Promise<{ id: string }>;
  /** One post more, through proposal and acceptance. */
  alsoGrant(name: string, role: Role, regionCode: string): Promise<string>;
  /** The same human under another login, with a post of its own. */
  secondLogin(name: string, login: string, role: Role, regionCode: string): Promise<void>;
  /** `relative` is `member`'s relation, declared by the social worker. */
  isKin(relative: string, member: string, relation: Relation): Promise<string>;
  fillPool(regionCode: string, minutes: number): Promise<void>;
  /** Read again who may do what: after a grant or kin changed behind the world's back. */
  refresh(): Promise<void>;
  key(): string;
}

/**
 * @param house whose clock `setClock` sets: nobody in a world lives at another time than the rest
 * @param newKey keys of forms; tests number them
 */
export function worldOver(house: House, setClock: (at: Instant) => void, newKey: () => string = randomUUID): World {
  const { store } = house;
  const made: Made = { users: {}, members: {}, cards: {}, codes: {} };
  const actors = new Map<string, Actor>();
  let requests = 0;
  const requestId = () => `req_${++requests}`;
  const deskOf = (actor: Actor, device: string | null): Desk =>
    deskFor(house, { actor, device, requestId: requestId() });
  const known = <T>(shelf: Record<string, T>, name: string): T => {
    const found = shelf[name];
    if (!found) throw new Error(`nobody is called ${name}`);
    return found;
  };
  const actorOf = (id: string): Actor => {
    const actor = actors.get(id);
    if (!actor) throw new Error(`${id} may not come in`);
    if (actor.kind !== 'staff') return actor;
    const today = dayOf(house.clock());
    const inForce = (grant: Grant) => grant.validFrom <= today && (grant.validTo === null || grant.validTo >= today);
    return { ...actor, grants: actor.grants.filter(inForce) };
  };

  const world: World = {
    house,
    made,
    at(local) {
      const [day = '', time = '00:00'] = local.split('T');
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      setClock(instantOf(day, hour * 60 + minute));
    },
    today: () => dayOf(house.clock()),
    tomorrow: () => addDays(dayOf(house.clock()), 1),
    desk(name, device) {
      const id = made.users[name]?.id ?? known(made.members, name).id;
      return deskOf(actorOf(id), device ?? `device-${id}`);
    },
    asMember: (name) => deskOf(actorOf(known(made.members, name).id), `device-${name}`),
    job: (name) => deskOf({ kind: 'job', id: `job:${name}` }, null),
    user: (name) => known(made.users, name),
    member: (name) => known(made.members, name),
    card: (name) => known(made.cards, name),
    scanned: (name) => ({ token: known(made.codes, name) }),
    phone: (name) => known(MEMBERS, name).phone ?? '',
    read: (work) => world.job('test').read(work),
    write: (journals, work) => world.job('test').write(journals, work),
    enrol: (name, somebody, changes) => enrol(world, name, somebody, changes),
    async approved(name, somebody) {
      const { id } = await enrol(world, name, somebody);
      await checkMember(world.desk('黄姐'), { id });
      await approveMember(world.desk('陈姐'), { id });
      await world.refresh();
      return { id };
    },
    alsoGrant: (name, role, regionCode) => grantTo(world, name, role, regionCode, giversOf(role)),
    async secondLogin(name, login, role, regionCode) {
      await hire(world, login, { login, role, regionCode, by: giversOf(role) });
      await identifyUser(world.desk('苏科'), { id: world.user(login).id, personId: world.member(name).id });
      await world.refresh();
    },
    async isKin(relative, member, relation) {
      const people = { memberId: world.member(member).id, relativeId: world.member(relative).id };
      const { id } = await declareKin(world.desk('小周'), { key: world.key(), ...people, relation, proof: null });
      return id;
    },
    async fillPool(regionCode, minutes) {
      const quota = { key: world.key(), regionCode, minutes, reason: '2026 年第四季度' };
      const { id } = await proposeQuota(world.desk('苏科'), quota);
      await acceptQuota(world.desk('何科'), { id });
    },
    async refresh() {
      actors.clear();
      await store.read(async (tx) => {
        const held = await tx
          .select()
          .from(grantTable)
          .where(and(isNotNull(grantTable.acceptedAt), isNull(grantTable.endedAt)));
        const logins = await tx.select().from(userTable).where(isNull(userTable.disabledAt));
        for (const { id, personId } of logins) {
          const grants = held.filter((grant) => grant.userId === id).sort((a, b) => (a.id < b.id ? -1 : 1));
          actors.set(id, { kind: 'staff', id, personId, grants });
        }
        for (const { id } of Object.values(made.members)) {
          const actor = await loadActor({ tx }, id, dayOf(house.clock()));
          if (actor) actors.set(id, actor);
        }
      });
    },
    key: newKey,
  };
  return world;
}
