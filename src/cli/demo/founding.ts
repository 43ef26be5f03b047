/** How everybody of the cast came to be there: founded, proposed, accepted; enrolled, checked, approved. Nothing is put into a table. */
import {
  CITY,
  cardNumber,
  DAWEN,
  FOUNDERS,
  KIN,
  MEMBERS,
  type Officer,
  PASSWORD,
  PINS,
  PRESENT,
  type Somebody,
  STAFF,
  XINXING,
} from '#cli/demo/cast';
import type { World } from '#cli/demo/world';
import { seedHouse } from '#cli/seed';
import { addDays, type Day } from '#domain/day';
import type { Role } from '#domain/permission';
import { cardOf } from '#records/card';
import { issueCard } from '#usecases/card/issue';
import { recordCertificate } from '#usecases/certificate/record';
import { giveConsent } from '#usecases/consent/give';
import { acceptGrant } from '#usecases/grant/accept';
import { proposeGrant } from '#usecases/grant/propose';
import { foundHousehold } from '#usecases/household/found';
import { recordInsurance } from '#usecases/insurance/keep';
import { confirmKin } from '#usecases/kin/confirm';
import { declareKin } from '#usecases/kin/declare';
import { approveMember } from '#usecases/member/approve';
import { checkMember } from '#usecases/member/check';
import { type Enrolment, enrolMember } from '#usecases/member/enrol';
import { moveHome } from '#usecases/member/move';
import { setPin } from '#usecases/pin/set';
import { createUser } from '#usecases/user/create';
import { foundOffice } from '#usecases/user/found-office';
import { identifyUser } from '#usecases/user/identify';

/** 阿珍 works in Shenzhen and is on file where she has her flat, in the city's district. */
const YUNCHENG_VILLAGE = '445302002001';

export const giversOf = (role: Role): readonly [string, string] => {
  if (role === 'town') return ['苏科', '何科'];
  return role === 'helper' || role === 'clerk' || role === 'socialWorker' ? ['梁主任', '苏科'] : ['罗处', '邓处'];
};

/** Everybody comes to be there, through the use cases, in one morning. */
export async function foundWorld(world: World, day: Day): Promise<void> {
  world.at(`${day}T09:00`);
  await seedHouse(world.house);
  await foundStaff(world);
  // All at once, so that the store groups their commits: a world is opened by many test files.
  await Promise.all(Object.entries(MEMBERS).map(([name, somebody]) => admit(world, name, somebody)));
  for (const name of Object.keys(STAFF)) {
    const person = world.made.members[name];
    if (person) await identifyUser(world.desk('苏科'), { id: world.user(name).id, personId: person.id });
  }
  await bind(world);
  await insure(world, day);
  await world.refresh();
}

/** Every volunteer of the county, for what came before and a year from now. */
async function insure(world: World, day: Day): Promise<void> {
  const since = { fromDay: addDays(day, -400), toDay: addDays(day, 500) };
  await recordInsurance(world.desk('苏科'), {
    ...{ ...since, regionCode: XINXING, kind: 'accident', insurer: '人保财险', policyNumber: '202644532100118' },
    ...{ ageFrom: 16, ageTo: 80, ageAt: 'day', everybody: true, claimPhone: '95518', note: null },
  });
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

export async function hire(world: World, name: string, officer: Officer): Promise<void> {
  const made = await createUser(world.desk(officer.by[0]), {
    key: world.key(),
    name,
    login: officer.login,
    password: PASSWORD,
    workPhone: '0766-8120001',
    personId: null,
  });
  world.made.users[name] = { id: made.id, login: officer.login, password: made.password ?? '' };
  await grantTo(world, name, officer.role, officer.regionCode, officer.by, officer.actingFor);
}

export async function grantTo(
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
export async function enrol(
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
  world.made.codes[name] = (await world.read((act) => cardOf(act, issued.number)))?.token ?? '';
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
  // Not by the helper: what she asks for or writes down, a PIN of her setting would not prove.
  await setPin(world.desk('黄姐'), { memberId: zhen, pin: PINS.阿珍 ?? '', ...PRESENT });
  const there = { regionCode: YUNCHENG_VILLAGE, hamletId: null, householdId: null, reason: '在云城区买了房' };
  await moveHome(world.desk('黄姐'), { key: world.key(), id: zhen, ...there });
  world.made.members.阿珍 = { id: zhen, regionCode: YUNCHENG_VILLAGE };
}
