/**
 * One named cast around Dawen village, in a house with a clock of its own. Everybody came to be there through the use
 * cases: founded, proposed, accepted; enrolled, checked, approved. A first world is built once a process and then copied.
 */
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { and, isNotNull, isNull } from 'drizzle-orm';
import { seedHouse } from '#cli/seed';
import type { Act } from '#db/act';
import { dialect } from '#db/dialect';
import { grants as grantTable, users as userTable } from '#db/schema/office';
import { openStore, type Store } from '#db/store';
import type { Actor, Grant } from '#domain/actor';
import { addDays, type Day, dayOf, type Instant, instantOf } from '#domain/day';
import type { Relation } from '#domain/kinship';
import type { Role } from '#domain/permission';
import type { PolicyBook } from '#domain/policy';
import { loadPolicyBook } from '#records/policy';
import { createVault } from '#records/vault';
import { CITY, cardNumber, DAWEN, FOUNDERS, KIN, MEMBERS, type Officer, type Somebody, STAFF } from '#tests/support/cast';
import { openTestStore } from '#tests/support/store';
import { loadActor } from '#usecases/access/actor';
import { issueCard } from '#usecases/card/issue';
import { recordCertificate } from '#usecases/certificate/record';
import { giveConsent } from '#usecases/consent/give';
import { type Desk, deskFor, type House } from '#usecases/desk';
import { acceptGrant } from '#usecases/grant/accept';
import { proposeGrant } from '#usecases/grant/propose';
import { foundHousehold } from '#usecases/household/found';
import { confirmKin } from '#usecases/kin/confirm';
import { declareKin } from '#usecases/kin/declare';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import { type Enrolment, enrolMember } from '#usecases/member/enrol';
import { moveHome } from '#usecases/member/move';
import { acceptQuota } from '#usecases/pool/accept';
import { proposeQuota } from '#usecases/pool/propose';
import { createUser } from '#usecases/user/create';
import { foundOffice } from '#usecases/user/found-office';
import { identifyUser } from '#usecases/user/identify';

/** Everything about the cast began here; tests live three weeks later. */
const MONDAY: Instant = instantOf('2026-11-23', 9 * 60);
/** 阿珍 works in Shenzhen and is on file where she has her flat, in the city's district. */
const YUNCHENG_VILLAGE = '445302002001';

/** What was made, by name: it goes with a copy of the world. */
interface Made {
  users: Record<string, { id: string; login: string; password: string }>;
  members: Record<string, { id: string; regionCode: string }>;
  cards: Record<string, string>;
  count: number;
}

export interface World {
  store: Store;
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
  close(): Promise<void>;
}

/** A world of one's own, on Monday 2026-11-23 at nine. */
export async function openWorld(): Promise<World> {
  if (dialect === 'postgres') {
    const test = await openTestStore(PATIENT);
    const world = worldOver(test.store, test.close);
    await found(world);
    return world;
  }
  template ??= buildTemplate();
  const { file, made } = await template;
  const folder = mkdtempSync(join(tmpdir(), 'yinling-world-'));
  const url = join(folder, 'yinling.db');
  copyFileSync(file, url);
  const store = await openStore(url, PATIENT);
  const world = worldOver(store, async () => {
    await store.close();
    rmSync(folder, { recursive: true, force: true });
  });
  Object.assign(world.made, structuredClone(made));
  await world.refresh();
  return world;
}

let template: Promise<{ file: string; made: Made }> | undefined;

async function buildTemplate(): Promise<{ file: string; made: Made }> {
  const test = await openTestStore(PATIENT);
  const first = worldOver(test.store, async () => {});
  await found(first);
  await test.store.close();
  const file = join(mkdtempSync(join(tmpdir(), 'yinling-world-')), 'world.db');
  copyFileSync(test.url, file);
  process.once('exit', () => rmSync(join(file, '..'), { recursive: true, force: true }));
  await test.close();
  return { file, made: first.made };
}

const KEY = Buffer.alloc(32, 7);
/** Tests share a machine with whatever else runs on it; how long a unit may take is tested where the store is. */
const PATIENT = { limitMs: 30_000, readLimitMs: 30_000 };

function worldOver(store: Store, close: () => Promise<void>): World {
  const made: Made = { users: {}, members: {}, cards: {}, count: 0 };
  const actors = new Map<string, Actor>();
  let now = MONDAY;
  let policy: Promise<PolicyBook> | null = null;
  const house: House = {
    store,
    vault: createVault({ keys: [{ id: 't1', key: KEY }], lookupKey: KEY }),
    pepper: 'pepper of the tests',
    hashing: { memoryCost: 8, timeCost: 1 },
    // Made in order, so that a failing test reads the same twice.
    ids: (prefix) => `${prefix}_${String(++made.count).padStart(8, '0')}`,
    clock: () => now,
    policy: () => {
      policy ??= store.read((tx) => loadPolicyBook({ tx }));
      return policy;
    },
    policyChanged: () => {
      policy = null;
    },
  };
  const requestId = () => `req_${++made.count}`;
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
    const today = dayOf(now);
    const inForce = (grant: Grant) => grant.validFrom <= today && (grant.validTo === null || grant.validTo >= today);
    return { ...actor, grants: actor.grants.filter(inForce) };
  };

  const world: World = {
    store,
    house,
    made,
    at(local) {
      const [day = '', time = '00:00'] = local.split('T');
      const [hour = 0, minute = 0] = time.split(':').map(Number);
      now = instantOf(day, hour * 60 + minute);
    },
    today: () => dayOf(now),
    tomorrow: () => addDays(dayOf(now), 1),
    desk(name, device) {
      const id = made.users[name]?.id ?? known(made.members, name).id;
      return deskOf(actorOf(id), device ?? `device-${id}`);
    },
    asMember: (name) => deskOf(actorOf(known(made.members, name).id), `device-${name}`),
    job: (name) => deskOf({ kind: 'job', id: `job:${name}` }, null),
    user: (name) => known(made.users, name),
    member: (name) => known(made.members, name),
    card: (name) => known(made.cards, name),
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
          const actor = await loadActor({ tx }, id, dayOf(now));
          if (actor) actors.set(id, actor);
        }
      });
    },
    key: () => `key-${++made.count}`,
    close,
  };
  return world;
}

const giversOf = (role: Role): readonly [string, string] => {
  if (role === 'town') return ['苏科', '何科'];
  return role === 'helper' || role === 'clerk' || role === 'socialWorker' ? ['梁主任', '苏科'] : ['罗处', '邓处'];
};

/** Everybody comes to be there, through the use cases, in one morning. */
async function found(world: World): Promise<void> {
  world.at('2026-11-02T09:00');
  await seedHouse(world.house);
  await foundStaff(world);
  // All at once, so that the store groups their commits: a world is opened by many test files.
  await Promise.all(Object.entries(MEMBERS).map(([name, somebody]) => admit(world, name, somebody)));
  for (const name of Object.keys(STAFF)) {
    const person = world.made.members[name];
    if (person) await identifyUser(world.desk('苏科'), { id: world.user(name).id, personId: person.id });
  }
  await bind(world);
  world.at('2026-11-23T09:00');
  await world.refresh();
}

async function foundStaff(world: World): Promise<void> {
  const founders = Object.entries(FOUNDERS).map(([name, login]) => ({ name, login, workPhone: null }));
  const founded = await foundOffice(world.job('first-officer'), { cityCode: CITY, founders });
  for (const [at, { name }] of founders.entries()) {
    const one = founded[at];
    if (one) world.made.users[name] = one;
  }
  await world.refresh();
  for (const [name, officer] of Object.entries(STAFF)) await hire(world, name, officer);
}

async function hire(world: World, name: string, officer: Officer): Promise<void> {
  const made = await createUser(world.desk(officer.by[0]), {
    key: world.key(),
    name,
    login: officer.login,
    password: 'bamboo by the river',
    workPhone: '0766-8120001',
    personId: null,
  });
  world.made.users[name] = { id: made.id, login: officer.login, password: made.password ?? '' };
  await grantTo(world, name, officer.role, officer.regionCode, officer.by, officer.actingFor);
}

async function grantTo(
  world: World,
  name: string,
  role: Role,
  regionCode: string,
  [giver, other]: readonly [string, string],
  actingFor?: string,
): Promise<string> {
  const { id } = await proposeGrant(world.desk(giver), {
    key: world.key(),
    userId: world.user(name).id,
    role,
    regionCode,
    validFrom: world.today(),
    validTo: actingFor ? '2027-12-31' : null,
    actingForId: actingFor ? world.user(actingFor).id : null,
  });
  await acceptGrant(world.desk(other), { id });
  await world.refresh();
  return id;
}

/** As the helper of her village fills it in; elsewhere, and for officers themselves, the social worker does. */
async function enrol(
  world: World,
  name: string,
  somebody: Somebody,
  changes: Partial<Enrolment> = {},
): Promise<{ id: string }> {
  const { sex, bornOn, card, regionCode = DAWEN } = somebody;
  const by = regionCode === DAWEN && !STAFF[name] ? '阿芬' : '小周';
  const { id } = await enrolMember(world.desk(by), {
    key: world.key(),
    name: somebody.name ?? name,
    nickname: somebody.nickname ?? null,
    sex,
    bornOn,
    identity: card ? { kind: 'identityCard', number: cardNumber(bornOn, card) } : { kind: 'none' },
    phone: somebody.phone ?? null,
    regionCode,
    homeRegionCode: null,
    hamletId: null,
    householdId: null,
    address: null,
    serves: somebody.serves ?? false,
    receives: somebody.receives ?? false,
    language: 'zh-CN',
    facts: somebody.facts ?? null,
    consent: { purposes: ['enrol'], wording: 'enrol-2026-01', how: 'paper', witness: null },
    ...changes,
  });
  world.made.members[name] = { id, regionCode };
  return { id };
}

/** Enrolled, checked, approved; a volunteer with training, everybody with a card. */
async function admit(world: World, name: string, somebody: Somebody): Promise<void> {
  const { id } = await enrol(world, name, somebody);
  await checkMember(world.desk(somebody.regionCode ? '隔壁阿强' : '黄姐'), { id });
  await approveMember(world.desk('梁主任'), { id });
  const issuer = somebody.regionCode ? '隔壁阿珠' : '阿芬';
  const issued = await issueCard(world.desk(issuer), { key: world.key(), memberId: id, kind: 'member' });
  world.made.cards[name] = issued.number;
  if (!somebody.trained) return;
  const paper = { memberId: id, number: null, validFrom: '2026-01-01', validTo: '2027-12-31' };
  for (const kind of ['training', 'health'] as const) {
    await recordCertificate(world.desk('小周'), { key: world.key(), kind, ...paper });
  }
}

async function bind(world: World): Promise<void> {
  await world.refresh();
  for (const { member, relative, relation } of KIN) await world.isKin(relative, member, relation);
  await foundHousehold(world.desk('阿芬'), {
    key: world.key(),
    regionCode: DAWEN,
    hamletId: null,
    address: '大稳村 12 号',
    memberIds: [world.member('张伯').id, world.member('张婆').id],
  });
  const chen = world.member('陈伯').id;
  const zhen = world.member('阿珍').id;
  const agreed = { purpose: 'kinActs', wording: 'kin-2026-01', how: 'readAloud', witness: '黎婶' } as const;
  await giveConsent(world.desk('阿芬'), { key: world.key(), memberId: chen, ...agreed });
  const bond = { memberId: chen, relativeId: zhen, relation: 'child', proof: 'householdBook' } as const;
  const { id } = await declareKin(world.desk('阿芬'), { key: world.key(), ...bond });
  await confirmKin(world.desk('黄姐'), { id, proof: null, mayAct: true });
  const there = { regionCode: YUNCHENG_VILLAGE, hamletId: null, householdId: null, reason: '在云城区买了房' };
  await moveHome(world.desk('黄姐'), { key: world.key(), id: zhen, ...there });
  world.made.members.阿珍 = { id: zhen, regionCode: YUNCHENG_VILLAGE };
}

