import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { users } from '#db/schema/office';
import { findMember } from '#records/member';
import { openWorld, type World } from '#tests/support/world';
import { loadActor } from '#usecases/access/actor';
import { signInMember } from '#usecases/access/sign-in-member';
import { LOGIN_TRIES, signInStaff } from '#usecases/access/sign-in-staff';
import { correctMember } from '#usecases/member/correct';
import { suspendMember } from '#usecases/member/suspend';
import { setPin } from '#usecases/pin/set';
import { tryPin } from '#usecases/pin/try';
import { changePassword } from '#usecases/user/change-password';
import { createUser } from '#usecases/user/create';
import { foundOffice } from '#usecases/user/found-office';
import { identifyUser } from '#usecases/user/identify';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const PIN = '720415';
const door = () => world.job('door');
const come = (who: string, pin = PIN) => signInMember(door(), { who, pin });
const withPin = (name: string, pin = PIN) =>
  setPin(world.desk('阿芬'), {
    memberId: world.member(name).id,
    pin,
    presentName: '黎婶',
    presentPhone: '13800002222',
  });

describe('a member', () => {
  it('comes in with her phone or her card, however they are typed', async () => {
    await withPin('李姨');
    const subjectId = world.member('李姨').id;
    const card = world.card('李姨');
    for (const who of [
      '13800001001',
      '138 0000 1001',
      '+86 138-0000-1001',
      card,
      `${card.slice(0, 4)}-${card.slice(4)}`,
    ]) {
      expect(await come(who)).toEqual({ subjectId });
    }
  });

  it('unknown, without a PIN, not approved and wrong are one answer', async () => {
    await withPin('李姨');
    const newcomer = await world.enrol('十三姑', { sex: 'female', bornOn: '1950-01-01', phone: '13800009999' });
    await setPin(world.desk('阿芬'), {
      memberId: newcomer.id,
      pin: PIN,
      presentName: '黎婶',
      presentPhone: '13800002222',
    });
    const answers = [
      await come('13800001001', '135791').catch((error) => error),
      await come('13811112222').catch((error) => error),
      await come('nobody').catch((error) => error),
      await come(world.card('七婆')).catch((error) => error),
      await come('13800009999').catch((error) => error),
    ];
    for (const { code, params } of answers)
      expect({ code, params }).toEqual({ code: 'sign_in_wrong', params: { field: 'pin', left: 4 } });
    await suspendMember(world.desk('苏科'), { id: world.member('李姨').id, reason: '核查' });
    await expect(come('13800001001')).rejects.toMatchObject({ code: 'sign_in_wrong' });
  });

  it('is locked after five tries, known or not, and so is a name that nobody has', async () => {
    await withPin('李姨');
    for (const who of ['13800001001', '13811112222']) {
      for (const left of [4, 3, 2, 1, 0]) {
        await expect(come(who, '135791')).rejects.toMatchObject({ code: 'sign_in_wrong', params: { left } });
      }
      await expect(come(who)).rejects.toMatchObject({ code: 'pin_locked' });
    }
    // The door and the doorstep count together.
    await expect(tryPin(door(), world.member('李姨').id, PIN)).rejects.toMatchObject({ code: 'pin_locked' });
    world.at('2026-11-24T09:00');
    await come('13800001001');
  });

  it('has her five tries again after a right one', async () => {
    await withPin('李姨');
    for (let round = 0; round < 3; round++) {
      for (let tried = 0; tried < 3; tried++) await come('13800001001', '135791').catch(() => {});
      await come('13800001001');
    }
  });

  it('of a family with one phone needs her card', async () => {
    await withPin('李姨');
    await withPin('老梁', '604813');
    const { id } = world.member('老梁');
    const { version } = await world.read((act) => findMember(act, id, 'member.read'));
    await correctMember(world.desk('阿芬'), { key: world.key(), id, version, phone: '13800001001' });
    await expect(come('13800001001')).rejects.toMatchObject({ code: 'sign_in_card_needed' });
    expect(await come(world.card('老梁'), '604813')).toEqual({ subjectId: id });
  });

  it('types six digits, or it is no try', async () => {
    await expect(come('13800001001', '12')).rejects.toMatchObject({ code: 'pin_not_six' });
  });
});

describe('an officer', () => {
  const enter = (login: string, password: string) => signInStaff(door(), { login, password });

  it('comes in with login and password', async () => {
    const { id, password } = world.user('阿芬');
    expect(await enter(' FEN ', password)).toEqual({ subjectId: id });
  });

  it('has ten tries again after a right one', async () => {
    const { password } = world.user('阿芬');
    for (let tried = 0; tried < LOGIN_TRIES - 1; tried++) await enter('fen', 'x').catch(() => {});
    await enter('fen', password);
    await expect(enter('fen', 'x')).rejects.toMatchObject({ params: { left: LOGIN_TRIES - 1 } });
  });

  it('unknown, disabled and wrong are one answer, and ten tries a day are all', async () => {
    const { id, password } = world.user('小周');
    const wrong = { code: 'sign_in_wrong', params: { left: LOGIN_TRIES - 1 } };
    await expect(enter('nobody', 'x')).rejects.toMatchObject(wrong);
    await expect(enter('fen', 'x')).rejects.toMatchObject(wrong);
    await world.write([], (act) => act.tx.update(users).set({ disabledAt: 1 }).where(eq(users.id, id)).returning());
    await expect(enter('zhou', password)).rejects.toMatchObject(wrong);
    for (const login of ['fen', 'nobody']) {
      for (let tried = 1; tried < LOGIN_TRIES; tried++) await enter(login, 'x').catch(() => {});
      await expect(enter(login, world.user('阿芬').password)).rejects.toMatchObject({ code: 'sign_in_locked' });
    }
  });

  it('changes the password with the old one in hand', async () => {
    const { password } = world.user('阿芬');
    const change = (oldPassword: string, newPassword: string, by = '阿芬') =>
      changePassword(world.desk(by), { oldPassword, newPassword });
    await expect(change('x', 'river by the bamboo')).rejects.toMatchObject({ code: 'sign_in_wrong' });
    await expect(change(password, 'short one')).rejects.toMatchObject({ code: 'password_weak' });
    await expect(change(password, 'aaaaaaaaaaaaaaaaa')).rejects.toMatchObject({ code: 'password_weak' });
    await expect(change(password, 'river by the bamboo', '李姨')).rejects.toMatchObject({ code: 'not_yours' });
    await change(password, 'river by the bamboo');
    await expect(enter('fen', password)).rejects.toMatchObject({ code: 'sign_in_wrong' });
    await enter('fen', 'river by the bamboo');
  });
});

describe('who acts', () => {
  const actor = (id: string, day = world.today()) => world.read((act) => loadActor(act, id, day));

  it('is an officer under the posts of that day', async () => {
    const id = world.user('陈姐').id;
    expect(await actor(id)).toMatchObject({
      kind: 'staff',
      personId: world.member('陈姐').id,
      grants: [{ role: 'town', actingForId: world.user('梁主任').id }],
    });
    expect(await actor(id, '2027-12-31')).toMatchObject({ grants: [{ role: 'town' }] });
    expect(await actor(id, '2028-01-01')).toMatchObject({ grants: [] });
    expect(await actor(id, '2026-11-01')).toMatchObject({ grants: [] });
  });

  it('is a member with those she may act for', async () => {
    const { id, regionCode } = world.member('阿珍');
    expect(await actor(id)).toEqual({ kind: 'member', id, regionCode, kinOf: [world.member('陈伯').id] });
    expect(await actor('mem_nobody')).toBeNull();
  });
});

describe('users', () => {
  const create = (by: string, changes: object = {}) =>
    createUser(world.desk(by), {
      key: world.key(),
      name: '小李',
      login: 'xiaoli',
      password: null,
      workPhone: null,
      personId: null,
      ...changes,
    });

  it('are made with a password shown once, and may do nothing yet', async () => {
    const body = { key: world.key() };
    const { id, password } = await create('梁主任', body);
    expect(password).toMatch(/^[a-z2-9]{4}(-[a-z2-9]{4}){3}$/);
    expect(await create('梁主任', body)).toEqual({ id, password: null });
    expect(await signInStaff(door(), { login: 'xiaoli', password: password ?? '' })).toEqual({ subjectId: id });
    expect(await world.read((act) => loadActor(act, id, act.today))).toMatchObject({ grants: [] });
  });

  it.each([
    ['login_taken', { login: 'FEN' }],
    ['missing', { name: ' ' }],
    ['missing', { login: 'x' }],
    ['password_weak', { password: 'xiaoli is my name' }],
    ['password_weak', { password: 'eleven char' }],
    ['phone_wrong', { workPhone: '12' }],
    ['not_found', { personId: 'mem_nobody' }],
  ])('refuses %s: %j', async (code, changes) => {
    await expect(create('梁主任', changes)).rejects.toMatchObject({ code });
  });

  it('are not made by helpers, clerks or auditors', async () => {
    for (const name of ['阿芬', '黄姐', '小周', '审计老吴', '李姨']) {
      await expect(create(name)).rejects.toMatchObject({ code: 'not_yours' });
    }
  });

  it('are tied to their person once, by whoever reaches them', async () => {
    const { id } = await create('梁主任');
    const tie = (by: string, personId = world.member('老梁').id) => identifyUser(world.desk(by), { id, personId });
    await expect(tie('阿芬')).rejects.toMatchObject({ code: 'not_yours' });
    await expect(tie('苏科')).rejects.toMatchObject({ code: 'not_found' });
    await expect(tie('梁主任', 'mem_nobody')).rejects.toMatchObject({ code: 'not_found' });
    await tie('梁主任');
    await expect(tie('梁主任', world.member('李姨').id)).rejects.toMatchObject({ code: 'already_done' });
  });
});

describe('the first officers', () => {
  it('are founded once, from the console, and never beside two who are there', async () => {
    const founders = [{ name: '某人', login: 'somebody', workPhone: null }];
    const found = (desk = world.job('first-officer')) => foundOffice(desk, { cityCode: '4453', founders });
    await expect(found()).rejects.toMatchObject({ code: 'already_done' });
    await expect(found(world.desk('罗处'))).rejects.toMatchObject({ code: 'not_yours' });
  });
});
