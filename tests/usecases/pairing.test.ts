import { eq } from 'drizzle-orm';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { LIYUAN, XINCHENG } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { transfers } from '#db/schema/ledger';
import { pairings } from '#db/schema/pairing';
import { notices } from '#db/schema/telling';
import { alerts, dues, visits } from '#db/schema/visit';
import { ownAccount } from '#domain/ledger';
import { replayAll } from '#ledger/replay';
import { pairingMovesOf } from '#records/pairing';
import { giveGrants, served, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { correctExchange } from '#usecases/exchange/log';
import { logServed } from '#usecases/exchange/log-served';
import { returnExchange } from '#usecases/exchange/return';
import { awayMember } from '#usecases/member/away';
import { moveHome } from '#usecases/member/move';
import { resumeMember } from '#usecases/member/resume';
import { suspendMember } from '#usecases/member/suspend';
import { agreeToPairing, declinePairing } from '#usecases/pairing/agree';
import { commitFor } from '#usecases/pairing/commit';
import { confirmPairing, rejectPairing } from '#usecases/pairing/confirm';
import { endPairing, reviewPairing, withdrawPairing } from '#usecases/pairing/end';
import { lapsePairings } from '#usecases/pairing/lapse';
import { type PairingAsked, proposePairing } from '#usecases/pairing/propose';
import { pausePairing, resumePairing, substituteIn } from '#usecases/pairing/rest';
import { deriveFor } from '#usecases/register/derive';
import { identifyUser } from '#usecases/user/identify';
import { owe } from '#usecases/visit/owe';

let world: World;
beforeEach(async () => {
  world = await openWorld();
});
afterEach(async () => {
  expect(await world.read(replayAll)).toEqual([]);
  await world.close();
});

const propose = (changes: Partial<PairingAsked> = {}, by = '阿芬') =>
  proposePairing(world.desk(by), {
    ...{ key: world.key(), elderId: world.member('陈伯').id, volunteerId: world.member('李姨').id },
    ...{ visitsPerMonth: 4, minutesPerVisit: 60, serviceCodes: ['A02'], relative: false, followsId: null },
    ...changes,
  });
const agree = async ({ id }: { id: string }) => {
  await agreeToPairing(world.desk('李姨'), { id, side: 'volunteer', how: 'self' });
  await agreeToPairing(world.desk('阿芬'), { id, side: 'elder', how: 'inPerson' });
};
const found = async ({ id }: { id: string }) => {
  const [row] = await world.read((act) => act.tx.select().from(pairings).where(eq(pairings.id, id)));
  if (!row) throw new Error(`no ${id}`);
  return row;
};
/** Confirmed by the town, which saw what the pool gives. */
const confirm = async (pairing: { id: string }, by = '梁主任') => {
  const made = await found(pairing);
  const { pool } = await world.read((act) => commitFor(act, { ...made, except: [pairing.id] }));
  await confirmPairing(world.desk(by), { id: pairing.id, shown: pool });
};
const active = async (changes: Partial<PairingAsked> = {}) => {
  const made = await propose(changes);
  await agree(made);
  await confirm(made);
  return made;
};
const WHY = { reason: 'volunteer_ill', note: null };

describe('结对', () => {
  it('is proposed, agreed to by both, and confirmed by the town, each step written down', async () => {
    await world.fillPool(XINCHENG, 600);
    const made = await propose();
    await expect(confirm(made)).rejects.toMatchObject({ code: 'state_moved' });
    await agreeToPairing(world.desk('李姨'), { ...made, side: 'volunteer', how: 'inPerson' });
    expect(await found(made)).toMatchObject({ state: 'proposed', volunteerSaid: 'self', elderSaid: null });
    await agreeToPairing(world.desk('阿芬'), { ...made, side: 'elder', how: 'inPerson' });
    await confirm(made);
    expect(await found(made)).toMatchObject({
      ...{ state: 'active', grantMinutes: 0, poolMinutes: 240, beginsOn: '2026-11-23', reviewOn: '2027-11-01' },
    });
    const moves = await world.read((act) => pairingMovesOf(act, made.id));
    expect(moves.map(({ move, actorId }) => [move, actorId])).toEqual([
      ['propose', world.user('阿芬').id],
      ['agree', world.member('李姨').id],
      ['agreeBoth', world.user('阿芬').id],
      ['confirm', world.user('梁主任').id],
    ]);
    expect(moves.every(({ policyVersion }) => policyVersion > 0)).toBe(true);
  });

  it('takes what she is given first, and the pool for the rest; what is short is refused with how much', async () => {
    await giveGrants(world);
    const made = await propose({ visitsPerMonth: 4, minutesPerVisit: 90 });
    await agree(made);
    await expect(confirm(made)).rejects.toMatchObject({ code: 'pair_uncovered', params: { minutes: 120 } });
    await world.fillPool(XINCHENG, 200);
    await confirm(made);
    expect(await found(made)).toMatchObject({ grantMinutes: 240, poolMinutes: 120 });
    // What is spoken for is not promised twice.
    const second = await propose({ volunteerId: world.member('七婆').id }).catch((error: unknown) => error);
    expect(second).toMatchObject({ code: 'pair_not_volunteer' });
  });

  it('is not confirmed for other minutes than were shown', async () => {
    await world.fillPool(XINCHENG, 600);
    const made = await propose();
    await agree(made);
    await expect(confirmPairing(world.desk('梁主任'), { ...made, shown: 180 })).rejects.toMatchObject({
      code: 'state_moved',
    });
  });

  it('is nobody else’s: out of reach is not found, and no side speaks for the other', async () => {
    const made = await propose();
    await expect(propose({}, '隔壁阿珠')).rejects.toMatchObject({ code: 'not_found' });
    for (const name of ['隔壁阿珠', '七婆', '梁主任']) {
      const said = agreeToPairing(world.desk(name), { ...made, side: 'elder', how: 'phone' });
      await expect(said).rejects.toMatchObject({ code: 'not_found' });
    }
    await expect(agreeToPairing(world.desk('李姨'), { ...made, side: 'elder', how: 'self' })).rejects.toMatchObject({
      code: 'not_found',
    });
    await agreeToPairing(world.desk('李姨'), { ...made, side: 'volunteer', how: 'self' });
    await expect(
      agreeToPairing(world.desk('阿芬'), { ...made, side: 'volunteer', how: 'phone' }),
    ).rejects.toMatchObject({ code: 'state_moved' });
  });

  it('is confirmed by nobody who had a hand in it', async () => {
    await world.fillPool(XINCHENG, 600);
    const made = await propose();
    await agree(made);
    await expect(confirm(made, '阿芬')).rejects.toMatchObject({ code: 'not_found' });
    await confirm(made, '陈姐');
    await expect(confirm(made)).rejects.toMatchObject({ code: 'state_moved' });
  });

  it('is once: the same two are not paired twice, also at the same moment', async () => {
    const both = await Promise.allSettled([propose(), propose()]);
    expect(both.map((one) => one.status).sort()).toEqual(['fulfilled', 'rejected']);
    await expect(propose()).rejects.toMatchObject({ code: 'pair_twice' });
    const key = world.key();
    const asked = { elderId: world.member('张伯').id };
    const twice = await Promise.all([0, 1].map(() => proposePairing(world.desk('阿芬'), { ...ASKED(asked), key })));
    expect(twice[0]).toEqual(twice[1]);
  });

  it.each<[string, Partial<PairingAsked>]>([
    ['pair_visits', { visitsPerMonth: 1 }],
    ['pair_visits', { visitsPerMonth: 13 }],
    ['pair_minutes', { minutesPerVisit: 5 }],
    ['pair_minutes', { minutesPerVisit: 481 }],
    ['missing', { serviceCodes: [] }],
    ['service_unknown', { serviceCodes: ['Z99'] }],
  ])('refuses %s: %j', async (code, changes) => {
    await expect(propose(changes)).rejects.toMatchObject({ code });
  });

  it('refuses oneself, family, the suspended and who is away', async () => {
    const chen = world.member('陈伯').id;
    await expect(propose({ volunteerId: chen })).rejects.toMatchObject({ code: 'pair_self' });
    await awayMember(world.desk('阿芬'), {
      ...{ key: world.key(), id: chen, kind: 'hospital' as const, fromDay: world.today(), toDay: null },
    });
    await expect(propose()).rejects.toMatchObject({ code: 'pair_away', params: { who: 'elder' } });
    await suspendMember(world.desk('梁主任'), { id: world.member('李姨').id, reason: '冒用卡' });
    const suspended = propose({ elderId: world.member('张伯').id });
    await expect(suspended).rejects.toMatchObject({ code: 'pair_suspended', params: { who: 'volunteer' } });
  });
});

const ASKED = (changes: Partial<PairingAsked>): PairingAsked => ({
  ...{ elderId: world.member('陈伯').id, volunteerId: world.member('李姨').id, relative: false, followsId: null },
  ...{ visitsPerMonth: 4, minutesPerVisit: 60, serviceCodes: ['A02'] },
  ...changes,
});

describe('a pairing that stands', () => {
  beforeEach(() => world.fillPool(XINCHENG, 2400));

  it('makes its visits pairing visits, which are never paid with her own time', async () => {
    await giveGrants(world);
    await active();
    const { id } = await served(world);
    const [visit] = await world.read((act) => act.tx.select().from(exchanges).where(eq(exchanges.id, id)));
    expect(visit).toMatchObject({ purpose: 'pairing', pairingId: expect.stringMatching(/^pai_/) });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    await creditExchange(world.desk('梁主任'), { id });
    const lines = await world.read((act) => act.tx.select().from(transfers).where(eq(transfers.kind, 'post')));
    const paying = lines.filter(({ toAccount }) => toAccount === ownAccount('xinxing', world.member('李姨').id).id);
    expect(paying.map(({ fromAccount }) => fromAccount?.split(':')[0])).toEqual(['granted']);
  });

  it('a visit of somebody else, or of before it began, is none of it', async () => {
    await active();
    const { id } = await served(world, { servedOn: '2026-11-22' });
    const [visit] = await world.read((act) => act.tx.select().from(exchanges).where(eq(exchanges.id, id)));
    expect(visit).toMatchObject({ purpose: 'asked', pairingId: null });
  });

  it('is paused without fault, goes on, and ends with a reason', async () => {
    const made = await active();
    await expect(pausePairing(world.desk('阿芬'), { ...made, reason: '', note: null })).rejects.toMatchObject({
      code: 'reason_needed',
    });
    await pausePairing(world.desk('阿芬'), { ...made, ...WHY });
    expect(await found(made)).toMatchObject({ state: 'paused', reason: 'volunteer_ill', poolMinutes: 240 });
    await resumePairing(world.desk('阿芬'), made);
    await endPairing(world.desk('李姨'), { ...made, reason: 'volunteer_wishes', note: null });
    expect(await found(made)).toMatchObject({ state: 'ended', endedOn: '2026-11-23' });
    await expect(resumePairing(world.desk('阿芬'), made)).rejects.toMatchObject({ code: 'state_moved' });
  });

  it('is handed over with its history: the old one ends when the new one is confirmed', async () => {
    const made = await active();
    const next = await propose({ volunteerId: world.member('老梁').id, followsId: made.id });
    await agreeToPairing(world.desk('老梁'), { ...next, side: 'volunteer', how: 'self' });
    await agreeToPairing(world.desk('阿芬'), { ...next, side: 'elder', how: 'inPerson' });
    expect(await found(made)).toMatchObject({ state: 'active' });
    const asked = await found(next);
    const { pool } = await world.read((act) => commitFor(act, { ...asked, except: [next.id, made.id] }));
    await confirmPairing(world.desk('梁主任'), { ...next, shown: pool });
    expect([await found(made), await found(next)]).toMatchObject([
      { state: 'ended', reason: 'handed_over' },
      { state: 'active', followsId: made.id },
    ]);
  });

  it('is taken over also when it ended by itself while the two were asked', async () => {
    const made = await active();
    const next = await propose({ volunteerId: world.member('老梁').id, followsId: made.id });
    await agreeToPairing(world.desk('老梁'), { ...next, side: 'volunteer', how: 'self' });
    await agreeToPairing(world.desk('阿芬'), { ...next, side: 'elder', how: 'inPerson' });
    await endPairing(world.desk('李姨'), { ...made, reason: 'volunteer_wishes', note: null });
    await confirm(next);
    expect([await found(made), await found(next)]).toMatchObject([
      { state: 'ended', reason: 'volunteer_wishes' },
      { state: 'active', followsId: made.id },
    ]);
  });

  it('is looked at again each year', async () => {
    const made = await active();
    world.at('2027-11-20T09:00');
    await reviewPairing(world.desk('阿芬'), { ...made, note: '两边都愿意' });
    expect(await found(made)).toMatchObject({ reviewOn: '2028-11-01' });
  });

  it('a substitute’s visit is a visit of it while their days last', async () => {
    const made = await active();
    const volunteerId = world.member('老梁').id;
    await substituteIn(world.desk('阿芬'), { ...made, volunteerId, from: '2026-11-23', to: '2026-11-24' });
    const { id } = await served(world, { volunteers: [{ memberId: volunteerId }] });
    const [visit] = await world.read((act) => act.tx.select().from(exchanges).where(eq(exchanges.id, id)));
    expect(visit).toMatchObject({ purpose: 'pairing', pairingId: made.id });
  });
});

describe('one tap on a visit of a pairing', () => {
  const looks = () => world.read((act) => act.tx.select().from(visits));
  beforeEach(async () => {
    await world.fillPool(XINCHENG, 600);
  });

  it('makes both records: what was served, and that she was seen; nothing said is all well', async () => {
    const made = await active();
    const { id } = await served(world);
    expect(await looks()).toMatchObject([
      {
        ...{ exchangeId: id, pairingId: made.id, visitorId: world.member('李姨').id, duty: false },
        ...{ mode: 'seen', findings: [], halfDay: 'morning', alertId: null },
      },
    ]);
    const [met] = await world.read((act) => act.tx.select().from(dues).where(eq(dues.pairingId, made.id)));
    expect(met?.metBy).not.toBeNull();
  });

  it('says otherwise where something is wrong, and that is an alert with an owner', async () => {
    await active();
    await served(world, { found: { mode: 'seen', findings: ['medicine'], note: '药吃完了' } });
    const [look] = await looks();
    expect(look).toMatchObject({ findings: ['medicine'], note: '药吃完了' });
    const [alert] = await world.read((act) => act.tx.select().from(alerts));
    expect(alert).toMatchObject({ id: look?.alertId, ownerId: world.user('阿芬').id, state: 'open' });
  });

  it('comes from the volunteer’s own word too, and makes one record however often it is sent', async () => {
    await active();
    const key = world.key();
    const log = { key, memberIds: [world.member('陈伯').id], serviceCode: 'A02', servedOn: world.today() };
    const own = {
      ...log,
      ...{ times: { halfDay: 'morning' as const, minutes: 60 }, reason: 'forgot' },
      volunteers: [{ memberId: world.member('李姨').id }],
    };
    await logServed(world.desk('李姨'), own);
    await logServed(world.desk('李姨'), own);
    expect(await looks()).toHaveLength(1);
  });

  it('is another visit when the service is put right to another day, and none of a pair without one', async () => {
    await active();
    const { id } = await served(world);
    await returnExchange(world.desk('小周'), { id, reason: 'wrong_time', note: '是昨天' });
    const times = { halfDay: 'morning' as const, minutes: 60 };
    world.at('2026-11-24T10:00');
    await correctExchange(world.desk('阿芬'), { id, servedOn: '2026-11-24', times, volunteers: [] });
    const all = await looks();
    expect(all.filter(({ correctedBy }) => correctedBy === null)).toMatchObject([{ visitedOn: '2026-11-24' }]);
    expect(all).toHaveLength(2);
    await served(world, { memberIds: [world.member('七婆').id], volunteers: [{ memberId: world.member('老梁').id }] });
    expect(await looks()).toHaveLength(2);
  });
});

describe('a pairing that is not to be', () => {
  it('is declined by a side, withdrawn by who proposed it, or rejected by the town with a reason', async () => {
    const first = await propose();
    await declinePairing(world.desk('李姨'), { ...first, note: null });
    expect(await found(first)).toMatchObject({ state: 'declined' });
    const second = await propose();
    await expect(withdrawPairing(world.desk('黄姐'), second)).rejects.toMatchObject({ code: 'not_found' });
    await withdrawPairing(world.desk('阿芬'), second);
    const third = await propose();
    await agree(third);
    await rejectPairing(world.desk('梁主任'), { ...third, reason: 'too_far', note: null });
    expect(await found(third)).toMatchObject({ state: 'rejected', reason: 'too_far' });
  });
});

describe('nobody makes a pairing alone', () => {
  /** 阿芬 and 小周 have second logins with the town's post: a human may be at every end of it. */
  const LOGINS = ['阿芬', '小周', '黄姐', '阿芬镇', '小周镇', '梁主任', '陈姐'] as const;
  const HUMAN: Record<string, string> = { 阿芬镇: '阿芬', 小周镇: '小周' };
  const human = (login: string) => HUMAN[login] ?? login;

  beforeEach(async () => {
    await world.approved('周小玲', { sex: 'female', bornOn: '1990-05-05', phone: '13800001999' });
    await identifyUser(world.desk('苏科'), { id: world.user('小周').id, personId: world.member('周小玲').id });
    await world.secondLogin('阿芬', '阿芬镇', 'town', XINCHENG);
    await world.secondLogin('周小玲', '小周镇', 'town', XINCHENG);
    await giveGrants(world);
  });

  const proposers = fc.constantFrom('阿芬', '小周', '黄姐');
  const confirmers = fc.constantFrom(...LOGINS);

  it('whoever proposed it or wrote down a side’s word does not confirm it, under whatever login', async () => {
    await fc.assert(
      fc.asyncProperty(
        proposers,
        proposers,
        proposers,
        confirmers,
        async (proposer, forElder, forVolunteer, confirmer) => {
          const made = await propose({}, proposer);
          await agreeToPairing(world.desk(forElder), { ...made, side: 'elder', how: 'inPerson' });
          await agreeToPairing(world.desk(forVolunteer), { ...made, side: 'volunteer', how: 'phone' });
          const hands = [proposer, forElder, forVolunteer].map(human);
          const town = LOGINS.slice(3).includes(confirmer as never);
          const done = await confirm(made, confirmer).then(
            () => 'active',
            (refusal: unknown) => (refusal as { code: string }).code,
          );
          expect(done).toBe(!town ? 'not_found' : hands.includes(human(confirmer)) ? 'four_eyes' : 'active');
          const { state, proposedBy, confirmedBy } = await found(made);
          expect(confirmedBy === null || confirmedBy !== proposedBy).toBe(true);
          if (state === 'active') await endPairing(world.desk('阿芬'), { ...made, reason: 'elder_wishes', note: null });
          else await declinePairing(world.desk('李姨'), { ...made, note: null });
        },
      ),
      { numRuns: 24 },
    );
  });
});

describe('one of the two leaves', () => {
  const home = (name: string, regionCode: string) => ({
    ...{ key: world.key(), id: world.member(name).id, regionCode, hamletId: null, householdId: null, reason: null },
  });
  beforeEach(() => giveGrants(world));

  it('suspended: it rests, and does not go on before the file does', async () => {
    const made = await active();
    await suspendMember(world.desk('梁主任'), { id: world.member('李姨').id, reason: '冒用卡' });
    expect(await found(made)).toMatchObject({ state: 'paused', reason: 'suspended' });
    await expect(resumePairing(world.desk('阿芬'), made)).rejects.toMatchObject({ code: 'pair_suspended' });
    await resumeMember(world.desk('梁主任'), { id: world.member('李姨').id, reason: '查清了' });
    await resumePairing(world.desk('阿芬'), made);
    expect(await found(made)).toMatchObject({ state: 'active', reason: null });
  });

  it('moved to the next village: it goes along, with what is owed, to the helper there', async () => {
    const made = await active();
    await deriveHer();
    await moveHome(world.desk('黄姐'), home('陈伯', LIYUAN));
    expect(await found(made)).toMatchObject({
      state: 'active',
      regionCode: LIYUAN,
      helperId: world.user('隔壁阿珠').id,
    });
    expect((await dueRows()).every(({ regionCode }) => regionCode === LIYUAN)).toBe(true);
    expect((await dueRows()).filter(({ kind }) => kind === 'pairing').length).toBeGreaterThan(0);
  });

  it.each(['陈伯', '李姨'])('%s moved out of the town: it rests, and only a new one goes on', async (name) => {
    const made = await active();
    await moveHome(world.desk('梁主任'), home(name, '445321101201'));
    expect(await found(made)).toMatchObject({ state: 'paused', reason: 'moved' });
    const who = name === '陈伯' ? world.job('helper') : world.desk('阿芬');
    await expect(resumePairing(who, made)).rejects.toMatchObject({ code: 'pair_moved' });
  });

  it('died: it ends with nobody to blame, and nobody is owed a visit of it', async () => {
    const made = await active();
    await deriveHer();
    await world.write([], (act) => lapsePairings(act, world.member('陈伯').id, 'died', null));
    expect(await found(made)).toMatchObject({ state: 'ended', reason: 'died', endedOn: '2026-11-23' });
    const moves = await world.read((act) => pairingMovesOf(act, made.id));
    expect(moves.at(-1)).toMatchObject({ move: 'lapse', reason: 'died' });
    const owed = (await dueRows()).filter(({ pairingId, droppedAt }) => pairingId === made.id && droppedAt === null);
    expect(owed).toEqual([]);
  });

  it('paused, nobody is owed its visits; ended, neither', async () => {
    const made = await active();
    await deriveHer();
    await pausePairing(world.desk('阿芬'), { ...made, ...WHY });
    expect((await dueRows()).filter(({ kind, droppedAt }) => kind === 'pairing' && droppedAt === null)).toEqual([]);
  });

  const dueRows = () =>
    world.read((act) =>
      act.tx
        .select()
        .from(dues)
        .where(eq(dues.memberId, world.member('陈伯').id)),
    );
  /** She is on the register, so that her pairing owes. */
  const deriveHer = async () => {
    await world.write([], (act) => deriveFor(act, [world.member('陈伯').id]));
    await world.write([], (act) => owe(act, [world.member('陈伯').id]));
  };
});

describe('both are told', () => {
  beforeEach(() => giveGrants(world));
  const told = async (event: string) => {
    const rows = await world.read((act) =>
      act.tx
        .select()
        .from(notices)
        .where(eq(notices.event, event as never)),
    );
    return rows.map(({ toId, side }) => `${side} ${nameOf(toId)}`).sort();
  };
  const nameOf = (id: string) =>
    [...Object.entries(world.made.members), ...Object.entries(world.made.users)].find(
      ([, one]) => one.id === id,
    )?.[0] ?? id;

  it('when it begins, rests, goes on and is over; whoever did it is not', async () => {
    const made = await active();
    expect(await told('paired')).toEqual(['close 阿珍', 'elder 陈伯', 'volunteer 李姨']);
    await pausePairing(world.desk('阿芬'), { ...made, ...WHY });
    expect(await told('pairPaused')).toEqual(['close 阿珍', 'elder 陈伯', 'volunteer 李姨']);
    await resumePairing(world.desk('阿芬'), made);
    await endPairing(world.desk('李姨'), { ...made, reason: 'volunteer_wishes', note: null });
    expect(await told('pairEnded')).toEqual(['close 阿珍', 'elder 陈伯', 'helper 阿芬']);
  });

  it('the helper, when it rests by rule; and whoever comes instead', async () => {
    const made = await active();
    const volunteerId = world.member('老梁').id;
    await substituteIn(world.desk('阿芬'), { ...made, volunteerId, from: '2026-11-23', to: '2026-11-24' });
    expect(await told('pairSubstitute')).toEqual(['close 阿珍', 'elder 陈伯', 'volunteer 李姨', 'volunteer 老梁']);
    await suspendMember(world.desk('梁主任'), { id: world.member('李姨').id, reason: '冒用卡' });
    expect(await told('pairPaused')).toContain('helper 阿芬');
  });

  it('of what never began nobody hears that it is over', async () => {
    const made = await propose();
    await world.write([], (act) => lapsePairings(act, world.member('李姨').id, 'closed', null));
    expect(await found(made)).toMatchObject({ state: 'ended' });
    expect(await told('pairEnded')).toEqual([]);
  });
});
