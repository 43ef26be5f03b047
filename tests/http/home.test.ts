import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { FACTS } from '#cli/demo/cast';
import { type MemberHouse, openMemberHouse, pressable } from '#tests/http/member-house';
import { askFor, checked, served, thumbed } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { approveExchange } from '#usecases/exchange/approve';
import { checkExchange } from '#usecases/exchange/check';
import { creditExchange } from '#usecases/exchange/credit';
import { acceptExchange } from '#usecases/exchange/match';
import { previewRequest } from '#usecases/exchange/preview';
import { viewMember } from '#usecases/member/view';

let house: MemberHouse;
beforeAll(async () => {
  house = await openMemberHouse();
  const { world } = house;
  const id = await checked(world);
  await creditExchange(world.desk('梁主任'), { id });
  world.at('2026-11-24T08:00');
  const coming = await askFor(world, { serviceCode: 'E01', plannedMinutes: 60 });
  await approveExchange(world.desk('梁主任'), { id: coming.id });
  await acceptExchange(world.desk('李姨'), { id: coming.id });
});
afterAll(() => house.close());

describe('an elder’s home', () => {
  test('says how much time there is and who comes when, with three things to press', async () => {
    const page = await (await house.as('陈伯')).get('/home');
    expect(page.text('.head-name')).toBe('陈伯，您好');
    expect(page.text('section.balance')).toContain('您还有 1 小时半');
    expect(page.text('section.balance')).toContain('已约好的 1 小时 另外留着');
    expect(page.text('.next-visit')).toBe('明天上午 9 点 李姨 来陪您看医生');
    expect(pressable(page)).toEqual(['我的时间有什么用', '我要人帮手', '最近记录 有 7 条新消息']);
    expect(page.root.querySelectorAll('main .is-primary')).toHaveLength(1);
  });

  test('is the same in English', async () => {
    const page = await (await house.as('陈伯', 'en')).get('/home');
    expect(page.text('section.balance')).toContain('You have 1½ hours');
    expect(page.text('.next-visit')).toBe('Tomorrow at 9:00 am Li Yi is coming: going to the doctor with you');
    expect(pressable(page)).toHaveLength(3);
  });

  test('keeps everything in its place while visits wait for her word: the oldest is asked about first', async () => {
    const { world } = house;
    const seven = [world.member('七婆').id];
    const { id } = await served(world, { memberIds: seven, serviceCode: 'B03' }, '李姨');
    const later = await served(world, { memberIds: seven, times: { halfDay: 'afternoon', minutes: 30 } }, '李姨');
    const client = await house.as('七婆');
    const page = await client.get('/home');
    expect(page.text('.head-name')).toBe('七婆，您好');
    const question = '李姨 今天上午 帮您做饭，1 小时半。是这样吗？';
    const places = ['section.balance', '.next-visit', '.is-question', '.actions', '.way-on a[href="/exchanges"]'];
    const html = page.root.toString();
    const at = places.map((place) => html.indexOf(page.root.querySelector(place)?.toString() ?? 'nowhere'));
    expect(at).toEqual([...at].sort((a, b) => a - b));
    expect(at[0]).toBeGreaterThan(0);
    expect(pressable(page)).toEqual([
      '我的时间有什么用',
      `${question} 后面还有 1 件，要您说一声`,
      '我要人帮手',
      '最近记录 有 2 条新消息',
    ]);
    expect(page.text('main .is-primary')).toBe('我要人帮手');
    const asked = await client.get(page.root.querySelector('.is-question')?.getAttribute('href') ?? '');
    expect(asked.text('.question-words')).toBe(question);
    expect(asked.text('main')).toContain('这条记录是 李姨 写下的');
    expect(pressable(asked)).toEqual(['返回', '是，是这样', '不是', '看整条记录']);
    const done = await client.submit(asked, {}, '.question form');
    expect(done.url).toBe(`/exchanges/${id}`);
    expect(done.text('main')).toContain('已经确认');
    const left = (await client.get('/home')).root.querySelector('.is-question');
    expect(left?.getAttribute('href')).toBe(`/exchanges/${later.id}/confirmation`);
    expect(left?.textContent).not.toContain('后面还有');
  });
});

test('a volunteer sees first whom she helps next, when and where; then three things to do', async () => {
  const client = await house.as('李姨');
  const page = await client.get('/home');
  expect(page.text('.todo')).toBe('陪陈伯看医生 明天上午 9 点，大稳村');
  const html = page.root.toString();
  expect(html.indexOf('陪陈伯看医生')).toBeLessThan(html.indexOf('section class="balance"'));
  expect(pressable(page).slice(1)).toEqual([
    '我的时间有什么用',
    '看看谁要人帮手',
    '我要人帮手',
    '最近记录 有 2 条新消息',
  ]);
  expect(page.text('main .is-primary')).toBe('看看谁要人帮手');
  expect(pressable(await client.get('/exchanges'))).toContain('记下刚做的一次');
});

test('kin see her next visit, her last one, her balance, and ask for her; not their own empty book', async () => {
  const { world } = house;
  const page = await (await house.as('阿珍')).get('/home');
  expect(page.root.querySelectorAll('section.balance')).toHaveLength(1);
  expect(page.text('section.balance')).toContain('陈伯还有 1 小时半');
  expect(page.text('main')).toContain('李姨 来陪陈伯看医生');
  expect(page.text('main')).toContain('上次：昨天上午 9 点，李姨 陪陈伯聊天');
  expect(page.text('main')).toContain('阿芬');
  const ask = page.root.querySelectorAll('a.button').find((link) => link.textContent.includes('替陈伯请人帮手'));
  expect(ask?.getAttribute('href')).toBe(`/exchanges/new?for=${world.member('陈伯').id}`);
});

test('somebody who has not come in is shown the members’ door', async () => {
  const response = await house.app.inject({ method: 'GET', url: '/home' });
  expect(response.headers.location).toBe('/sign-in?next=%2Fhome');
});

test('who is not old enough to use what she saved is told how much it is and from when, and nothing else', async () => {
  const { world } = house;
  await world.approved('阿霞', { sex: 'female', bornOn: '1970-02-28', serves: true, receives: true, facts: FACTS });
  const young = { memberId: world.member('阿霞').id };
  const made = await served(world, {
    memberIds: [world.member('张伯').id],
    volunteers: [young],
    times: { halfDay: 'evening', minutes: 45 },
  });
  await thumbed(world, made.id);
  await checkExchange(world.desk('小周'), { id: made.id, note: null });
  await creditExchange(world.desk('梁主任'), { id: made.id });
  const card = await issueCard(world.desk('阿芬'), { key: world.key(), ...young, kind: 'member' });
  world.made.cards.阿霞 = card.number;
  const client = await house.as('阿霞');
  const said = '您存了 45 分钟 满 60 岁能用：从2030年2月28日起';
  for (const url of ['/home', '/my-time']) expect((await client.get(url)).text('section.balance'), url).toContain(said);
  expect((await client.get('/my-time')).text('main')).toContain('您存了 45 分钟，满 60 岁可以用：从2030年2月28日起');
  const statement = await client.get('/statement');
  expect(statement.text('main')).not.toContain('您还有');
  expect(statement.text('main')).toContain('满 60 岁能用');
  const preview = await previewRequest(world.desk('阿霞'), young.memberId, {
    ...{ serviceCode: 'A02', plannedOn: world.tomorrow(), plannedMinutes: 30 },
  });
  expect([preview.usual.own, preview.own]).toEqual([0, null]);
  const { wallet } = await viewMember(world.desk('阿芬'), young.memberId);
  expect(wallet?.total).toMatchObject({ usable: 0, own: 45, ownFrom: { age: 60, day: '2030-02-28' } });
});
