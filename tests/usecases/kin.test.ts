import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, LIYUAN } from '#cli/demo/cast';
import { bondsOf, closestBond } from '#records/bond';
import { consentsOf } from '#records/consent';
import { contactsOf } from '#records/contact';
import { peopleIn } from '#records/household';
import { kinLinesOf, type Proof } from '#records/kin';
import { findMember } from '#records/member';
import { certificatesOf } from '#records/person';
import { openWorld, type World } from '#tests/support/world';
import { recordCertificate } from '#usecases/certificate/record';
import { giveConsent } from '#usecases/consent/give';
import { withdrawConsent } from '#usecases/consent/withdraw';
import { addContact } from '#usecases/contact/add';
import { endContact } from '#usecases/contact/end';
import { foundHousehold } from '#usecases/household/found';
import { joinHousehold } from '#usecases/household/join';
import { leaveHousehold } from '#usecases/household/leave';
import { confirmKin } from '#usecases/kin/confirm';
import { declareKin } from '#usecases/kin/declare';
import { endKin } from '#usecases/kin/end';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const id = (name: string) => world.member(name).id;
const bond = (a: string, b: string) =>
  world.read(async (act) => closestBond(await bondsOf(act, [id(a), id(b)]), id(a), [id(b)]));
const kinOf = async (name: string) => {
  await world.refresh();
  const { actor } = world.asMember(name);
  return actor.kind === 'member' ? actor.kinOf : [];
};
const agree = (memberId: string, by = '阿芬') =>
  giveConsent(world.desk(by), {
    key: world.key(),
    memberId,
    purpose: 'kinActs',
    wording: 'kin-2026-01',
    how: 'readAloud',
    witness: '黎婶',
  });

describe('kin', () => {
  const declare = (by: string, changes: object = {}) =>
    declareKin(world.desk(by), {
      key: world.key(),
      memberId: id('七婆'),
      relativeId: id('李姨'),
      relation: 'child',
      proof: null,
      ...changes,
    });
  const confirm = (by: string, kin: string, proof: Proof | null = 'villageLetter', mayAct = true) =>
    confirmKin(world.desk(by), { id: kin, proof, mayAct });

  it('counts for what they may not do as soon as it is declared, and lets nobody act yet', async () => {
    await declare('阿芬');
    expect(await bond('七婆', '李姨')).toBe('family');
    expect(await kinOf('李姨')).toEqual([]);
  });

  it('lets the relative act when a second person has seen the proof and she agreed', async () => {
    const { id: kin } = await declare('阿芬');
    await expect(confirm('黄姐', kin, null)).rejects.toMatchObject({ code: 'proof_needed' });
    await expect(confirm('黄姐', kin)).rejects.toMatchObject({ code: 'consent_needed' });
    await agree(id('七婆'));
    await confirm('黄姐', kin);
    await expect(confirm('梁主任', kin)).rejects.toMatchObject({ code: 'already_done' });
    expect(await kinOf('李姨')).toEqual([id('七婆')]);
    expect(await kinOf('七婆')).toEqual([]);
  });

  it('is not confirmed by whoever declared it, nor out of reach, nor by the family', async () => {
    const { id: kin } = await declare('黄姐');
    await expect(confirm('黄姐', kin)).rejects.toMatchObject({ code: 'four_eyes' });
    await expect(confirm('阿芬', kin)).rejects.toMatchObject({ code: 'not_found' });
    await expect(confirm('隔壁阿强', kin)).rejects.toMatchObject({ code: 'not_found' });
    const own = await declare('阿芬', { memberId: id('陈伯'), relativeId: id('梁主任'), relation: 'sibling' });
    await expect(confirm('梁主任', own.id, 'villageLetter', false)).rejects.toMatchObject({ code: 'own_record' });
    const mother = await declare('阿芬', { memberId: id('梁妈'), relativeId: id('七婆'), relation: 'sibling' });
    await expect(confirm('梁主任', mother.id, 'villageLetter', false)).rejects.toMatchObject({
      code: 'own_family_decision',
    });
  });

  it.each([
    ['not_understood', () => ({ relativeId: id('七婆') })],
    ['not_found', () => ({ relativeId: 'mem_nobody' })],
    ['not_found', () => ({ memberId: 'mem_nobody' })],
  ])('refuses %s', async (code, changes) => {
    await expect(declare('阿芬', changes())).rejects.toMatchObject({ code });
    await expect(declare('隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('stands once, and the other way round only as its mirror', async () => {
    await declare('阿芬');
    await expect(declare('小周')).rejects.toMatchObject({ code: 'already_done' });
    const turned = { memberId: id('李姨'), relativeId: id('七婆') };
    await expect(declare('小周', { ...turned, relation: 'child' })).rejects.toMatchObject({ code: 'not_understood' });
    await declare('小周', { ...turned, relation: 'parent' });
    expect(await world.read((act) => kinLinesOf(act, id('七婆')))).toMatchObject([
      { memberName: '林七妹', relativeName: '李姨', relation: 'child' },
      { memberName: '李姨', relativeName: '林七妹', relation: 'parent' },
    ]);
  });

  it('ends with a reason, and nobody ends what binds themselves', async () => {
    await agree(id('七婆'));
    const { id: kin } = await declare('阿芬');
    await confirm('黄姐', kin);
    await expect(endKin(world.desk('黄姐'), { id: kin, reason: '' })).rejects.toMatchObject({ code: 'reason_needed' });
    await expect(endKin(world.desk('阿芬'), { id: kin, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await endKin(world.desk('黄姐'), { id: kin, reason: '登记错了' });
    await expect(endKin(world.desk('黄姐'), { id: kin, reason: 'x' })).rejects.toMatchObject({ code: 'already_done' });
    expect([await bond('七婆', '李姨'), await kinOf('李姨')]).toEqual(['none', []]);
    const [mother] = await world.read((act) => kinLinesOf(act, id('梁妈')));
    const own = endKin(world.desk('梁主任'), { id: mother?.id ?? '', reason: 'x' });
    await expect(own).rejects.toMatchObject({ code: 'own_record' });
  });
});

describe('consent', () => {
  it('taken back, nobody acts for her any more, and the bond stays', async () => {
    expect(await kinOf('阿珍')).toEqual([id('陈伯')]);
    const given = await world.read((act) => consentsOf(act, id('陈伯')));
    const acts = given.find((one) => one.purpose === 'kinActs')?.id ?? '';
    await expect(withdrawConsent(world.desk('隔壁阿珠'), { id: acts })).rejects.toMatchObject({ code: 'not_found' });
    await withdrawConsent(world.desk('阿芬'), { id: acts });
    await expect(withdrawConsent(world.desk('阿芬'), { id: acts })).rejects.toMatchObject({ code: 'already_done' });
    expect([await kinOf('阿珍'), await bond('陈伯', '阿珍')]).toEqual([[], 'family']);
  });

  it('read aloud wants a witness, and the words that were read', async () => {
    const give = (changes: object) =>
      giveConsent(world.desk('阿芬'), {
        key: world.key(),
        memberId: id('七婆'),
        purpose: 'notice',
        wording: 'notice-2026-01',
        how: 'paper',
        witness: null,
        ...changes,
      });
    await expect(give({ how: 'readAloud' })).rejects.toMatchObject({ code: 'witness_needed' });
    await expect(give({ how: 'guardian', witness: ' ' })).rejects.toMatchObject({ code: 'witness_needed' });
    await expect(give({ wording: ' ' })).rejects.toMatchObject({ code: 'consent_needed' });
    await give({});
    expect((await world.read((act) => consentsOf(act, id('七婆')))).map((one) => one.purpose)).toEqual([
      'enrol',
      'notice',
    ]);
    await expect(agree(id('七婆'), '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('households', () => {
  it('make family of whoever lives under one roof', async () => {
    expect(await bond('七婆', '老梁')).toBe('none');
    const made = await foundHousehold(world.desk('阿芬'), {
      key: world.key(),
      regionCode: DAWEN,
      hamletId: null,
      address: '大稳村 7 号',
      memberIds: [id('七婆')],
    });
    await joinHousehold(world.desk('黄姐'), { id: made.id, memberId: id('老梁') });
    await expect(joinHousehold(world.desk('黄姐'), { id: made.id, memberId: id('老梁') })).rejects.toMatchObject({
      code: 'already_done',
    });
    expect(await bond('七婆', '老梁')).toBe('family');
    expect((await world.read((act) => peopleIn(act, made.id))).map((one) => one.name)).toEqual(['林七妹', '老梁']);
    await expect(leaveHousehold(world.desk('黄姐'), { memberId: id('老梁'), reason: '' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await leaveHousehold(world.desk('黄姐'), { memberId: id('老梁'), reason: '分家' });
    await expect(leaveHousehold(world.desk('黄姐'), { memberId: id('老梁'), reason: 'x' })).rejects.toMatchObject({
      code: 'already_done',
    });
    expect(await bond('七婆', '老梁')).toBe('none');
  });

  it('are of one village, and nobody takes their own family out of one', async () => {
    const found = (regionCode: string, memberIds: string[], by = '阿芬') =>
      foundHousehold(world.desk(by), { key: world.key(), regionCode, hamletId: null, address: null, memberIds });
    await expect(found(LIYUAN, [id('七婆')])).rejects.toMatchObject({ code: 'not_found' });
    await expect(found(DAWEN, [id('黄姐')])).rejects.toMatchObject({ code: 'not_found' });
    await expect(found(DAWEN, [])).rejects.toMatchObject({ code: 'missing' });
    await expect(found(DAWEN, [id('七婆')], '梁主任')).rejects.toMatchObject({ code: 'not_found' });
    const couple = await world.read((act) => findMember(act, id('张伯'), 'member.read'));
    const far = { id: couple.householdId ?? '', memberId: id('黄姐') };
    await expect(joinHousehold(world.desk('黄姐'), far)).rejects.toMatchObject({ code: 'not_found' });
    await found(DAWEN, [id('阿芬家婆')], '黄姐');
    const own = { memberId: id('阿芬家婆'), reason: 'x' };
    await expect(leaveHousehold(world.desk('阿芬'), own)).rejects.toMatchObject({ code: 'own_family_decision' });
  });
});

describe('contacts', () => {
  it('have agreed, are kept sealed, and end', async () => {
    const contact = { memberId: id('陈伯'), name: '黎婶', relation: '隔壁邻居', phone: '13800002222', agreed: true };
    const add = (changes: object, by = '阿芬') =>
      addContact(world.desk(by), { key: world.key(), ...contact, ...changes });
    await expect(add({ agreed: false })).rejects.toMatchObject({ code: 'consent_needed' });
    await expect(add({ name: ' ' })).rejects.toMatchObject({ code: 'missing' });
    await expect(add({ phone: '1' })).rejects.toMatchObject({ code: 'phone_wrong' });
    await expect(add({}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    const made = await add({});
    const [row] = await world.read((act) => contactsOf(act, id('陈伯')));
    expect(row?.phoneSealed).not.toContain('13800002222');
    await expect(endContact(world.desk('隔壁阿珠'), made)).rejects.toMatchObject({ code: 'not_found' });
    await endContact(world.desk('小周'), made);
    await expect(endContact(world.desk('小周'), made)).rejects.toMatchObject({ code: 'already_done' });
    expect(await world.read((act) => contactsOf(act, id('陈伯')))).toEqual([]);
  });
});

describe('certificates', () => {
  it('are recorded by somebody in post for somebody else', async () => {
    const paper = {
      memberId: id('老梁'),
      kind: 'professional',
      number: '粤护 7',
      validFrom: '2026-01-01',
      validTo: null,
    } as const;
    const record = (changes: object, by = '小周') =>
      recordCertificate(world.desk(by), { key: world.key(), ...paper, ...changes });
    await record({});
    const held = await world.read((act) => certificatesOf(act, [id('老梁')]));
    expect(held.map((one) => one.kind).sort()).toEqual(['health', 'professional', 'training']);
    await expect(record({ number: '' })).rejects.toMatchObject({ code: 'missing' });
    await expect(record({ validTo: '2025-12-31' })).rejects.toMatchObject({ code: 'end_before_start' });
    await expect(record({ validFrom: 'x' })).rejects.toMatchObject({ code: 'day_not_understood' });
    await expect(record({ validTo: 'x' })).rejects.toMatchObject({ code: 'day_not_understood' });
    await expect(record({ memberId: id('阿芬') }, '阿芬')).rejects.toMatchObject({ code: 'own_record' });
    await expect(record({ memberId: id('阿芬家婆') }, '阿芬')).rejects.toMatchObject({ code: 'own_family_decision' });
    await expect(record({}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
  });
});
