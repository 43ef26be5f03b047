import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { cardNumber, DAWEN, FACTS, LIYUAN, type Somebody } from '#cli/demo/cast';
import { audit } from '#db/schema/office';
import { grantedAccount, issuanceAccount, ownAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { post } from '#ledger/post';
import { replayAll } from '#ledger/replay';
import { awaysOf } from '#records/away';
import { factHistoryOf } from '#records/fact';
import { findMember, memberMovesOf } from '#records/member';
import { listDuplicates, memberQueue, searchMembers } from '#records/member-search';
import { askFor, giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { viewExchange } from '#usecases/exchange/view';
import { approveMember } from '#usecases/member/approve';
import { awayMember } from '#usecases/member/away';
import { backMember } from '#usecases/member/back';
import { checkMember } from '#usecases/member/check';
import { correctMember } from '#usecases/member/correct';
import { dropMember } from '#usecases/member/drop';
import { moveHome } from '#usecases/member/move';
import { resumeMember } from '#usecases/member/resume';
import { returnMember } from '#usecases/member/return';
import { revealMember } from '#usecases/member/reveal';
import { submitMember } from '#usecases/member/submit';
import { suspendMember } from '#usecases/member/suspend';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const BORN = '1944-05-06';
const NEW: Somebody = { sex: 'female', bornOn: BORN, receives: true, facts: FACTS };
const WITH_CARD: Somebody = { ...NEW, card: '044' };
const refused = (code: string, params: Record<string, unknown> = {}) => ({
  code,
  params: expect.objectContaining(params),
});
const member = (id: string) => world.read((act) => findMember(act, id, 'member.read'));
const notes = (id: string, verb: string) =>
  world.read((act) =>
    act.tx
      .select()
      .from(audit)
      .where(and(eq(audit.subjectId, id), eq(audit.verb, verb))),
  );

describe('enrolment', () => {
  it('puts somebody without phone and card on file as submitted, with consent, facts and who did it', async () => {
    const { id } = await world.enrol('十三姑', { ...NEW, name: '单十三', nickname: '十三姑' });
    expect(await member(id)).toMatchObject({
      state: 'submitted',
      pinyin: 'shan shi san',
      initials: 'sss/ssg',
      identityHash: null,
      phoneHash: null,
      enrolledBy: world.user('阿芬').id,
    });
    const [move] = await world.read((act) => memberMovesOf(act, id));
    expect(move).toMatchObject({ move: 'enrol', fromState: null, toState: 'submitted', policyVersion: 1 });
    const [note] = await notes(id, 'enrol');
    const post = world.desk('阿芬').actor;
    expect(note?.grantId).toBe(post.kind === 'staff' ? post.grants[0]?.id : 'no grant');
  });

  it('reads birthday and sex from the card and keeps its number sealed', async () => {
    const number = cardNumber(BORN, '044').replace(/(.{6})/, '$1 ');
    const { id } = await world.enrol('十三姑', NEW, {
      identity: { kind: 'identityCard', number },
      sex: 'male',
      bornOn: null,
    });
    const row = await member(id);
    expect(row).toMatchObject({ bornOn: BORN, sex: 'female', identityKind: 'identityCard' });
    expect(row.identitySealed).not.toContain('445321');
    expect(world.house.vault.open(row.identitySealed ?? '')).toBe(cardNumber(BORN, '044'));
  });

  it.each([
    ['not_found', { regionCode: LIYUAN }],
    ['not_found', { regionCode: '445321100' }],
    ['missing', { name: ' ' }],
    ['missing', { bornOn: null }],
    ['missing', { sex: null }],
    ['missing', { identity: { kind: 'other' as const, number: ' ' } }],
    ['day_not_understood', { bornOn: '2026-02-30' }],
    ['day_not_understood', { bornOn: '2026-12-01' }],
    ['identity_wrong', { identity: { kind: 'identityCard' as const, number: '445321194405060440' } }],
    ['phone_wrong', { phone: '12345' }],
    ['region_unknown', { hamletId: 'ham_nowhere' }],
    ['volunteer_too_young', { serves: true, bornOn: '2008-11-24' }],
    ['consent_needed', { consent: { purposes: [], wording: 'x', how: 'paper' as const, witness: null } }],
    [
      'witness_needed',
      { consent: { purposes: ['enrol'] as const, wording: 'x', how: 'readAloud' as const, witness: '' } },
    ],
  ])('refuses %s: %j', async (code, changes) => {
    await expect(world.enrol('十三姑', NEW, changes)).rejects.toMatchObject({ code });
    expect((await world.read((act) => searchMembers(act, { q: '十三姑' }))).rows).toEqual([]);
  });

  it('lets somebody serve on the day they are old enough', async () => {
    const { id } = await world.enrol('阿弟', { ...NEW, bornOn: '2008-11-23', serves: true });
    expect((await member(id)).serves).toBe(true);
  });

  it('is one record when the same form comes twice, and refused with another body', async () => {
    const key = world.key();
    const first = await world.enrol('十三姑', NEW, { key });
    expect(await world.enrol('十三姑', NEW, { key })).toEqual(first);
    await expect(world.enrol('十三姑', NEW, { key, nickname: '姑' })).rejects.toMatchObject({ code: 'key_reused' });
  });

  it('accepts a known identity like any other, and only the county sees both', async () => {
    const first = await world.enrol('十三姑', WITH_CARD);
    const second = await world.enrol('另一个', WITH_CARD);
    const third = await world.enrol('又一个', WITH_CARD);
    expect(await member(second.id)).toMatchObject({ state: 'submitted', duplicateOfId: first.id });
    expect((await member(third.id)).duplicateOfId).toBe(first.id);
    await checkMember(world.desk('黄姐'), { id: second.id });
    await expect(approveMember(world.desk('梁主任'), { id: second.id })).rejects.toMatchObject({
      code: 'member_known',
    });
    expect(await world.desk('梁主任').read(listDuplicates)).toEqual([]);
    const seen = await world.desk('苏科').read(listDuplicates);
    expect(seen.map((row) => [row.id, row.original.id])).toEqual([
      [second.id, first.id],
      [third.id, first.id],
    ]);
    await returnMember(world.desk('梁主任'), { id: second.id, reason: 'duplicate' });
    await dropMember(world.desk('阿芬'), { id: second.id, reason: '重复' });
    expect((await member(second.id)).state).toBe('closed');
  });

  it('keeps one holder of an identity when two helpers enrol her in the same moment', async () => {
    const both = await Promise.all([world.enrol('甲', WITH_CARD), world.enrol('乙', WITH_CARD)]);
    const rows = await Promise.all(both.map(({ id }) => member(id)));
    expect(rows.filter((row) => row.duplicateOfId === null)).toHaveLength(1);
  });
});

describe('check and approval are three humans', () => {
  it('the clerk checks, the town approves', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    expect((await world.desk('黄姐').read((act) => memberQueue(act, 'member.check', 9))).map((row) => row.id)).toEqual([
      id,
    ]);
    await expect(approveMember(world.desk('梁主任'), { id })).rejects.toMatchObject(
      refused('state_moved', { state: 'submitted' }),
    );
    await checkMember(world.desk('黄姐'), { id });
    await expect(checkMember(world.desk('黄姐'), { id })).rejects.toMatchObject(
      refused('state_moved', { state: 'checked' }),
    );
    expect(
      (await world.desk('陈姐').read((act) => memberQueue(act, 'member.approve', 9))).map((row) => row.id),
    ).toEqual([id]);
    await approveMember(world.desk('陈姐'), { id });
    expect(await member(id)).toMatchObject({ state: 'approved', approvedBy: world.user('陈姐').id });
    const moves = await world.read((act) => memberMovesOf(act, id));
    expect(moves.map((row) => row.move)).toEqual(['enrol', 'check', 'approve']);
    // AB岗: she approved in his place, and the row says so.
    expect(moves.at(-1)?.actingForId).toBe(world.user('梁主任').id);
  });

  it('out of reach, or without the post for it, is not found', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    for (const name of ['隔壁阿强', '阿芬', '梁主任', '审计老吴', '李姨']) {
      await expect(checkMember(world.desk(name), { id })).rejects.toMatchObject({ code: 'not_found' });
    }
    await checkMember(world.desk('黄姐'), { id });
    for (const name of ['黄姐', '小周', '苏科', '罗处']) {
      await expect(approveMember(world.desk(name), { id })).rejects.toMatchObject({ code: 'not_found' });
    }
  });

  it('the enroller neither checks nor approves, the checker does not approve', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    await world.alsoGrant('阿芬', 'clerk', DAWEN);
    await world.alsoGrant('阿芬', 'town', '445321100');
    await world.alsoGrant('黄姐', 'town', '445321100');
    await expect(checkMember(world.desk('阿芬'), { id })).rejects.toMatchObject({ code: 'four_eyes' });
    await checkMember(world.desk('黄姐'), { id });
    await expect(approveMember(world.desk('阿芬'), { id })).rejects.toMatchObject({ code: 'four_eyes' });
    await expect(approveMember(world.desk('黄姐'), { id })).rejects.toMatchObject({ code: 'four_eyes' });
  });

  it('one human with two logins is one pair of eyes', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    await world.secondLogin('阿芬', '阿芬二号', 'clerk', DAWEN);
    await expect(checkMember(world.desk('阿芬二号'), { id })).rejects.toMatchObject({ code: 'four_eyes' });
  });

  it('nobody decides about themselves or their family; relatives may', async () => {
    const own = await world.enrol('黄婆', NEW);
    await world.refresh();
    await world.isKin('黄姐', '黄婆', 'child');
    await expect(checkMember(world.desk('黄姐'), { id: own.id })).rejects.toMatchObject({
      code: 'own_family_decision',
    });
    const mother = world.member('梁妈').id;
    const town = world.desk('梁主任');
    await expect(suspendMember(town, { id: mother, reason: 'x' })).rejects.toMatchObject({
      code: 'own_family_decision',
    });
    const self = { id: world.member('梁主任').id, reason: 'x' };
    await expect(suspendMember(town, self)).rejects.toMatchObject({ code: 'own_record' });
    const cousin = { id: world.member('老梁').id, reason: 'x' };
    await expect(suspendMember(town, cousin)).resolves.toEqual({ state: 'suspended' });
  });

  it('a couple who enrol and check for each other are one pair of eyes', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    await world.isKin('黄姐', '阿芬', 'sibling');
    await checkMember(world.desk('黄姐'), { id });
    const { id: next } = await world.enrol('十四姑', NEW);
    await world.isKin('陈姐', '阿芬', 'spouse');
    await checkMember(world.desk('黄姐'), { id: next });
    await expect(approveMember(world.desk('陈姐'), { id: next })).rejects.toMatchObject({
      code: 'own_family_decision',
    });
  });

  it('goes back with a reason, is corrected and submitted again', async () => {
    const { id } = await world.enrol('十三姑', NEW);
    await expect(returnMember(world.desk('黄姐'), { id, reason: '' as 'other' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await expect(returnMember(world.desk('阿芬'), { id, reason: 'other' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await returnMember(world.desk('黄姐'), { id, reason: 'name_wrong', note: '户口本上是“林”' });
    expect((await member(id)).state).toBe('draft');
    await expect(checkMember(world.desk('黄姐'), { id })).rejects.toMatchObject({ code: 'state_moved' });
    const { version } = await member(id);
    await correctMember(world.desk('阿芬'), { key: world.key(), id, version, name: '区十三' });
    await submitMember(world.desk('阿芬'), { id });
    await checkMember(world.desk('黄姐'), { id });
    await expect(returnMember(world.desk('黄姐'), { id, reason: 'other' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await returnMember(world.desk('梁主任'), { id, reason: 'unreachable' });
    expect(await member(id)).toMatchObject({ state: 'draft', checkedBy: null, pinyin: 'ou shi san' });
    const moves = await world.read((act) => memberMovesOf(act, id));
    expect(moves.find((row) => row.move === 'returnUnchecked')).toMatchObject({
      reason: 'name_wrong',
      note: '户口本上是“林”',
    });
    // The audit has no words: they may name somebody.
    expect((await notes(id, 'returnUnchecked'))[0]?.reason).toBeNull();
    await expect(dropMember(world.desk('阿芬'), { id, reason: '' })).rejects.toMatchObject({ code: 'reason_needed' });
  });

  it('is suspended and resumed with a reason, by town or county', async () => {
    const { id } = world.member('李姨');
    await expect(suspendMember(world.desk('苏科'), { id, reason: '' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await expect(suspendMember(world.desk('黄姐'), { id, reason: 'x' })).rejects.toMatchObject({ code: 'not_found' });
    await suspendMember(world.desk('苏科'), { id, reason: '核查' });
    await expect(suspendMember(world.desk('苏科'), { id, reason: 'x' })).rejects.toMatchObject({ code: 'state_moved' });
    await expect(resumeMember(world.desk('梁主任'), { id, reason: '' })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await resumeMember(world.desk('梁主任'), { id, reason: '查无此事' });
    expect((await member(id)).state).toBe('approved');
  });
});

describe('correction', () => {
  const correct = async (by: string, name: string, changes: object, key = world.key()) => {
    const { id } = world.member(name);
    const { version } = await member(id);
    return correctMember(world.desk(by), { key, id, version, ...changes });
  };

  it('changes name, phone, address and facts, keeps what was before, and says which fields', async () => {
    await correct('阿芬', '陈伯', { nickname: '大声公', phone: '0766-8123456', address: '大稳村 3 号', facts: FACTS });
    const { id } = world.member('陈伯');
    const row = await member(id);
    expect(row).toMatchObject({ state: 'approved', initials: 'cb/dsg', phoneTail: '3456' });
    expect(row.phoneSealed).not.toContain('8123456');
    expect(row.householdId).not.toBeNull();
    const history = await world.read((act) => factHistoryOf(act, id));
    expect(history).toHaveLength(2);
    expect(history[0]?.facts).toEqual(FACTS);
    const last = (await world.read((act) => memberMovesOf(act, id))).at(-1);
    expect(last).toMatchObject({ move: 'correct', reason: 'nickname,phone,address,facts' });
    await correct('黄姐', '陈伯', { address: '大稳村 4 号', nickname: null });
    expect((await member(id)).householdId).toBe(row.householdId);
    expect((await member(id)).initials).toBe('cb');
    const { value } = await revealMember(world.desk('黄姐'), { id, what: 'address' });
    expect(value).toBe('大稳村 4 号');
  });

  it('does not overwrite what somebody else changed, and is one change when sent twice', async () => {
    const { id } = world.member('陈伯');
    const { version } = await member(id);
    const body = { key: world.key(), id, version, nickname: '陈公' };
    const first = await correctMember(world.desk('阿芬'), body);
    expect(await correctMember(world.desk('阿芬'), body)).toEqual(first);
    const late = { key: world.key(), id, version, nickname: '老陈' };
    await expect(correctMember(world.desk('小周'), late)).rejects.toMatchObject({ code: 'state_moved' });
    expect((await member(id)).nickname).toBe('陈公');
  });

  it('of who she is belongs to the clerk once it was checked', async () => {
    await expect(correct('阿芬', '七婆', { bornOn: '1930-01-01' })).rejects.toMatchObject({ code: 'not_yours' });
    await correct('黄姐', '七婆', { identity: { kind: 'identityCard', number: cardNumber('1941-08-02', '088') } });
    expect(await member(world.member('七婆').id)).toMatchObject({ bornOn: '1941-08-02', identityKind: 'identityCard' });
    const known = { identity: { kind: 'identityCard', number: cardNumber('1942-03-15', '001') } };
    await expect(correct('黄姐', '七婆', known)).rejects.toMatchObject({ code: 'member_known' });
    await world.enrol('十三姑', NEW);
    await correct('阿芬', '十三姑', known);
    expect((await member(world.member('十三姑').id)).duplicateOfId).toBe(world.member('陈伯').id);
  });

  it.each([
    ['missing', { name: '' }],
    ['phone_wrong', { phone: '1' }],
    ['region_unknown', { hamletId: 'ham_nowhere' }],
    ['day_not_understood', { bornOn: '2027-01-01' }],
  ])('refuses %s', async (code, changes) => {
    await expect(correct('黄姐', '陈伯', changes)).rejects.toMatchObject({ code });
  });

  it('is out of reach for the next village', async () => {
    await expect(correct('隔壁阿珠', '陈伯', { nickname: 'x' })).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('away', () => {
  it('ends the open period before it, and coming back ends the last', async () => {
    const { id } = world.member('七婆');
    const away = (fromDay: string, toDay: string | null) =>
      awayMember(world.desk('阿芬'), { key: world.key(), id, kind: 'hospital', fromDay, toDay });
    await away('2026-11-01', null);
    await away('2026-11-10', null);
    await backMember(world.desk('黄姐'), { id, onDay: '2026-11-20' });
    const rows = await world.read((act) => awaysOf(act, [id]));
    expect(rows.map((row) => [row.fromDay, row.toDay])).toEqual([
      ['2026-11-10', '2026-11-19'],
      ['2026-11-01', '2026-11-09'],
    ]);
    await expect(away('2026-11-20', '2026-11-19')).rejects.toMatchObject({ code: 'end_before_start' });
    await expect(away('2026-13-20', null)).rejects.toMatchObject({ code: 'day_not_understood' });
    await expect(away('2026-11-20', 'x')).rejects.toMatchObject({ code: 'day_not_understood' });
    await expect(backMember(world.desk('黄姐'), { id, onDay: '2026-11-24' })).rejects.toMatchObject({
      code: 'day_in_future',
    });
    await expect(backMember(world.desk('隔壁阿珠'), { id, onDay: '2026-11-20' })).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('moving home', () => {
  const own = (journal: string, id: string) => world.read((act) => accountAt(act, ownAccount(journal, id)));
  const earn = (id: string, minutes: number) =>
    world.write(['xinxing'], (act) =>
      post(act, {
        event: 'quota',
        subjectId: id,
        key: `test:${id}`,
        lines: [{ kind: 'post', from: issuanceAccount('xinxing'), to: ownAccount('xinxing', id), minutes }],
      }),
    );
  const there = { hamletId: null, householdId: null, reason: '跟女儿住' };

  it('takes her off the old helper’s list and her open exchanges along', async () => {
    await giveGrants(world);
    const { id: exchange } = await askFor(world);
    const { id } = world.member('陈伯');
    const move = { key: world.key(), id, regionCode: LIYUAN, ...there };
    expect(await moveHome(world.desk('黄姐'), move)).toEqual({ movedMinutes: 0 });
    expect(await moveHome(world.desk('黄姐'), move)).toEqual({ movedMinutes: 0 });
    const seen = (name: string) => world.desk(name).read((act) => searchMembers(act, { q: '陈伯' }));
    expect((await seen('阿芬')).rows).toEqual([]);
    expect((await seen('隔壁阿珠')).rows.map((row) => row.id)).toEqual([id]);
    expect((await viewExchange(world.desk('梁主任'), exchange)).exchange.recipientTown).toBe('445321100');
  });

  it('over a county’s border carries own free minutes, and leaves held, granted and owed ones where they are', async () => {
    await giveGrants(world);
    const { id } = world.member('陈伯');
    await earn(id, 500);
    await world.write(['xinxing'], (act) =>
      post(act, {
        event: 'hold',
        subjectId: 'exc_x',
        key: 'test:hold',
        lines: [{ kind: 'hold', from: ownAccount('xinxing', id), minutes: 120, hold: 'hld_x' }],
      }),
    );
    const { id: exchange } = await askFor(world);
    const village = '445381102203';
    expect(await moveHome(world.desk('梁主任'), { key: world.key(), id, regionCode: village, ...there })).toEqual({
      movedMinutes: 380,
    });
    expect(await own('xinxing', id)).toMatchObject({ balance: 120, held: 120 });
    expect(await own('luoding', id)).toMatchObject({ balance: 380 });
    const granted = await world.read((act) => accountAt(act, grantedAccount('xinxing', id, '2026-11')));
    expect(granted.balance).toBe(240);
    expect(await world.read(replayAll)).toEqual([]);
    // His officer of today sees what is open about him.
    const { exchange: open } = await viewExchange(world.desk('梁主任'), exchange);
    expect(open.recipientTown).toBe('445381102');
    await expect(
      moveHome(world.desk('黄姐'), { key: world.key(), id, regionCode: DAWEN, ...there }),
    ).rejects.toMatchObject({ code: 'not_found' });
  });

  it.each([
    ['region_unknown', { regionCode: '445321100999' }],
    ['region_unknown', { regionCode: '445321100' }],
    ['region_unknown', { hamletId: 'ham_nowhere' }],
    ['not_found', { householdId: 'hhd_nowhere' }],
  ])('refuses %s: %j', async (code, changes) => {
    const move = { key: world.key(), id: world.member('陈伯').id, regionCode: LIYUAN, ...there, ...changes };
    await expect(moveHome(world.desk('黄姐'), move)).rejects.toMatchObject({ code });
  });

  it('is not the helper’s to say', async () => {
    const move = { key: world.key(), id: world.member('陈伯').id, regionCode: LIYUAN, ...there };
    await expect(moveHome(world.desk('阿芬'), move)).rejects.toMatchObject({ code: 'not_found' });
  });
});

describe('looking at an identity number, a phone, an address', () => {
  it('is written down before it is shown', async () => {
    const { id } = world.member('陈伯');
    const { value } = await revealMember(world.desk('黄姐'), { id, what: 'identity' });
    expect(value).toBe(cardNumber('1942-03-15', '001'));
    expect(await notes(id, 'reveal')).toMatchObject([
      { actorId: world.user('黄姐').id, outcome: 'done', reason: 'identity', regionCode: DAWEN },
    ]);
    expect(await revealMember(world.desk('黄姐'), { id, what: 'phone' })).toEqual({ value: null });
    const li = { id: world.member('李姨').id, what: 'phone' as const };
    expect(await revealMember(world.desk('阿芬'), li)).toEqual({ value: '13800001001' });
    expect(await revealMember(world.desk('李姨'), li)).toEqual({ value: '13800001001' });
  });

  it('refused, leaves a trace all the same', async () => {
    const { id } = world.member('陈伯');
    for (const name of ['阿芬', '隔壁阿强', '李姨', '阿珍']) {
      await expect(revealMember(world.desk(name), { id, what: 'identity' })).rejects.toMatchObject({
        code: 'not_found',
      });
    }
    const traces = await notes(id, 'reveal');
    expect(traces.map((row) => row.outcome)).toEqual(['refused', 'refused', 'refused', 'refused']);
    expect(JSON.stringify(traces)).not.toContain('445321194203150');
  });
});
