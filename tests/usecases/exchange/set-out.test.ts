import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askFor, giveGrants, thumbed } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { logExchange } from '#usecases/exchange/log';
import { acceptExchange, withdrawFromExchange } from '#usecases/exchange/match';
import { type SetOut, setOut } from '#usecases/exchange/set-out';
import { signIn, signOut } from '#usecases/exchange/sign';
import { viewExchange } from '#usecases/exchange/view';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  await giveGrants(world);
});
afterEach(() => world.close());

const go = (by: string, changes: Partial<SetOut> = {}, to = '陈伯', who = '李姨') =>
  setOut(world.desk(by), {
    key: world.key(),
    memberIds: [world.member(to).id],
    volunteerIds: [world.member(who).id],
    serviceCode: 'A02',
    another: false,
    ...changes,
  });
const view = (id: string) => viewExchange(world.desk('阿芬'), id);
const refused = (code: string) => ({ code });

describe('going now', () => {
  it('is matched before it begins, by herself or by the helper for her, and holds nothing', async () => {
    for (const [by, to] of [
      ['李姨', '陈伯'],
      ['阿芬', '七婆'],
      ['小周', '张伯'],
    ] as const) {
      const { id } = await go(by, {}, to);
      const { exchange, moves, held, volunteers } = await view(id);
      expect(exchange).toMatchObject({ state: 'matched', plannedOn: '2026-11-23', plannedStart: 540, servedOn: null });
      expect(moves.map(({ move, grantId }) => [move, grantId !== null])).toEqual([['setOut', by !== '李姨']]);
      expect([held, volunteers.map(({ name }) => name)]).toEqual([[], ['李姨']]);
    }
  });

  it('goes the way of every visit: in, out, thumb, check, credit', async () => {
    const { id } = await go('李姨');
    await signIn(world.desk('李姨'), { id, shown: world.scanned('陈伯'), deviceAt: null });
    world.at('2026-11-23T10:00');
    await signOut(world.desk('李姨'), { id, shown: world.scanned('陈伯'), deviceAt: null });
    await thumbed(world, id);
    await checkExchange(world.desk('小周'), { id, note: null });
    await creditExchange(world.desk('陈姐'), { id });
    expect(await view(id)).toMatchObject({ grade: 'verified', exchange: { state: 'credited', creditedMinutes: 60 } });
  });

  it('is one record however often the form is sent, and asks about an order around today', async () => {
    const key = world.key();
    expect(await go('李姨', { key })).toEqual(await go('李姨', { key }));
    await expect(go('李姨', { key, serviceCode: 'A01' })).rejects.toMatchObject(refused('key_reused'));
    await expect(go('李姨')).rejects.toMatchObject(refused('which_order'));
    await expect(go('阿芬')).rejects.toMatchObject(refused('which_order'));
    expect((await go('李姨', { another: true })).id).toBeTruthy();
  });

  it('asks a volunteer also about what is still on offer: she takes that instead', async () => {
    const { id } = await askFor(world);
    await expect(go('李姨')).rejects.toMatchObject(refused('which_order'));
    await acceptExchange(world.desk('李姨'), { id });
    await expect(go('李姨')).rejects.toMatchObject(refused('which_order'));
    expect((await go('老梁', {}, '陈伯', '老梁')).id).toBeTruthy();
  });

  it('that did not happen is over: nothing is open to others, and nothing was held', async () => {
    const { id } = await go('李姨');
    const leaving = { id, volunteerId: world.member('李姨').id, reason: 'ill' };
    await withdrawFromExchange(world.desk('李姨'), leaving);
    expect((await view(id)).exchange.state).toBe('cancelled');
    await expect(acceptExchange(world.desk('老梁'), { id })).rejects.toMatchObject(refused('not_found'));
  });

  it('may be written down by the helper when she forgot to sign in', async () => {
    const { id } = await go('李姨');
    world.at('2026-11-23T18:00');
    const times = { halfDay: 'morning', minutes: 60 } as const;
    await logExchange(world.desk('阿芬'), { id, servedOn: '2026-11-23', times, volunteers: [] });
    expect(await view(id)).toMatchObject({ grade: 'attested', exchange: { state: 'logged', servedMinutes: 60 } });
  });
});

describe('who may not', () => {
  it('somebody else for her, an officer who does not log, a helper of the next village', async () => {
    await expect(go('老梁')).rejects.toMatchObject(refused('not_found'));
    for (const name of ['梁主任', '苏科', '审计老吴', '隔壁阿珠'])
      await expect(go(name)).rejects.toMatchObject(refused('not_found'));
    const two = { volunteerIds: [world.member('李姨').id, world.member('老梁').id] };
    await expect(go('李姨', two)).rejects.toMatchObject(refused('not_found'));
  });

  it('to herself, to somebody not on file, without what the service asks for, for one’s family, in one’s own post', async () => {
    await expect(go('李姨', {}, '李姨')).rejects.toMatchObject(refused('own_record'));
    await world.enrol('十三姑', { sex: 'female', bornOn: '1944-05-06', receives: true });
    await world.refresh();
    await expect(go('李姨', {}, '十三姑')).rejects.toMatchObject(refused('member_not_approved'));
    await expect(go('阿芬', {}, '阿芬家婆')).rejects.toMatchObject(refused('family_record'));
    await expect(go('小周', {}, '陈伯', '阿芬')).rejects.toMatchObject(refused('earns_nothing_in_post'));
    await world.approved('新人', { sex: 'female', bornOn: '1970-01-01', serves: true });
    await expect(go('阿芬', { serviceCode: 'A01' }, '七婆', '新人')).rejects.toMatchObject(
      refused('volunteer_not_ready'),
    );
    await expect(go('李姨', { serviceCode: 'X99' })).rejects.toMatchObject(refused('service_unknown'));
    await expect(go('阿芬', { volunteerIds: [] })).rejects.toMatchObject({ code: 'missing' });
  });
});
