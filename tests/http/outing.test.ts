/** 现在去: the two pages on which a visit is registered before it begins. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { goingOut, sent } from '#tests/support/phone';
import { recordNobodyHome } from '#usecases/exchange/nobody-home';
import { takeRecord } from '#usecases/field/take';

describe('the helper for a volunteer', () => {
  let house: DeskHouse;
  beforeEach(async () => {
    house = await openDeskHouse();
  });
  afterEach(() => house.close());

  test('whom, what, who goes; the record says when it was registered', async () => {
    for (const [lang, title, row] of [
      ['zh-CN', '现在去谁家？', '出发前登记'],
      ['en', 'To whom are you going?', 'Registered before setting out'],
    ] as const) {
      const helper = await house.as('阿芬', lang);
      expect((await helper.get('/outings/new')).h1).toBe(title);
      const name = lang === 'en' ? '七婆' : '陈伯';
      const form = await helper.get(`/outings/new?member=${house.world.member(name).id}`);
      const nobody = await helper.submit(form, { serviceCode: 'A02', volunteer: [] });
      expect([nobody.status, nobody.root.querySelector('#f-volunteer-error') !== null]).toEqual([422, true]);
      const record = await helper.submit(form, { serviceCode: 'A02', volunteer: house.world.member('李姨').id });
      expect(record.url).toMatch(/^\/exchanges\/exc_\w+\/file$/);
      expect(record.text('main')).toContain(row);
    }
  });

  test('somebody found by name first; an order around today is shown', async () => {
    const helper = await house.as('阿芬');
    const form = await helper.get(`/outings/new?member=${house.world.member('陈伯').id}`);
    const keys = Object.fromEntries(
      ['_csrf', 'key'].map((name) => [
        name,
        form.root.querySelector(`main [name=${name}]`)?.getAttribute('value') ?? '',
      ]),
    );
    const member = house.world.member('陈伯').id;
    const found = await helper.request('POST', '/outings', {
      form: { ...keys, member, find: 'yes', volunteerName: '老梁' },
    });
    expect(found.statusCode).toBe(200);
    expect(found.body).toContain(house.world.member('老梁').id);
    const going = { serviceCode: 'A02', volunteer: house.world.member('老梁').id };
    await helper.submit(form, going);
    const again = await helper.submit(await helper.get(`/outings/new?member=${member}`), going);
    expect(again.status).toBe(422);
    expect(again.root.querySelector('main a[href^="/exchanges/exc_"]')).not.toBeNull();
    expect((await helper.submit(again, { ...going, another: 'yes' })).url).toContain('/file');
  });

  test('the record says who is on the way to whom, since when, and when to call; by the phone’s clock where that is right', async () => {
    const { world } = house;
    const helper = await house.as('阿芬');
    const file = (id: string) => helper.get(`/exchanges/${id}/file`);
    const row = async (id: string) => (await file(id)).text('.summary-list');
    const form = await helper.get(`/outings/new?member=${world.member('陈伯').id}`);
    const { url } = await helper.submit(form, { serviceCode: 'A02', volunteer: world.member('李姨').id });
    const id = url.split('/')[2] ?? '';
    world.at('2026-11-23T09:40');
    expect(await row(id)).toMatch(/李姨去陈伯家，今天，星期一 上午 9 点出发 ?到现在 40 分钟，最晚上午 11 点该做完/);
    expect((await file(id)).text('main')).not.toContain('请打电话问一声');
    world.at('2026-11-23T11:30');
    expect(await row(id)).toMatch(/到现在 2 小时半，上午 11 点就该做完了/);
    expect((await file(id)).text('main')).toContain('李姨出门比平常久，还没有登记。请打电话问一声');
    const raw = goingOut(world, { memberIds: [world.member('七婆').id] });
    world.at('2026-11-23T12:10');
    const taken = await takeRecord(world.desk('阿芬'), sent(raw, 40 * 60_000), { way: 'phone' });
    expect(await row('exchangeId' in taken ? taken.exchangeId : '')).toMatch(
      /11 点半记在手机里，.*传到 ?到现在 40 分钟/,
    );
    await recordNobodyHome(world.desk('阿芬'), { id, note: null });
    expect(await row(id)).toMatch(
      /李姨去陈伯家，今天，星期一 上午 9 点出发$|李姨去陈伯家，今天，星期一 上午 9 点出发 /,
    );
    expect(await row(id)).not.toContain('到现在');
  });

  test('is for those who log, and in their reach', async () => {
    expect((await (await house.as('梁主任')).get('/outings/new')).status).toBe(404);
    const next = await house.as('隔壁阿珠');
    expect((await next.get(`/outings/new?member=${house.world.member('陈伯').id}`)).status).toBe(404);
  });
});

describe('the volunteer herself', () => {
  let house: MemberHouse;
  beforeEach(async () => {
    house = await openMemberHouse();
    house.world.at('2026-11-23T09:00');
  });
  afterEach(() => house.close());

  test('by the number on the card; what was typed stays when it is refused', async () => {
    const client = await house.as('李姨');
    const form = await client.get('/outings/new');
    const wrong = await client.submit(form, { card: '1234 5678', serviceCode: 'A02' });
    expect(wrong.status).toBe(422);
    expect(wrong.root.querySelector('#f-card')?.getAttribute('value')).toBe('1234 5678');
    expect((await client.submit(form, { card: '', serviceCode: '' })).status).toBe(422);
    const record = await client.submit(wrong, { card: house.world.card('七婆'), serviceCode: 'A02' });
    expect(record.text('.summary-list')).toContain('出发前登记');
    const again = await client.submit(await client.get('/outings/new'), {
      card: house.world.card('七婆'),
      serviceCode: 'A02',
    });
    expect(again.status).toBe(422);
    expect(again.root.querySelector(`main a[href="${record.url}"]`)).not.toBeNull();
  });

  test('is not there for whoever does not serve', async () => {
    expect((await (await house.as('阿珍')).get('/outings/new')).status).toBe(404);
  });
});
