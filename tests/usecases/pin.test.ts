import { and, eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { audit } from '#db/schema/office';
import { pinOf } from '#records/pin';
import { insertSession, sessionsOf } from '#records/session';
import { triesToday } from '#records/try';
import { openWorld, type World } from '#tests/support/world';
import { changePin } from '#usecases/pin/change';
import { setPin } from '#usecases/pin/set';
import { tryPin } from '#usecases/pin/try';
import { unlockPin } from '#usecases/pin/unlock';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(() => world.close());

const PIN = '720415';
const chen = () => world.member('陈伯').id;
const set = (changes: object = {}, by = '阿芬') =>
  setPin(world.desk(by), { memberId: chen(), pin: PIN, presentName: '黎婶', presentPhone: '13800002222', ...changes });
const tried = (pin: string) => tryPin(world.desk('李姨'), chen(), pin);
const made = () => world.read((act) => triesToday(act, chen()));

describe('setting a PIN', () => {
  it('keeps a hash, who was there, and no PIN', async () => {
    await set();
    const row = await world.read((act) => pinOf(act, chen()));
    expect(row).toMatchObject({ setBy: world.user('阿芬').id, presentName: '黎婶' });
    expect(row?.hash).toMatch(/^\$argon2id\$/);
    expect(JSON.stringify(row)).not.toContain(PIN);
    expect(JSON.stringify(row)).not.toContain('13800002222');
    const notes = await world.read((act) =>
      act.tx
        .select()
        .from(audit)
        .where(and(eq(audit.noun, 'pin'), eq(audit.subjectId, chen()))),
    );
    expect(notes).toMatchObject([{ verb: 'set', subjectId: chen() }]);
    expect(JSON.stringify(notes)).not.toContain(PIN);
  });

  it.each([
    ['pin_needs_second_person', { presentName: ' ' }],
    ['pin_needs_second_person', { presentName: '阿芬' }],
    ['pin_needs_second_person', { presentName: '阿 芬' }],
    ['pin_needs_second_person', { presentName: '陈伯' }],
    ['pin_needs_second_person', { presentPhone: ' ' }],
    ['phone_wrong', { presentPhone: '12345' }],
    ['pin_weak', { pin: '123456' }],
    ['pin_weak', { pin: '888888' }],
    ['pin_weak', { pin: '420315' }],
    ['pin_not_six', { pin: '7204' }],
    ['not_found', { memberId: 'mem_nobody' }],
  ])('refuses %s: %j', async (code, changes) => {
    await expect(set(changes)).rejects.toMatchObject({ code });
    expect(await world.read((act) => pinOf(act, chen()))).toBeNull();
  });

  it('is done before somebody who could be called, and is neither her family nor the officer', async () => {
    await world.isKin('李姨', '陈伯', 'childInLaw');
    for (const name of ['李姨', '阿芬']) {
      const near = set({ presentPhone: world.phone(name) });
      await expect(near, name).rejects.toMatchObject({ code: 'present_not_independent' });
    }
    await set({ presentPhone: world.phone('老梁') });
  });

  it('refuses the end of her card and of her phone', async () => {
    const li = world.member('李姨').id;
    await expect(set({ memberId: li, pin: world.card('李姨').slice(-6) })).rejects.toMatchObject({
      code: expect.stringMatching(/pin_weak/),
    });
    await expect(set({ memberId: li, pin: '001001' })).rejects.toMatchObject({ code: 'pin_weak' });
  });

  it('is out of reach for the next village and for whoever has no post for it', async () => {
    await expect(set({}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    await expect(set({}, '梁主任')).rejects.toMatchObject({ code: 'not_found' });
    await expect(set({}, '陈伯')).rejects.toMatchObject({ code: 'not_found' });
  });

  it('ends her sessions and the day’s lock', async () => {
    await set();
    const session = {
      id: 's1',
      subjectId: chen(),
      createdAt: 1,
      expiresAt: 2,
      freshAt: null,
      device: null,
      userAgent: null,
    };
    await world.write([], (act) => insertSession(act.tx, session));
    for (let count = 0; count < 6; count++) await tried('135791').catch(() => {});
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_locked' });
    await set({ pin: '604813' });
    expect(await world.read((act) => sessionsOf(act.tx, chen()))).toEqual([]);
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_wrong' });
    await tried('604813');
  });
});

describe('changing one’s own', () => {
  const NEW = '604813';
  const change = (changes: object = {}, desk = world.asMember('陈伯')) =>
    changePin(desk, { oldPin: PIN, pin: NEW, ...changes });

  it('takes the one before, and leaves who was there when it was first chosen', async () => {
    await set();
    const before = await world.read((act) => pinOf(act, chen()));
    world.at(`${world.tomorrow()}T09:00`);
    await change();
    const after = await world.read((act) => pinOf(act, chen()));
    expect(after).toEqual({ ...before, hash: after?.hash, changedAt: world.house.clock() });
    expect(after?.hash).not.toBe(before?.hash);
    await tried(NEW);
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_wrong' });
    const [trail] = await world.read((act) =>
      act.tx
        .select()
        .from(audit)
        .where(and(eq(audit.noun, 'pin'), eq(audit.verb, 'change'))),
    );
    expect(trail).toMatchObject({ actorId: chen(), subjectId: chen(), outcome: 'done' });
    // Chosen anew before an officer, nothing of the change is left.
    await set({ pin: '815037' });
    expect(await world.read((act) => pinOf(act, chen()))).toMatchObject({ changedAt: null });
  });

  it.each([
    ['pin_wrong', { oldPin: '135791' }, 'oldPin'],
    ['pin_not_six', { oldPin: '7204' }, 'oldPin'],
    ['pin_not_six', { pin: '7204' }, 'pin'],
    ['pin_weak', { pin: '123456' }, 'pin'],
    ['pin_weak', { pin: '420315' }, 'pin'],
    ['pin_same', { pin: PIN }, 'pin'],
  ])('refuses %s: %j', async (code, changes, field) => {
    await set();
    await expect(change(changes)).rejects.toMatchObject({ code, params: { field } });
    await tried(PIN);
  });

  it('counts wrong tries with those at the door, and costs none for what cannot be had', async () => {
    await expect(change()).rejects.toMatchObject({ code: 'pin_not_set' });
    await set();
    await expect(change({ pin: '888888', oldPin: '135791' })).rejects.toMatchObject({ code: 'pin_weak' });
    expect(await made()).toBe(0);
    for (let count = 0; count < 5; count++) await change({ oldPin: '135791' }).catch(() => {});
    await expect(change()).rejects.toMatchObject({ code: 'pin_locked', params: { field: 'oldPin' } });
  });

  it('is nobody’s but her own, and loses against an officer who sets another meanwhile', async () => {
    await set();
    await expect(change({}, world.desk('阿芬'))).rejects.toMatchObject({ code: 'not_yours' });
    const own = world.asMember('陈伯');
    let first = true;
    const slow = {
      ...own,
      write: (async (journals, work) => {
        const done = await own.write(journals, work);
        // Between her try and her change.
        if (first) await set({ pin: '815037' });
        first = false;
        return done;
      }) as typeof own.write,
    };
    await expect(change({}, slow)).rejects.toMatchObject({ code: 'pin_wrong', params: { field: 'oldPin' } });
    await tried('815037');
  });
});

describe('trying a PIN', () => {
  it('counts before it compares, says what is left, and locks for the day', async () => {
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_not_set' });
    await set();
    await expect(tried('12')).rejects.toMatchObject({ code: 'pin_not_six' });
    for (const left of [4, 3, 2, 1, 0]) {
      await expect(tried('135791')).rejects.toMatchObject({ code: 'pin_wrong', params: { left } });
    }
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_locked' });
    await expect(tried(PIN)).rejects.toMatchObject({ code: 'pin_locked' });
    const locks = await world.read((act) =>
      act.tx
        .select()
        .from(audit)
        .where(and(eq(audit.noun, 'pin'), eq(audit.verb, 'lock'))),
    );
    expect(locks).toMatchObject([{ subjectId: chen(), outcome: 'refused' }]);
    world.at('2026-11-24T00:00');
    await tried(PIN);
  });

  it('gives a hundred tries at once no more than five', async () => {
    await set();
    const all = await Promise.allSettled(Array.from({ length: 30 }, () => tried('135791')));
    const codes = all.map((one) => (one.status === 'rejected' ? one.reason.code : 'right'));
    expect(codes.filter((code) => code === 'pin_wrong')).toHaveLength(5);
    expect(codes.filter((code) => code === 'pin_locked')).toHaveLength(25);
  });

  it('forgets the wrong ones after a right one', async () => {
    await set();
    await tried('135791').catch(() => {});
    expect(await made()).toBe(1);
    await tried(' ７２０ ４１５');
    expect(await made()).toBe(0);
  });
});

describe('unlocking', () => {
  const unlock = (by: string) => unlockPin(world.desk(by), { memberId: chen() });

  it('is for clerk or town, and for nobody who was there when it was set', async () => {
    await expect(unlock('黄姐')).rejects.toMatchObject({ code: 'pin_not_set' });
    await set({}, '黄姐');
    for (let count = 0; count < 6; count++) await tried('135791').catch(() => {});
    await expect(unlock('黄姐')).rejects.toMatchObject({ code: 'four_eyes' });
    for (const name of ['阿芬', '隔壁阿强', '小周'])
      await expect(unlock(name)).rejects.toMatchObject({ code: 'not_found' });
    await world.isKin('陈姐', '陈伯', 'childInLaw');
    await expect(unlock('陈姐')).rejects.toMatchObject({ code: 'own_family_decision' });
    await unlock('梁主任');
    await tried(PIN);
  });
});
