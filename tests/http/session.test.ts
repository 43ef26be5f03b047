import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { sessions } from '#db/schema/access';
import { grants, users } from '#db/schema/office';
import { members } from '#db/schema/people';
import { dayOf } from '#domain/day';
import { page, type Route } from '#http/route';
import { routes } from '#http/routes';
import { findSession } from '#records/session';
import { DAWEN, enrol, place, post, relate, seat } from '#tests/http/people';
import { MONDAY, type OpenApp, openApp } from '#tests/support/app';
import { loadActor } from '#usecases/access/actor';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What the app makes of whoever asks. */
let seen: unknown;
const mirror: Route[] = [
  {
    method: 'GET',
    url: '/mirror',
    needs: 'public',
    handle: ({ actor }) => {
      seen = actor;
      return page('front/door', { out: false });
    },
  },
  { method: 'GET', url: '/mine', needs: 'signedIn', handle: () => page('front/door', { out: false }) },
  { method: 'GET', url: '/queue', needs: 'exchange.credit', handle: () => page('front/door', { out: false }) },
  { method: 'GET', url: '/asking', needs: 'exchange.request', handle: () => page('front/door', { out: false }) },
];

let open: OpenApp;
const rows = () => open.house.store.read((tx) => tx.select().from(sessions));
const whoIs = async (subjectId: string) => {
  const client = open.client();
  await client.signInAs(subjectId);
  await client.get('/mirror');
  return seen;
};

beforeAll(async () => {
  open = await openApp({ routes: [...routes, ...mirror] });
  const { store } = open.house;
  await place(store, DAWEN, '大稳村');
  await seat(store, 'usr_fen', '梁晓芬', { workPhone: '0766-8812067' });
  await seat(store, 'usr_lin', '林主任');
  await seat(store, 'usr_gone', '走了的人');
  await enrol(store, 'mem_chen', '陈伯');
  await enrol(store, 'mem_li', '李姨', { language: 'en' });
  await enrol(store, 'mem_son', '陈明', { regionCode: '445321103206' });
});
afterAll(() => open.close());

const clear = () => open.house.store.transact([], async (tx) => void (await tx.delete(sessions)));

describe('a session', () => {
  test('is a token in the browser and a hash in the database', async () => {
    await clear();
    const client = open.client({ 'user-agent': 'Old Phone' });
    await client.signInAs('usr_fen');
    const token = decodeURIComponent(client.cookies.get('yl') ?? '');
    expect(token).toMatch(/^s\.[\w-]{43}$/);
    const [row] = await rows();
    expect(row?.id).toBe(createHash('sha256').update(token).digest('hex'));
    expect(row).toMatchObject({ subjectId: 'usr_fen', userAgent: 'Old Phone', device: client.cookies.get('yd') });
    // Somebody who has read the database has no token.
    const thief = open.client();
    thief.cookies.set('yl', `s.${row?.id}`);
    await thief.get('/mirror');
    expect(seen).toBeNull();
  });

  test('of staff cannot be made into a longer one of a member', async () => {
    const client = open.client();
    await client.signInAs('usr_fen');
    client.cookies.set('yl', (client.cookies.get('yl') ?? '').replace(/^s/, 'm'));
    await client.get('/mirror');
    expect(seen).toBeNull();
  });

  test('travels in a cookie that scripts cannot read', async () => {
    const answer = await open.client().request('GET', '/test-door/mem_chen');
    const cookies = String(answer.headers['set-cookie']);
    expect(cookies).toMatch(/yl=m\.[^;]+; Max-Age=2592000; Path=\/; HttpOnly; SameSite=Lax/);
    expect(cookies).toMatch(/yd=[^;]+; Max-Age=\d+; Path=\/; HttpOnly; SameSite=Lax/);
  });

  test('of staff lasts 12 hours from the last half, and says kindly that it is over', async () => {
    const client = open.client();
    await client.signInAs('usr_fen');
    open.at = MONDAY + 7 * HOUR;
    await client.get('/mirror');
    expect(seen).toMatchObject({ id: 'usr_fen' });
    open.at = MONDAY + 18 * HOUR;
    await client.get('/mirror');
    expect(seen).toMatchObject({ id: 'usr_fen' });
    open.at = MONDAY + 31 * HOUR;
    const door = await client.get('/mine');
    expect(door.url).toBe('/staff/sign-in?next=%2Fmine');
    expect(door.text('main')).toContain('您有一阵子没用了');
    open.at = MONDAY;
  });

  test('of a member lasts a month', async () => {
    const client = open.client();
    await client.signInAs('mem_chen');
    open.at = MONDAY + 29 * DAY;
    await client.get('/mirror');
    expect(seen).toMatchObject({ id: 'mem_chen' });
    open.at = MONDAY + 60 * DAY;
    expect((await client.get('/mine')).url).toBe('/sign-in?next=%2Fmine');
    open.at = MONDAY;
  });

  test('ends when one signs out, and with it every form of before', async () => {
    const client = open.client();
    await client.signInAs('mem_chen');
    const before = await client.get('/');
    const after = await client.submit(before, {}, 'footer form');
    expect(after.text('main')).toContain('您已经退出了');
    const again = await client.submit(before, {}, 'footer form');
    expect(again.status).toBe(403);
  });

  test('is new at each sign-in, and the old one of this browser is gone', async () => {
    await clear();
    const client = open.client();
    await client.signInAs('usr_fen');
    await client.signInAs('mem_chen');
    expect((await rows()).map((row) => row.subjectId)).toEqual(['mem_chen']);
  });

  test('never begins for an id of another kind', async () => {
    expect((await open.client().request('GET', '/test-door/exc_1')).statusCode).toBe(500);
  });
});

describe('who is signed in', () => {
  test('staff act under the grants in force today: accepted, begun, not ended, not over', async () => {
    const { store } = open.house;
    await post(store, 'usr_lin', { id: 'gra_now', role: 'town', regionCode: '445321103' });
    await post(store, 'usr_lin', { id: 'gra_last_day', role: 'clerk', validTo: '2026-11-23' });
    await post(store, 'usr_lin', { id: 'gra_proposed', acceptedBy: null, acceptedAt: null });
    await post(store, 'usr_lin', { id: 'gra_later', validFrom: '2026-11-24' });
    await post(store, 'usr_lin', { id: 'gra_over', validTo: '2026-11-22' });
    await post(store, 'usr_lin', { id: 'gra_ended', endedBy: 'usr_a', endedAt: 3 });
    const actor = (await whoIs('usr_lin')) as { grants: { id: string }[] };
    expect(actor.grants.map((grant) => grant.id)).toEqual(['gra_last_day', 'gra_now']);
  });

  test('members act for proven kin who agreed, and only while it holds', async () => {
    const { store } = open.house;
    await enrol(store, 'mem_closed', '何婆', { state: 'closed' });
    await relate(store, 'mem_chen', 'mem_son');
    await relate(store, 'mem_li', 'mem_son', { mayAct: false });
    await relate(store, 'mem_closed', 'mem_son');
    expect(await whoIs('mem_son')).toEqual({
      kind: 'member',
      id: 'mem_son',
      regionCode: '445321103206',
      kinOf: ['mem_chen'],
    });
  });

  test('is the same as the use cases say', async () => {
    const today = dayOf(MONDAY);
    for (const id of ['usr_fen', 'usr_lin', 'mem_chen', 'mem_li', 'mem_son', 'mem_closed']) {
      await clear();
      await open.client().signInAs(id);
      const [row] = await rows();
      const [ours, theirs] = await open.house.store.read(async (tx) => [
        (await findSession(tx, row?.id ?? '', today))?.caller?.actor ?? null,
        await loadActor({ tx }, id, today),
      ]);
      expect(ours).toEqual(theirs);
    }
  });

  test('a disabled user and a closed file are out at once', async () => {
    const { store } = open.house;
    const [staff, member] = [open.client(), open.client()];
    await staff.signInAs('usr_gone');
    await enrol(store, 'mem_late', '黄叔');
    await member.signInAs('mem_late');
    await store.transact([], async (tx) => {
      const { eq } = await import('drizzle-orm');
      await tx.update(users).set({ disabledAt: 5 }).where(eq(users.id, 'usr_gone'));
      await tx.update(members).set({ state: 'deceased' }).where(eq(members.id, 'mem_late'));
    });
    expect((await staff.get('/mine')).url).toMatch('/staff/sign-in');
    expect((await member.get('/mine')).url).toMatch('/sign-in');
  });

  test('decides the language until somebody chooses one', async () => {
    const client = open.client();
    await client.signInAs('mem_li');
    expect((await client.get('/')).root.querySelector('html')?.getAttribute('lang')).toBe('en');
    expect((await client.get('/language/zh-CN?back=/')).root.querySelector('html')?.getAttribute('lang')).toBe('zh-CN');
  });

  test('a member is shown her own helper to call, and whoever acts for her while she is away', async () => {
    const { store } = open.house;
    await post(store, 'usr_fen', { id: 'gra_helper' });
    const client = open.client();
    await client.signInAs('mem_chen');
    expect((await client.get('/')).text('.phone-line')).toBe('有事找助老员 梁晓芬 0766-8812067');
    await seat(store, 'usr_mei', '阿美', { workPhone: '0766-8812068' });
    await post(store, 'usr_mei', { id: 'gra_zz_acting', actingForId: 'usr_fen' });
    expect((await client.get('/')).text('.phone-line')).toContain('阿美');
    await store.transact([], async (tx) => void (await tx.delete(grants)));
    expect((await client.get('/')).text('.phone-line')).toBe('有事请打电话 0766-12345');
  });
});

describe('a page that needs something', () => {
  test('leads to the right door, and back', async () => {
    const client = open.client();
    expect((await client.get('/asking?day=1')).url).toBe('/sign-in?next=%2Fasking%3Fday%3D1');
    expect((await client.get('/queue')).url).toBe('/staff/sign-in?next=%2Fqueue');
  });

  test('is not there for somebody who may never do it', async () => {
    const client = open.client();
    await client.signInAs('mem_chen');
    expect((await client.get('/asking')).status).toBe(200);
    expect((await client.get('/queue')).status).toBe(404);
  });
});
