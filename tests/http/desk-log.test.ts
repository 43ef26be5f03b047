/** 记一次服务 and 替老人请人帮手: the helper's pages, leniently in, and never two records of one visit. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { FetchedPage } from '#tests/support/client';
import { askFor, NEIGHBOUR, served } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { listExchanges, viewExchange } from '#usecases/exchange/view';
import { awayMember } from '#usecases/member/away';

let house: DeskHouse;
beforeEach(async () => {
  house = await openDeskHouse();
}, 60_000);
afterEach(() => house.close());

const viewOf = (id: string) => viewExchange(house.world.job('test'), id);
const all = () => listExchanges(house.world.job('test'), { limit: 50 });
const id = (name: string) => house.world.member(name).id;
const idIn = (page: FetchedPage) => page.url.split('/')[2] ?? '';
const LIYI = () => ({ volunteer: id('李姨'), serviceCode: 'A02', minutes: '90' });

describe('the log', () => {
  test('finds people by name, 花名 and initials, and shows the last ones first', async () => {
    await served(house.world, { memberIds: [id('七婆')] });
    const helper = await house.as('阿芬');
    const who = await helper.get('/log');
    expect(who.root.querySelector('.tile')?.textContent).toContain('林七妹（七婆）');
    for (const q of ['七婆', '林七', 'lqm', 'ＬＱＭ']) {
      expect((await helper.get(`/log?q=${encodeURIComponent(q)}`)).text('#found'), q).toContain('林七妹（七婆）');
    }
    expect((await helper.get('/log?q=%E8%B0%81')).text('#found')).toContain('没有找到');
    // Two of one name are told apart by their years.
    const face = { sex: 'male', receives: true } as const;
    await house.world.approved('阿牛', { ...face, bornOn: '1940-01-01' });
    await house.world.approved('阿牛弟', { ...face, name: '阿牛', bornOn: '1950-01-01' });
    const two = (await helper.get(`/log?q=${encodeURIComponent('阿牛')}`)).root.querySelectorAll('#found .tile-text');
    expect(two.map(({ textContent }) => textContent)).toEqual(['86 岁，大稳村', '76 岁，大稳村']);
    expect((await helper.get('/log/new')).h1).toBe('帮了谁？');
  });

  test('does not show as due who is not at home', async () => {
    const { world } = house;
    const asked = await askFor(world, { plannedOn: world.today(), plannedMinutes: 60 });
    await acceptExchange(world.desk('李姨'), { id: asked.id });
    const helper = await house.as('阿芬');
    expect((await helper.get('/log')).text('main')).toContain('李姨 帮 陈伯');
    const away = { kind: 'travelling', fromDay: world.today(), toDay: null } as const;
    await awayMember(world.desk('阿芬'), { key: world.key(), id: id('陈伯'), ...away });
    expect((await helper.get('/log')).text('main')).not.toContain('李姨 帮 陈伯');
  });

  test('takes four taps: who, how long, save; the rest is chosen already', async () => {
    await served(house.world, { serviceCode: 'B03', servedOn: '2026-11-22' });
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const checked = (name: string) =>
      form.root.querySelectorAll(`input[name=${name}][checked]`).map((input) => input.getAttribute('value'));
    expect([checked('serviceCode'), checked('volunteer'), checked('halfDay')]).toEqual([
      ['B03'],
      [id('李姨')],
      ['morning'],
    ]);
    const saved = await helper.submit(form, { minutes: '30' });
    expect(saved.h1).toBe('记下了');
    expect(saved.text('.step-record')).toContain('李姨 帮 陈伯 做饭');
    const { exchange } = await viewOf(idIn(saved));
    expect([exchange.servedMinutes, exchange.halfDay, exchange.state]).toEqual([30, 'morning', 'logged']);
  });

  test('understands 一个半钟, 前天, and hours of the clock', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const values = { ...LIYI(), volunteer: '', volunteerName: '李姨', minutes: '' };
    const wrong = await helper.submit(form, { ...values, otherMinutes: '很久' });
    expect([wrong.status, wrong.problems]).toEqual([422, ['没看懂多长时间。可以写 90、1小时半、一个半钟。']]);
    expect(wrong.root.querySelector('#f-otherMinutes')?.getAttribute('value')).toBe('很久');
    const saved = await helper.submit(wrong, { otherMinutes: '一个半钟', otherDay: '前天' });
    expect((await viewOf(idIn(saved))).exchange).toMatchObject({ servedMinutes: 90, servedOn: '2026-11-21' });
    const fresh = () => helper.get(`/log/new?member=${id('陈伯')}`);
    const early = await helper.submit(await fresh(), { ...LIYI(), start: '9点', end: '10点一刻' });
    expect((await viewOf(idIn(early))).exchange).toMatchObject({ servedMinutes: 75, startMinute: 540 });
    const future = await helper.submit(await fresh(), { ...LIYI(), otherDay: '2027-01-01' });
    expect(future.problems).toEqual(['这一天还没到。请填已经过去的日子。']);
  });

  test('asks about 14 hours, and keeps them', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    expect(form.root.querySelector('[name=sure]')).toBeNull();
    const asked = await helper.submit(form, { ...LIYI(), minutes: '', otherMinutes: '14小时' });
    expect([asked.status, asked.problems.length]).toEqual([422, 1]);
    expect(asked.problems[0]).toContain('14 小时');
    expect(await all()).toEqual([]);
    const saved = await helper.submit(asked, { sure: 'yes' });
    expect((await viewOf(idIn(saved))).exchange).toMatchObject({ servedMinutes: 840, state: 'logged' });
  });

  test('between relatives a witness from outside is kept without a card too, once', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const witness = { witnessName: NEIGHBOUR.witnessName, witnessPhone: NEIGHBOUR.witnessPhone };
    const lonely = await helper.submit(form, { ...LIYI(), ...witness });
    expect([lonely.status, lonely.root.querySelector('#f-cardLine-error') !== null]).toEqual([422, true]);
    const saved = await helper.submit(form, { ...LIYI(), ...witness, kin: id('李姨') });
    await helper.submit(form, { ...LIYI(), ...witness, kin: id('李姨') });
    const { exchange, evidence, flags } = await viewOf(idIn(saved));
    expect(exchange.state).toBe('logged');
    expect(evidence.filter(({ kind }) => kind === 'witness')).toMatchObject([{ witnessName: witness.witnessName }]);
    expect(flags).toContain('relative');
    expect(flags).not.toContain('relative_unwitnessed');
    const other = await helper.get(`/log/new?member=${id('七婆')}`);
    const alone = await helper.submit(other, { ...LIYI(), kin: id('李姨') });
    expect((await viewOf(idIn(alone))).flags).toContain('relative_unwitnessed');
  });

  test('a volunteer who is not in the list is found by name without losing what was typed', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const found = await helper.submit(form, { ...LIYI(), volunteer: '', volunteerName: '老梁', find: 'yes' });
    expect([found.status, found.problems]).toEqual([200, []]);
    expect(found.text('#volunteers')).toContain('老梁');
    expect(found.root.querySelector('input[name=minutes][checked]')?.getAttribute('value')).toBe('90');
    const nobody = await helper.submit(found, { volunteerName: '' });
    expect([nobody.status, nobody.problems]).toEqual([422, ['请填谁去帮的。']]);
    expect(await all()).toEqual([]);
    const saved = await helper.submit(found, { volunteer: id('老梁'), kin: id('老梁') });
    expect((await viewOf(idIn(saved))).flags).toContain('relative');
  });

  test('asks 是不是这一单 where an order lies within a day, and closes the order when it is', async () => {
    const { world } = house;
    const order = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id: order.id });
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    expect(form.text()).toContain('是不是这一单？');
    const bare = await helper.submit(form, LIYI());
    expect([bare.status, bare.problems.length]).toEqual([422, 1]);
    expect(bare.root.querySelector('input[name=minutes][checked]')?.getAttribute('value')).toBe('90');
    const saved = await helper.submit(bare, { order: order.id });
    expect(idIn(saved)).toBe(order.id);
    expect((await viewOf(order.id)).exchange.state).toBe('logged');
    expect((await all()).length).toBe(1);
  });

  test('or writes a second record when it was another visit', async () => {
    const { world } = house;
    const order = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id: order.id });
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const saved = await helper.submit(form, { ...LIYI(), order: 'new' });
    expect(idIn(saved)).not.toBe(order.id);
    expect((await viewOf(order.id)).exchange.state).toBe('matched');
  });

  test('with the wall card it is confirmed at once; a refused witness is asked for again and nothing is written twice', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const half = await helper.submit(form, { ...LIYI(), cardLine: '3', witnessName: '黎婶', witnessPhone: '12' });
    expect(half.problems).toEqual(['电话号码不对。手机是 11 位，座机请加区号。']);
    expect(await all()).toEqual([]);
    const near = await helper.submit(half, { witnessName: '李姨', witnessPhone: house.world.phone('李姨') });
    expect([near.status, near.text('.notice')]).toEqual([422, expect.stringContaining('这次服务已经记下了')]);
    expect(near.root.querySelector('#f-witnessName')?.getAttribute('value')).toBe('李姨');
    const done = await helper.submit(near, { witnessName: '黎婶', witnessPhone: '13800002222' });
    expect(done.status).toBe(200);
    const [only, ...more] = await all();
    expect([only?.exchange.state, more.length]).toEqual(['confirmed', 0]);
  });

  test('a second press of the same form is the same record', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('陈伯')}`);
    const [one, two] = [await helper.submit(form, LIYI()), await helper.submit(form, LIYI())];
    expect(one.url).toBe(two.url);
    expect((await all()).length).toBe(1);
  });

  test('a couple at home is one visit', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/log/new?member=${id('张伯')}`);
    const saved = await helper.submit(form, { ...LIYI(), mate: id('张婆') });
    expect((await viewOf(idIn(saved))).exchange.beneficiaryIds.length).toBe(2);
  });

  test('her own mother-in-law, the next village, and people who do not exist', async () => {
    const helper = await house.as('阿芬');
    const family = await helper.submit(await helper.get(`/log/new?member=${id('阿芬家婆')}`), LIYI());
    expect(family.problems[0]).toContain('这是家里人之间的照顾');
    expect(family.root.querySelector('input[name=minutes][checked]')?.getAttribute('value')).toBe('90');
    expect((await helper.get('/log/new?member=mem_nobody')).status).toBe(404);
    const next = await house.as('隔壁阿珠');
    expect((await next.get(`/log/new?member=${id('陈伯')}`)).status).toBe(404);
    expect((await (await house.as('梁主任')).get('/log')).status).toBe(404);
  });

  test('an order is logged from its own page; whoever did not come is not credited', async () => {
    const { world } = house;
    const order = await askFor(world);
    await acceptExchange(world.desk('李姨'), { id: order.id });
    world.at('2026-11-24T12:00');
    const helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${order.id}/staff-log`);
    expect(form.h1).toContain('李姨 帮 陈伯 陪着聊天');
    const found = await helper.submit(form, { volunteerName: '老梁', find: 'yes' });
    const saved = await helper.submit(found, { volunteer: id('老梁'), minutes: '60' });
    expect(saved.url).toBe(`/log/${order.id}`);
    const view = await viewOf(order.id);
    expect(view.volunteers.map((one) => one.id)).toEqual([id('老梁')]);
    expect(view.exchange.servedMinutes).toBe(60);
  });

  test('reads in English too', async () => {
    const helper = await house.as('阿芬', 'en');
    await helper.get('/log');
    const saved = await helper.submit(await helper.get(`/log/new?member=${id('陈伯')}`), LIYI());
    expect(saved.h1).toBe('Recorded');
  });
});

describe('asking for somebody', () => {
  const asked = (changes: Record<string, string> = {}) =>
    new URLSearchParams({
      member: id('陈伯'),
      serviceCode: 'A02',
      plannedOn: '2026-11-25',
      plannedHalfDay: 'morning',
      plannedMinutes: '120',
      ...changes,
    });

  test('goes who, what, when, check; the sentence can be read out, and consent is asked', async () => {
    const helper = await house.as('阿芬');
    expect((await helper.get('/ask/new')).h1).toBe('替谁请人帮手？');
    const what = await helper.get(`/ask/new?member=${id('陈伯')}`);
    expect(what.text('.acting-for')).toContain('您正在替 陈伯 办理');
    // The day, the half-day and the length are proposed, and are changed from the check page.
    const usual = await helper.get(
      (what.root.querySelector('.tile')?.getAttribute('href') ?? '').replaceAll('&amp;', '&'),
    );
    expect(usual.h1).toBe('看看对不对');
    expect(usual.text('.summary-list')).toMatch(/哪一天 明天上午 修改 多久 .* 修改/);
    const check = await helper.get(`/ask/new?${asked()}`);
    expect(check.text('.aloud')).toContain('政府送的还有 4 小时，这次约 2 小时，够用，不用您还。');
    const bare = await helper.submit(check);
    expect([bare.status, bare.problems]).toEqual([422, ['请填老人怎么同意的。']]);
    const done = await helper.submit(bare, { consentHow: 'inPerson' });
    expect(done.text('.notice')).toContain('请求记下了');
    const { exchange } = await viewOf(idIn(done));
    expect([exchange.state, exchange.consentHow]).toEqual(['approved', 'inPerson']);
  });

  test('for a couple at home is one visit', async () => {
    const helper = await house.as('阿芬');
    const check = await helper.get(`/ask/new?${asked({ member: id('张伯') })}`);
    expect(check.text('main form')).toContain('同住的人也要帮');
    const done = await helper.submit(check, { consentHow: 'inPerson', mate: id('张婆') });
    const { exchange } = await viewOf(idIn(done));
    expect(exchange.beneficiaryIds).toEqual([id('张伯'), id('张婆')].sort());
  });

  test('says what comes from the pool, and that risk waits for the town', async () => {
    const helper = await house.as('阿芬');
    await helper.submit(await helper.get(`/ask/new?${asked()}`), { consentHow: 'phone' });
    const check = await helper.get(`/ask/new?${asked({ serviceCode: 'E01', plannedMinutes: '240' })}`);
    expect(check.text('.aloud')).toContain('政府送的还有 2 小时，这次约 4 小时，不够的用公益时间，不用您还。');
    expect(check.text('form .notice')).toContain('镇上要先审核');
    const done = await helper.submit(check, { consentHow: 'family', urgent: 'yes' });
    expect((await viewOf(idIn(done))).exchange).toMatchObject({ state: 'requested', urgent: true });
  });

  test('puts what the rules say beside the question, with what was typed', async () => {
    const helper = await house.as('阿芬');
    const past = await helper.get(`/ask/new?${asked({ otherDay: '昨天' })}`);
    expect([past.status, past.problems]).toEqual([422, ['这一天已经过去了。请填今天或以后的日子。']]);
    expect(past.root.querySelector('#f-otherDay')?.getAttribute('value')).toBe('昨天');
    const long = await helper.get(`/ask/new?${asked({ plannedMinutes: '600' })}`);
    expect([long.status, long.problems.length]).toEqual([422, 1]);
  });

  test('of the next village is not found, nor for town officers', async () => {
    const next = await house.as('隔壁阿珠');
    expect((await next.get(`/ask/new?${asked()}`)).status).toBe(404);
    expect((await (await house.as('梁主任')).get('/ask/new')).status).toBe(404);
  });

  test('reads in English too', async () => {
    const helper = await house.as('阿芬', 'en');
    await helper.get(`/ask/new?member=${id('陈伯')}`);
    const check = await helper.get(`/ask/new?${asked()}`);
    expect(check.text('.aloud')).toContain('You have 4 hours given by the government.');
  });
});
