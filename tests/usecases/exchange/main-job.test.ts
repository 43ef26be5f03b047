/** The main job of the product, both variants, from an enrolled elder to minutes on both statements. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { grantedAccount, ownAccount } from '#domain/ledger';
import { accountAt } from '#ledger/balance';
import { replayAll } from '#ledger/replay';
import { statementOf } from '#ledger/statement';
import { askFor, giveGrants, NEIGHBOUR } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { creditExchange } from '#usecases/exchange/credit';
import { logExchange } from '#usecases/exchange/log';
import { acceptExchange } from '#usecases/exchange/match';
import { signIn, signOut } from '#usecases/exchange/sign';
import { viewExchange } from '#usecases/exchange/view';
import { setPin } from '#usecases/pin/set';

let world: World;
beforeEach(async () => {
  world = await openWorld();
  world.at('2026-11-22T15:00');
  await giveGrants(world);
});
afterEach(() => world.close());

const balance = (id: string, kind: 'own' | 'granted') =>
  world.read((act) =>
    accountAt(act, kind === 'own' ? ownAccount('xinxing', id) : grantedAccount('xinxing', id, '2026-11')),
  );

async function asked(): Promise<string> {
  const { id, state } = await askFor(world);
  expect(state).toBe('approved');
  expect(await balance(world.member('陈伯').id, 'granted')).toMatchObject({ balance: 240, held: 120 });
  await acceptExchange(world.desk('李姨'), { id });
  return id;
}

async function credited(id: string, grade: string): Promise<void> {
  await checkExchange(world.desk('小周'), { id, note: null });
  expect(await creditExchange(world.desk('梁主任'), { id })).toEqual({ credited: 90 });
  const view = await viewExchange(world.desk('梁主任'), id);
  expect(view).toMatchObject({ grade, exchange: { state: 'credited', servedMinutes: 90, creditedMinutes: 90 } });
  expect(await balance(world.member('陈伯').id, 'granted')).toMatchObject({ balance: 150, held: 0 });
  expect(await balance(world.member('李姨').id, 'own')).toMatchObject({ balance: 90, held: 0 });
  for (const [name, kind] of [
    ['陈伯', 'granted'],
    ['李姨', 'own'],
  ] as const) {
    const memberId = world.member(name).id;
    const ref = kind === 'own' ? ownAccount('xinxing', memberId) : grantedAccount('xinxing', memberId, '2026-11');
    const statement = await world.read((act) => statementOf(act, ref, 0, act.now + 1));
    const sum = statement.lines.reduce((total, line) => total + line.minutes, statement.opening);
    expect(statement.closing).toBe(sum);
  }
  expect(await world.read(replayAll)).toEqual([]);
}

describe('the main job', () => {
  it('A: no phone at the door: the next line of his wall card, a neighbour, attested', async () => {
    const id = await asked();
    world.at('2026-11-23T17:00');
    await logExchange(world.desk('阿芬'), {
      id,
      servedOn: '2026-11-23',
      times: { start: 9 * 60, end: 10 * 60 + 30 },
      volunteers: [],
    });
    await confirmExchange(world.desk('阿芬'), { id, means: 'wallCard', line: 4, ...NEIGHBOUR });
    await credited(id, 'attested');
  });

  it('B: in and out on her own phone at his card, his PIN: verified', async () => {
    await setPin(world.desk('阿芬'), {
      memberId: world.member('陈伯').id,
      pin: '720415',
      presentName: '黎婶',
      presentPhone: '13800002222',
    });
    const id = await asked();
    world.at('2026-11-23T09:00');
    await signIn(world.desk('李姨', 'phone-li'), { id, shown: world.scanned('陈伯'), deviceAt: null });
    world.at('2026-11-23T10:30');
    expect(await signOut(world.desk('李姨', 'phone-li'), { id, shown: world.scanned('陈伯'), deviceAt: null })).toBe(
      90,
    );
    await confirmExchange(world.desk('李姨', 'phone-li'), {
      id,
      means: 'pin',
      memberId: world.member('陈伯').id,
      pin: '720415',
    });
    await credited(id, 'verified');
  });
});
