/** 结对帮扶 through its pages: proposed, agreed to, confirmed, and what becomes of it. */
import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audit } from '#db/schema/office';
import { pairings } from '#db/schema/pairing';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge, type Office, openOffice } from '#tests/support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const idOf = (name: string) => office.world.member(name).id;
const asMember = async (name: string, lang: 'zh-CN' | 'en' = 'zh-CN'): Promise<Client> => {
  const client = office.client();
  client.cookies.set('lang', lang);
  await client.signInAs(idOf(name));
  return client;
};
const bare = ({ url }: FetchedPage) => url.replace(/\?.*/, '');
const ASKED = { visitsPerMonth: '4', minutesPerVisit: '一小时', serviceCodes: ['A02'] };

const propose = async (client: Client, elder = '陈伯', volunteer = '李姨', values = {}) => {
  const page = await client.get(`/pairings/new?elder=${idOf(elder)}`);
  return client.submit(page, { ...ASKED, volunteerId: idOf(volunteer), ...values });
};
const press = (client: Client, page: FetchedPage, step: string, values = {}) =>
  client.submit(page, values, `main form[action$="/${step}"]`);
/** Both said yes, each in their own way. @returns its address */
const agreed = async (elder = '陈伯', volunteer = '李姨'): Promise<string> => {
  const helper = await office.as('阿芬');
  const at = bare(await propose(helper, elder, volunteer));
  const own = await asMember(volunteer);
  await press(own, await own.get(at), 'agreement');
  await press(helper, await helper.get(`${at}/agreement`), 'agreement', { side: 'elder', how: 'inPerson' });
  return at;
};
const active = async (elder = '陈伯', volunteer = '李姨'): Promise<string> => {
  const at = await agreed(elder, volunteer);
  const town = await office.as('梁主任');
  const done = await press(town, await town.get(at), 'confirmation');
  expect(done.text('.notice.is-good')).toContain('确认了');
  return at;
};
const rowOf = async (at: string) => {
  const id = at.split('/').at(-1) ?? '';
  const [row] = await office.world.read((act) => act.tx.select().from(pairings).where(eq(pairings.id, id)));
  return row;
};

describe('a pairing', () => {
  test('is proposed with reasons in view, agreed to by both, and confirmed by the town, which sees the minutes', async () => {
    const helper = await office.as('阿芬');
    const page = await helper.get(`/pairings/new?elder=${idOf('陈伯')}`);
    expect(page.text('main')).toContain('同村');
    expect(page.text('.drawer')).toContain('在岗，不能在本地结对');
    const proposed = await propose(helper);
    expect(proposed.text('.notice.is-good')).toContain('现在去问两边');
    expect(proposed.text('main')).toContain('每周 1 次，每次 1 小时');
    expect(proposed.text('main')).toContain('每月 4 小时');
    const at = bare(proposed);

    const own = await asMember('李姨');
    const home = await own.get('/home');
    expect(home.text('.is-question')).toBe('请您每周 1 次去看陈伯，每次大约 1 小时。愿意吗？');
    const asked = await own.get(home.root.querySelector('.is-question')?.getAttribute('href') ?? '');
    expect(asked.text('.question-words')).toContain('愿意吗');
    expect((await press(own, asked, 'agreement')).text('main')).toContain('还要等陈伯答应');

    const told = await press(helper, await helper.get(`${at}/agreement`), 'agreement', { side: 'elder', how: 'phone' });
    expect(told.text('.notice.is-good')).toContain('等镇（街）确认');
    expect(told.text('main')).toContain('电话里说的，阿芬记下');

    const town = await office.as('梁主任', 'en');
    const list = await town.get('/pairings');
    expect(list.root.querySelectorAll('tbody tr')).toHaveLength(1);
    const file = await town.get(at);
    expect(file.text('.decision')).toContain('Confirm the pair, 4 hours a month');
    const done = await press(town, file, 'confirmation');
    expect(done.text('main')).toContain('Paired');
    expect(await rowOf(at)).toMatchObject({ state: 'active', grantMinutes: 240, poolMinutes: 0 });
    expect((await own.get('/home')).text('main')).toContain('您每周 1 次去看陈伯');
    const notices = await own.get('/notices');
    expect(notices.text('main')).toContain('请您11月23日起每周 1 次去看陈伯。');
    expect(notices.root.querySelector(`main a[href="${at}"]`)).not.toBeNull();
    const member = await helper.get(`/members/${idOf('李姨')}`);
    expect(member.root.querySelector(`main a[href="${at}"]`)?.textContent).toBe('李姨和陈伯结对');
  });

  test('is in exactly the list that says how many it has', async () => {
    await active();
    await agreed('七婆', '老梁');
    await propose(await office.as('阿芬'), '张伯', '李姨');
    const town = await office.as('梁主任');
    for (const list of ['asked', 'agreed', 'active', 'paused', 'review', 'ended']) {
      const page = await town.get(`/pairings?list=${list}`);
      const count = Number(/\d+$/.exec(page.text('.lists [aria-current=page]'))?.[0]);
      expect(page.root.querySelectorAll('tbody tr').length, list).toBe(count);
    }
    office.world.at('2027-11-20T09:00');
    const later = await office.as('梁主任');
    expect((await later.get('/pairings?list=review')).text('tbody')).toContain('陈伯');
  });

  test('comes back with what was typed when something is missing or not understood', async () => {
    const helper = await office.as('阿芬');
    for (const [values, field] of [
      [{ minutesPerVisit: '很久' }, 'minutesPerVisit'],
      [{ minutesPerVisit: '二十小时' }, 'minutesPerVisit'],
      [{ serviceCodes: [] }, 'serviceCodes'],
      [{ volunteerId: '' }, 'volunteerId'],
      [{ volunteerId: idOf('阿芬') }, 'volunteerId'],
    ] as const) {
      const page = await propose(helper, '陈伯', '李姨', { relative: 'yes', visitsPerMonth: '8', ...values });
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
      expect(page.root.querySelector('[name=relative]')?.hasAttribute('checked')).toBe(true);
      expect(page.root.querySelector('[name=visitsPerMonth][checked]')?.getAttribute('value')).toBe('8');
    }
    const at = bare(await propose(helper));
    expect((await press(helper, await helper.get(`${at}/agreement`), 'agreement')).status).toBe(422);
    expect((await propose(helper)).status).toBe(422);
    const standing = await active('七婆', '老梁');
    for (const [step, values] of [
      ['pause', { reason: 'other' }],
      ['end', {}],
      ['substitute', { from: '昨天', to: '明天' }],
    ] as const) {
      const page = await press(helper, await helper.get(`${standing}/${step}`), step, values);
      expect(page.status, step).toBe(422);
    }
    const town = await office.as('梁主任');
    const waiting = await agreed('张伯', '李姨');
    expect((await press(town, await town.get(`${waiting}/rejection`), 'rejection')).status).toBe(422);
  });

  test('family is never offered and relatives come last, with the reason', async () => {
    await office.world.isKin('李姨', '陈伯', 'cousin');
    await office.world.isKin('老梁', '七婆', 'child');
    const helper = await office.as('阿芬');
    const page = await helper.get(`/pairings/new?elder=${idOf('陈伯')}`);
    const people = page.root.querySelectorAll('[name=volunteerId]').map((one) => one.getAttribute('value'));
    expect(people).toEqual([idOf('老梁'), idOf('李姨')]);
    expect(page.text('main')).toContain('是亲戚，抽查会多一些');
    const seven = await helper.get(`/pairings/new?elder=${idOf('七婆')}`);
    expect(seven.root.querySelector(`[value="${idOf('老梁')}"]`)).toBeNull();
    expect(seven.text('.drawer')).toContain('是一家人，照顾不用结对');
  });
});

describe('the town', () => {
  test('confirms the minutes that it saw, and no others', async () => {
    const at = await agreed();
    const town = await office.as('梁主任');
    const page = await press(town, await town.get(at), 'confirmation', { shown: '60' });
    expect(page.status).toBe(409);
    expect(await rowOf(at)).toMatchObject({ state: 'agreed' });
    expect(page.root.querySelector('[name=shown]')?.getAttribute('value')).toBe('0');
  });

  test('is told by how many minutes it is short, and cannot confirm then', async () => {
    const helper = await office.as('阿芬');
    const long = { visitsPerMonth: '12', minutesPerVisit: '四小时' };
    await propose(helper, '梁妈', '李姨', long);
    await office.world.write([], (act) =>
      act.tx
        .update(pairings)
        .set({ visitsPerMonth: 100, minutesPerVisit: 1000 })
        .where(eq(pairings.elderId, idOf('梁妈'))),
    );
    const [row] = await office.world.read((act) => act.tx.select().from(pairings));
    const page = await helper.get(`/pairings/${row?.id}`);
    expect(page.text('.notice.is-waiting')).toContain('没有着落');
    expect(page.root.querySelector('[action$=confirmation]')).toBeNull();
  });

  test('turns it down with a reason', async () => {
    const at = await agreed();
    const town = await office.as('梁主任');
    const page = await press(town, await town.get(`${at}/rejection`), 'rejection', { reason: 'too_far' });
    expect(page.text('main')).toContain('住得太远');
  });

  test('whoever is out of reach finds nothing', async () => {
    const at = await agreed();
    for (const name of ['隔壁阿珠', '车岗老何', '罗定小郑']) {
      const other = await office.as(name);
      expect((await other.get(at)).status, name).toBe(404);
      expect((await other.get('/pairings?list=agreed')).root.querySelectorAll('tbody tr')).toHaveLength(0);
      for (const step of ['agreement', 'refusal', 'withdrawal', 'confirmation', 'end', 'pause', 'card']) {
        expect(await forge(other, `${at}/${step}`, { side: 'elder', how: 'phone', shown: '0' }), step).toBe(404);
      }
    }
    for (const name of ['七婆', '老梁']) expect((await (await asMember(name)).get(at)).status, name).toBe(404);
    expect((await (await asMember('李姨')).get('/pairings')).status).not.toBe(200);
    expect(await forge(await office.as('阿芬'), `${at}/confirmation`, { shown: '0' })).toBe(404);
    const next = await office.as('隔壁阿珠');
    expect((await next.get(`/pairings/new?elder=${idOf('陈伯')}`)).status).toBe(404);
  });
});

describe('a pairing that stands', () => {
  test('is paused without fault, goes on, has a substitute, is looked at again, and ends', async () => {
    const at = await active();
    const helper = await office.as('阿芬');
    const paused = await press(helper, await helper.get(`${at}/pause`), 'pause', { reason: 'volunteer_ill' });
    expect(paused.text('.notice.is-waiting')).toBe('先暂停安排，已存时间不受影响。');
    const goes = await press(helper, paused, 'resumption');
    expect(goes.text('.notice.is-good')).toContain('恢复了');
    const values = { volunteerId: idOf('老梁'), from: '今天', to: '明天' };
    const other = await press(helper, await helper.get(`${at}/substitute`), 'substitute', values);
    expect(other.text('main')).toContain('替的人');
    const elder = await asMember('陈伯');
    expect((await elder.get(at)).text('main')).toContain('这几天谁来');
    const looked = await press(helper, await helper.get(`${at}/review`), 'review', { note: '两边都好' });
    expect(looked.text('.trail')).toContain('两边都好');
    const over = await press(helper, await helper.get(`${at}/end`), 'end', { reason: 'elder_home' });
    expect(over.text('main')).toContain('老人住进了机构');
    expect(over.root.querySelector('[action$=resumption]')).toBeNull();
  });

  test('is handed over to somebody else, and ends when the next one is confirmed', async () => {
    const at = await active();
    const helper = await office.as('阿芬');
    const link = (await helper.get(at)).root.querySelector('main a[href*="follows="]')?.getAttribute('href') ?? '';
    const page = await helper.get(link);
    const next = bare(await helper.submit(page, { serviceCodes: ['A02'], volunteerId: idOf('老梁') }));
    const own = await asMember('老梁');
    await press(own, await own.get(next), 'agreement');
    await press(helper, await helper.get(`${next}/agreement`), 'agreement', { side: 'elder', how: 'inPerson' });
    const town = await office.as('梁主任');
    await press(town, await town.get(next), 'confirmation');
    expect([(await rowOf(at))?.state, (await rowOf(next))?.state]).toEqual(['ended', 'active']);
    expect((await helper.get(at)).text('main')).toContain('接下来是哪一份');
  });

  test('prints a plate without her address, and a card with it for whoever says so; that is written down', async () => {
    const at = await active();
    const helper = await office.as('阿芬');
    const plate = await helper.get(`${at}/plate`);
    expect(plate.text('.door-plate')).toContain('陈伯的家');
    expect(plate.text('.door-plate')).toContain('李姨');
    const looks = () =>
      office.world.read((act) =>
        act.tx
          .select()
          .from(audit)
          .where(eq(audit.subjectId, idOf('陈伯'))),
      );
    const before = (await looks()).length;
    const card = await helper.get(`${at}/card`);
    expect(card.text('.door-plate')).not.toContain('急事打给');
    expect((await looks()).length).toBe(before);
    const opened = await helper.submit(card, {}, 'form[action$="/card"]');
    expect(opened.text('.door-plate')).toContain('急事打给');
    expect((await looks()).slice(before).map(({ reason }) => reason)).toEqual(['address.paper', 'contacts.paper']);
    expect((await (await office.as('梁主任')).get(`${at}/card`)).status).toBe(404);
  });
});

describe('her own side', () => {
  test('she says yes or no on a page with nothing else to press, and may end it', async () => {
    const helper = await office.as('阿芬');
    const at = bare(await propose(helper));
    const elder = await asMember('陈伯', 'en');
    const question = (await elder.get('/home')).root.querySelector('.is-question');
    expect(question?.textContent).toContain('Li Yi would come to see you once a week');
    const asked = await elder.get(question?.getAttribute('href') ?? '');
    expect(asked.root.querySelectorAll('main .button')).toHaveLength(2);
    const no = await elder.get(`${at}/refusal`);
    const done = await press(elder, no, 'refusal', { note: 'x' });
    expect(done.text('main')).toContain('It is not to be');
    expect(await rowOf(at)).toMatchObject({ state: 'declined' });
    const again = await propose(helper);
    expect((await helper.get(`/pairings/new?elder=${idOf('七婆')}`)).text('main')).not.toContain('以前没有答应过');
    expect(again.status).toBe(200);
  });

  test('kin speak for her; her page says who comes, and whom to call', async () => {
    const at = await active();
    const kin = await asMember('阿珍');
    expect((await kin.get('/home')).text('main')).toContain('李姨 每周 1 次来看陈伯');
    expect((await kin.get(at)).text('main')).toContain('常来看陈伯的人');
    const elder = await asMember('陈伯');
    const own = await elder.get(at);
    expect(own.root.querySelector('main a[href^="tel:"], footer a[href^="tel:"]')).not.toBeNull();
    expect((await elder.get('/me')).root.querySelector(`a[href="${at}"]`)).not.toBeNull();
    await press(elder, await elder.get(`${at}/end`), 'end', { note: '' });
    expect(await rowOf(at)).toMatchObject({ state: 'ended', reason: 'elder_wishes' });
  });
});

describe('what suits somebody', () => {
  test('is written down on her file, and minded when somebody is looked for', async () => {
    const helper = await office.as('阿芬');
    const at = `/members/${idOf('陈伯')}`;
    const form = await helper.get(`${at}/suits`);
    expect((await helper.submit(form, { sexMust: 'yes' })).status).toBe(422);
    const done = await helper.submit(form, {
      ...{ dialects: ['hakka'], times_morning: ['1', '3'], volunteerSex: 'male', sexMust: 'yes' },
    });
    expect(done.text('.notice.is-good')).toContain('记下了');
    const kept = await helper.get(`${at}/suits`);
    expect(kept.root.querySelectorAll('[name=times_morning][checked]')).toHaveLength(2);
    const page = await helper.get(`/pairings/new?elder=${idOf('陈伯')}`);
    const people = page.root.querySelectorAll('[name=volunteerId]').map((one) => one.getAttribute('value'));
    expect(people).toEqual([idOf('老梁')]);
    expect((await (await office.as('隔壁阿珠')).get(`${at}/suits`)).status).toBe(404);
    const own = await helper.get(`/members/${idOf('李姨')}/suits`);
    const wrong = await helper.submit(own, { mostElders: '很多' });
    expect([wrong.status, wrong.root.querySelector('[name=mostElders]')?.getAttribute('value')]).toEqual([422, '很多']);
  });
});
