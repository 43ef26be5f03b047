import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { STATES } from '#domain/exchange';
import { type MemberHouse, openMemberHouse, pressable } from '#tests/http/member-house';
import { askFor, checked, logged, served, thumbed } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';
import { cancelExchange, expireExchange, rejectExchange } from '#usecases/exchange/end';
import { acceptExchange } from '#usecases/exchange/match';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { returnExchange } from '#usecases/exchange/return';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';
import { signIn } from '#usecases/exchange/sign';
import { viewExchange } from '#usecases/exchange/view';

let house: MemberHouse;
/** One record of 陈伯 in every state that there is a way to, by the state and what it came from. */
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await openMemberHouse();
  const { world } = house;
  await world.fillPool('445321100', 6000);
  const town = world.desk('梁主任');
  const asked = async () => (await askFor(world, { plannedOn: world.tomorrow(), plannedMinutes: 30 })).id;
  const matched = async () => {
    const id = await asked();
    await acceptExchange(world.desk('李姨'), { id });
    return id;
  };
  ids.requested = (await askFor(world, { serviceCode: 'E01', plannedMinutes: 30 })).id;
  ids.returned_request = (await askFor(world, { serviceCode: 'E01', plannedMinutes: 30 })).id;
  await returnExchange(town, { id: ids.returned_request, reason: 'wrong_time', note: '写明几点' });
  ids.rejected_request = (await askFor(world, { serviceCode: 'E01', plannedMinutes: 30 })).id;
  await rejectExchange(town, { id: ids.rejected_request, reason: 'unsafe' });
  ids.approved = await asked();
  ids.matched = await matched();
  ids.in_service = await matched();
  ids.cancelled = await asked();
  await cancelExchange(world.desk('陈伯'), { id: ids.cancelled, reason: 'not_needed' });
  ids.nobody_home = await matched();
  await recordNobodyHome(world.desk('李姨'), { id: ids.nobody_home, note: '去了女儿家' });
  ids.expired = await asked();
  await signIn(world.desk('李姨'), { id: ids.in_service, shown: world.scanned('陈伯'), deviceAt: null });

  ids.reversed = await checked(world);
  await creditExchange(town, { id: ids.reversed });
  await proposeReversal(world.desk('何科'), { id: ids.reversed, reason: 'false_record', note: null });
  await acceptReversal(world.desk('苏科'), { id: ids.reversed, accepted: [] });
  ids.credited = await checked(world, 200);
  await creditExchange(town, { id: ids.credited });
  ids.logged = await logged(world);
  ids.confirmed = await logged(world);
  await thumbed(world, ids.confirmed);
  ids.returned = await logged(world);
  await returnExchange(world.desk('小周'), { id: ids.returned, reason: 'wrong_minutes', note: null });
  ids.rejected = await checked(world);
  await rejectExchange(town, { id: ids.rejected, reason: 'not_served' });
  world.at('2026-12-04T09:00');
  await expireExchange(world.job('sweep'), { id: ids.expired });
});
afterAll(() => house.close());

describe('a record', () => {
  test('is a sentence, a state and what happens next, in every state, from every side, in both languages', async () => {
    const shown = new Set<string>();
    for (const lang of ['zh-CN', 'en'] as const) {
      for (const name of ['陈伯', '李姨', '阿珍']) {
        const client = await house.as(name, lang);
        for (const [what, id] of Object.entries(ids)) {
          const page = await client.get(`/exchanges/${id}`);
          // A volunteer reads what she serves on, and what is open to her.
          if (page.status === 404) {
            expect(name, what).toBe('李姨');
            continue;
          }
          expect(page.status, `${what} for ${name}`).toBe(200);
          expect(page.h1.length, what).toBeGreaterThan(3);
          const { exchange } = await viewExchange(house.world.desk('阿芬'), id);
          shown.add(exchange.state);
        }
      }
    }
    expect(STATES.filter((state) => !shown.has(state))).toEqual(['final', 'disputed']);
  });

  test('of an elder never has more than three things to press, beside the way back and how it came about', async () => {
    const client = await house.as('陈伯');
    for (const [what, id] of Object.entries(ids)) {
      const page = await client.get(`/exchanges/${id}`);
      expect(pressable(page).filter((words) => words !== '返回').length, what).toBeLessThanOrEqual(3);
    }
  });

  test('explains why less is credited than was served', async () => {
    const page = await (await house.as('李姨')).get(`/exchanges/${ids.credited}`);
    expect(page.text('.summary-list')).toContain('做了多久 3 小时 20 分钟');
    expect(page.text('.summary-list')).toContain('入账 2 小时');
    expect(page.text('.summary-list')).toContain('超过了这项服务一次最多能记的时间');
    const hers = await (await house.as('陈伯')).get(`/exchanges/${ids.credited}`);
    expect(hers.text('.summary-list')).toContain(
      '用掉 2 小时做了 3 小时 20 分钟，只用掉 2 小时：超过了这项服务一次最多能记的时间。',
    );
  });

  test('once credited has the receipt that stands in the passbook', async () => {
    const client = await house.as('陈伯');
    const [, receipt = 'none'] =
      /回执号 (\d+-[0-9a-f]{8})/.exec((await client.get(`/exchanges/${ids.credited}`)).text('main')) ?? [];
    expect((await client.get('/statement?month=2026-11')).text('main')).toContain(receipt);
    expect((await client.get(`/exchanges/${ids.logged}`)).text('main')).not.toContain('回执号');
    expect((await client.get(`/exchanges/${ids.logged}`)).text('main')).toContain('这条不对？打下面的电话');
  });

  test('says why it came back, and by whom it is put right', async () => {
    const asked = await (await house.as('陈伯')).get(`/exchanges/${ids.returned_request}`);
    expect(asked.text('.summary-list')).toContain('原因 日子或钟点不对，写明几点');
    expect(pressable(asked)).toContain('补充好再交');
    const record = await (await house.as('李姨')).get(`/exchanges/${ids.returned}`);
    expect(record.text('.summary-list')).toContain('原因 时长不对');
    expect(pressable(record)).toContain('改好再交');
    expect(pressable(await (await house.as('陈伯')).get(`/exchanges/${ids.returned}`))).toEqual(['返回']);
  });

  test('shows how it came about', async () => {
    const page = await (await house.as('陈伯')).get(`/exchanges/${ids.confirmed}`);
    expect(page.text('.came-about')).toContain('陈伯：在纸上按了手印');
    expect(page.text('.came-about')).toContain('黎婶：见证人在场');
    expect(page.text('.came-about')).not.toContain('13800002222');
  });

  test('out of reach is not found', async () => {
    for (const name of ['七婆', '老梁']) {
      const client = await house.as(name);
      for (const id of [ids.credited, ids.requested, ids.matched, 'exc_none']) {
        expect((await client.get(`/exchanges/${id}`)).status, name).toBe(404);
      }
      for (const page of [
        'cancellation',
        'confirmation',
        'objection',
        'withdrawal',
        'sign-in',
        'log',
        'correction',
        'nobody-home',
      ]) {
        expect((await client.get(`/exchanges/${ids.matched}/${page}`)).status, `${name} ${page}`).toBe(404);
      }
    }
  });
});

describe('my records', () => {
  test('are sentences, ten a page, the newest first', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('陈伯', lang);
      const first = await client.get('/exchanges');
      const second = await client.get('/exchanges?page=2');
      const links = [first, second].flatMap((page) => page.root.querySelectorAll('.records a'));
      const addresses = links.map((link) => link.getAttribute('href'));
      expect(new Set(addresses).size).toBe(Object.keys(ids).length);
      expect(first.root.querySelectorAll('.records li')).toHaveLength(10);
    }
    const client = await house.as('陈伯');
    expect((await client.get('/exchanges?page=99')).status).toBe(404);
    expect((await client.get('/exchanges?page=-1')).status).toBe(200);
    expect((await client.get('/exchanges?page=x')).status).toBe(200);
  });

  test('are told from the reader’s side', async () => {
    expect((await (await house.as('李姨')).get('/exchanges')).text('.records')).toContain('您陪陈伯聊天');
    expect((await (await house.as('阿珍')).get('/exchanges')).text('.records')).toContain('李姨 陪陈伯聊天');
    expect((await (await house.as('陈伯')).get('/exchanges')).text('.records')).toContain('李姨 陪您聊天');
  });

  test('are empty at first, and say what would stand there', async () => {
    expect((await (await house.as('七婆')).get('/exchanges')).text('main')).toContain('还没有记录');
    expect(await served(house.world, { memberIds: [house.world.member('七婆').id] })).toHaveProperty('id');
  });
});
