import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DAWEN, XINCHENG, XINXING } from '#cli/demo/cast';
import { audit, grants } from '#db/schema/office';
import { openGrants } from '#records/grant';
import { findUser, listUsers } from '#records/user';
import { openWorld, type World } from '#tests/support/world';
import { loadActor } from '#usecases/access/actor';
import { acceptGrant } from '#usecases/grant/accept';
import { type EndReason, endGrant } from '#usecases/grant/end';
import { type Proposal, proposeGrant } from '#usecases/grant/propose';
import { createUser } from '#usecases/user/create';
import { foundOffice } from '#usecases/user/found-office';

let world: World;
let newcomer: string;
beforeEach(async () => {
  world = await openWorld();
  const user = { key: world.key(), name: '小李', login: 'xiaoli', password: null, workPhone: null, personId: null };
  newcomer = (await createUser(world.desk('梁主任'), user)).id;
});
afterEach(() => world.close());

const propose = (by: string, changes: Partial<Proposal> = {}) =>
  proposeGrant(world.desk(by), {
    key: world.key(),
    userId: newcomer,
    role: 'helper',
    regionCode: DAWEN,
    validFrom: '2026-11-23',
    validTo: null,
    actingForId: null,
    ...changes,
  });
const accept = (by: string, id: string) => acceptGrant(world.desk(by), { id });
const posts = async (id: string, day = world.today()) => {
  const actor = await world.read((act) => loadActor(act, id, day));
  return actor?.kind === 'staff' ? actor.grants.map((grant) => grant.role) : null;
};

describe('a post', () => {
  it('is proposed by one officer and counts when another accepted it', async () => {
    const { id } = await propose('梁主任', { validFrom: '2026-11-25' });
    expect((await world.desk('苏科').read((act) => openGrants(act, 9))).map((row) => row.id)).toEqual([id]);
    expect(await posts(newcomer, '2026-11-25')).toEqual([]);
    await accept('苏科', id);
    expect([await posts(newcomer), await posts(newcomer, '2026-11-25')]).toEqual([[], ['helper']]);
    await expect(accept('何科', id)).rejects.toMatchObject({ code: 'already_done' });
    const notes = await world.read((act) => act.tx.select().from(audit).where(eq(audit.subjectId, id)));
    expect(notes.map((note) => [note.verb, note.actorId, note.reason])).toEqual([
      ['propose', world.user('梁主任').id, 'helper'],
      ['accept', world.user('苏科').id, 'helper'],
    ]);
    expect(notes.every((note) => note.grantId !== null)).toBe(true);
  });

  it('is never accepted by whoever proposed it, in any login, nor by its holder', async () => {
    const own = await propose('梁主任');
    await expect(accept('梁主任', own.id)).rejects.toMatchObject({ code: 'four_eyes' });
    await world.secondLogin('梁主任', '梁主任二号', 'town', XINCHENG);
    await expect(accept('梁主任二号', own.id)).rejects.toMatchObject({ code: 'four_eyes' });
    const his = await propose('苏科', { userId: world.user('何科').id, role: 'town', regionCode: XINCHENG });
    await expect(accept('何科', his.id)).rejects.toMatchObject({ code: 'four_eyes' });
    await expect(propose('梁主任', { userId: world.user('梁主任').id })).rejects.toMatchObject({ code: 'four_eyes' });
    await expect(propose('梁主任', { userId: world.user('梁主任二号').id })).rejects.toMatchObject({
      code: 'four_eyes',
    });
  });

  it.each([
    ['not_yours', '梁主任', { role: 'town' as const, regionCode: XINCHENG }],
    ['not_yours', '苏科', { role: 'county' as const, regionCode: XINXING }],
    ['not_yours', '罗处', { role: 'helper' as const }],
    ['not_yours', '梁主任', { regionCode: '445321101201' }],
    ['not_yours', '阿芬', {}],
    ['not_yours', '审计老吴', {}],
    ['region_unknown', '梁主任', { regionCode: XINCHENG }],
    ['region_unknown', '梁主任', { regionCode: '445321100999' }],
    ['not_found', '梁主任', { userId: 'usr_nobody' }],
    ['grant_not_before_today', '梁主任', { validFrom: '2026-11-22' }],
    ['day_not_understood', '梁主任', { validFrom: '2026-11-31' }],
    ['day_not_understood', '梁主任', { validTo: 'x' }],
    ['end_before_start', '梁主任', { validFrom: '2026-11-25', validTo: '2026-11-24' }],
  ])('refuses %s to %s: %j', async (code, by, changes) => {
    await expect(propose(by, changes)).rejects.toMatchObject({ code });
  });

  it('is accepted in reach, by a level that may give it, or the city', async () => {
    const { id } = await propose('苏科', { role: 'town', regionCode: XINCHENG });
    await expect(accept('梁主任', id)).rejects.toMatchObject({ code: 'not_yours' });
    await expect(accept('阿芬', id)).rejects.toMatchObject({ code: 'not_found' });
    await accept('罗处', id);
    expect(await posts(newcomer)).toEqual(['town']);
  });

  it('is one when the same form comes twice', async () => {
    const key = world.key();
    expect(await propose('梁主任', { key })).toEqual(await propose('梁主任', { key }));
    await expect(propose('梁主任', { key, validTo: '2027-01-01' })).rejects.toMatchObject({ code: 'key_reused' });
  });
});

describe('AB岗', () => {
  const leave = { role: 'town' as const, regionCode: XINCHENG, validFrom: '2026-12-06', validTo: '2026-12-17' };

  it('may be proposed by whoever goes on leave, and is accepted by the county', async () => {
    const actingForId = world.user('梁主任').id;
    const { id } = await propose('梁主任', { ...leave, actingForId });
    await expect(accept('梁主任', id)).rejects.toMatchObject({ code: 'not_yours' });
    await accept('苏科', id);
    const during = await world.read((act) => loadActor(act, newcomer, '2026-12-06'));
    expect(during).toMatchObject({ grants: [{ role: 'town', actingForId }] });
    expect(await posts(newcomer, '2026-12-18')).toEqual([]);
  });

  it('has an end, and somebody who holds that post', async () => {
    const actingForId = world.user('梁主任').id;
    await expect(propose('苏科', { ...leave, actingForId, validTo: null })).rejects.toMatchObject({ code: 'missing' });
    const wrong = { ...leave, actingForId: world.user('小周').id };
    await expect(propose('苏科', wrong)).rejects.toMatchObject({ code: 'not_found' });
    const self = { ...leave, actingForId, userId: actingForId };
    await expect(propose('苏科', self)).rejects.toMatchObject({ code: 'not_found' });
    // Whoever stands in herself may not hand it on.
    const handedOn = { ...leave, actingForId: world.user('陈姐').id };
    await expect(propose('陈姐', handedOn)).rejects.toMatchObject({ code: 'not_yours' });
  });
});

describe('ending', () => {
  const end = (by: string, id: string, reason: string = 'left') =>
    endGrant(world.desk(by), { id, reason: reason as EndReason });

  it('takes effect at once and keeps the row', async () => {
    const { id } = await propose('梁主任');
    await accept('苏科', id);
    await expect(end('苏科', id, '他走了')).rejects.toMatchObject({ code: 'reason_needed' });
    await expect(end('阿芬', id)).rejects.toMatchObject({ code: 'not_found' });
    await end('梁主任', id);
    expect(await posts(newcomer)).toEqual([]);
    await expect(end('苏科', id)).rejects.toMatchObject({ code: 'already_done' });
    const [row] = await world.read((act) => act.tx.select().from(grants).where(eq(grants.id, id)));
    expect(row).toMatchObject({ endedBy: world.user('梁主任').id, acceptedBy: world.user('苏科').id });
  });

  it('takes a proposal back, and it is accepted no more', async () => {
    const { id } = await propose('梁主任');
    await end('苏科', id, 'mistake');
    await expect(accept('苏科', id)).rejects.toMatchObject({ code: 'already_done' });
  });

  it('is not for a level that does not give the post', async () => {
    const [row] = await world.read((act) =>
      act.tx
        .select()
        .from(grants)
        .where(eq(grants.userId, world.user('苏科').id)),
    );
    await expect(end('何科', row?.id ?? '')).rejects.toMatchObject({ code: 'not_yours' });
  });
});

describe('the first officers', () => {
  it('say in the audit that no second person was there', async () => {
    const notes = await world.read((act) => act.tx.select().from(audit).where(eq(audit.verb, 'found')));
    expect(notes.map((note) => note.reason)).toEqual([
      'founding_without_second_person',
      'founding_without_second_person',
    ]);
  });

  it('come again when fewer than two are left: with one alone nothing could be accepted', async () => {
    const held = await world.read((act) => act.tx.select().from(grants).where(eq(grants.role, 'city')));
    const first = held[0]?.id ?? '';
    await endGrant(world.desk('邓处'), { id: first, reason: 'left' });
    const founders = [{ name: '某人', login: 'somebody', workPhone: null }];
    const [made] = await foundOffice(world.job('first-officer'), { cityCode: '4453', founders });
    expect(await posts(made?.id ?? '')).toEqual(['city']);
  });
});

describe('users in reach', () => {
  it('are those one made and those who hold a post there', async () => {
    const seen = async (name: string) =>
      (await world.desk(name).read((act) => listUsers(act, 99))).map((user) => user.name);
    expect(await seen('梁主任')).toEqual(expect.arrayContaining(['阿芬', '黄姐', '小李', '陈姐']));
    expect(await seen('梁主任')).not.toContain('苏科');
    expect(await seen('阿芬')).toEqual([]);
    expect(JSON.stringify(await world.desk('罗处').read((act) => listUsers(act, 99)))).not.toContain('argon2');
    await expect(world.desk('苏科').read((act) => findUser(act, newcomer))).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});
