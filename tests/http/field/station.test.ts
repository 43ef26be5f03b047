/** 补录: an exported file at the station's desk. It is not trusted, and it makes nothing twice. */

import { eq } from 'drizzle-orm';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { LIYUAN } from '#cli/demo/cast';
import { exchanges } from '#db/schema/care';
import { audit } from '#db/schema/office';
import { members } from '#db/schema/people';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { newKey, type Raw, sent, withPin, written } from '#tests/support/phone';
import { cardPhoto } from '#tests/support/photo';
import { checkRefused } from '#tests/support/refused';
import { askFor, NEIGHBOUR } from '#tests/support/scene';
import { checkExchange } from '#usecases/exchange/check';
import { confirmExchange } from '#usecases/exchange/confirm';
import { acceptExchange } from '#usecases/exchange/match';
import { viewExchange } from '#usecases/exchange/view';
import { LONGEST_FILE } from '#usecases/field/file';
import { takeRecord } from '#usecases/field/take';
import { takePhoto } from '#usecases/field/take-photo';
import { setPin } from '#usecases/pin/set';

let house: DeskHouse;
let clerk: Client;
beforeEach(async () => {
  house = await openDeskHouse();
  clerk = await house.as('黄姐');
}, 60_000);
afterEach(() => house.close());

const id = (name: string) => house.world.member(name).id;
const fileOf = (records: Raw[], by = '阿芬', photos?: unknown) =>
  JSON.stringify({ kind: 'yinling.field', user: { id: house.world.user(by).id, name: by }, at: 1, records, photos });
// Nobody was asked which order it is: the phone leaves it out.
const record = (changes = {}) => sent(written(house.world, { order: undefined, ...changes }));
const ids = () =>
  house.world.read(async (act) => (await act.tx.select({ id: exchanges.id }).from(exchanges)).map((row) => row.id));
const view = (exchangeId: string) => viewExchange(house.world.desk('小周'), exchangeId);

const PASTE = 'main form[method=post]:has(textarea)';
const paste = async (file: string, client = clerk) =>
  client.submit(await client.get('/field/station'), { file }, PASTE);

/** The other form: a file was chosen, without any script. */
const choose = async (file: string) =>
  clerk.submitFile(await clerk.get('/field/station'), {
    name: 'chosen',
    bytes: Buffer.from(file),
    type: 'application/json',
  });

async function handIn(file: string, client = clerk) {
  const look = await paste(file, client);
  const done = await client.submit(look, { take: '1' });
  return { look, done };
}

describe('a file of unsent records', () => {
  test('is shown first, then taken in under the name of whoever wrote it', async () => {
    const { look, done } = await handIn(fileOf([record(), record({ serviceCode: 'Z99' })]));
    expect(look.text('main')).toContain('阿芬 写的，共 2 条');
    expect(look.text('main')).toContain('李姨 帮 陈伯 陪着聊天');
    expect(done.url).toMatch(/^\/field\/station\/[\w-]+$/);
    expect(done.h1).toBe('收下了 1 条');
    expect(done.text('main')).toContain('没有这项服务');
    const [only = ''] = await ids();
    const { exchange, evidence, flags, grade } = await view(only);
    expect(exchange).toMatchObject({ loggedBy: house.world.user('阿芬').id, loggedDevice: null });
    expect(evidence).toMatchObject([{ byId: house.world.user('阿芬').id, enteredBy: house.world.user('黄姐').id }]);
    expect([flags, grade]).toEqual([['by_file'], 'attested']);
    // Reachable again, by whoever handed it in and nobody else.
    expect((await clerk.get(done.url)).h1).toBe('收下了 1 条');
    expect((await (await house.as('小周')).get(done.url)).status).toBe(404);
  });

  test('can be chosen as a file, and what is wrong with it is said where one chooses', async () => {
    const look = await choose(fileOf([record()]));
    expect(look.text('main')).toContain('阿芬 写的，共 1 条');
    expect((await clerk.submit(look, { take: '1' })).h1).toBe('收下了 1 条');
    for (const bad of ['', '{"a":1}', 'x'.repeat(1_000_001), '\u0000\ufffd']) {
      const page = await choose(bad);
      expect([page.status, page.root.querySelector('#f-chosen')?.getAttribute('aria-invalid')]).toEqual([422, 'true']);
      expect(page.problems).toHaveLength(1);
    }
    const nothing = await clerk.submitFile(await clerk.get('/field/station'), null);
    expect([nothing.status, nothing.problems.length]).toEqual([422, 1]);
    expect(await ids()).toHaveLength(1);
  });

  test('makes nothing twice, whichever comes first, the file or the phone', async () => {
    const [first, second] = [record(), record({ times: { halfDay: 'afternoon', minutes: 30 } })];
    await takeRecord(house.world.desk('阿芬'), first, { way: 'phone' });
    const { look, done } = await handIn(fileOf([first, second]));
    expect(look.text('main')).toContain('先前已经收过');
    expect(done.text('main')).toContain('另有 1 条先前已经收过');
    expect(await takeRecord(house.world.desk('阿芬'), second, { way: 'phone' })).toMatchObject({ outcome: 'again' });
    expect(await ids()).toHaveLength(2);
    const edited = fileOf([{ ...first, times: { halfDay: 'morning', minutes: 300 } }]);
    const looked = await paste(edited);
    expect(looked.text('main')).toContain('先前收过一条，内容不一样');
    expect(looked.root.querySelector('[name=take]')).toBeNull();
  });

  test('never makes a PIN count, nor anything verified', async () => {
    await setPin(house.world.desk('小周'), {
      memberId: id('陈伯'),
      pin: '720415',
      presentName: '黎婶',
      presentPhone: '13800002222',
    });
    await handIn(fileOf([sent(withPin(house.world, record(), id('陈伯'), '720415'))]));
    const [only = ''] = await ids();
    expect(await view(only)).toMatchObject({ exchange: { state: 'logged' }, grade: 'attested' });
  });

  test('of a PIN it says that it is not tried here; and, where the phone came first, what came of it', async () => {
    const raw = sent(withPin(house.world, record(), id('陈伯'), '720415'));
    const look = await paste(fileOf([raw]));
    expect(look.text('main')).toContain('里面封着老人的密码，在这里不试');
    const { url } = await clerk.submit(look, { take: '1' });
    await takeRecord(house.world.desk('阿芬'), raw, { way: 'phone' });
    const again = await paste(fileOf([raw]));
    for (const shown of [again, await clerk.get(url)]) {
      expect(shown.text('main')).toContain('老人还没有定过密码');
      expect(shown.text('main')).not.toContain('密码没有读出来');
    }
  });

  test('is checked and approved by somebody else than whoever handed it in', async () => {
    await handIn(fileOf([record()]));
    const [only = ''] = await ids();
    await confirmExchange(house.world.desk('小周'), { id: only, means: 'wallCard', line: 1, ...NEIGHBOUR });
    const check = checkExchange(house.world.desk('黄姐'), { id: only, note: null });
    await expect(check).rejects.toMatchObject({ code: 'four_eyes' });
  });

  test('of the helper’s own family is no more hers by this way', async () => {
    const { done } = await handIn(fileOf([record({ memberIds: [id('阿芬家婆')] })]));
    expect(done.h1).toBe('一条也没有收下');
    expect(await ids()).toEqual([]);
  });

  test.each([
    ['nothing', () => ''],
    ['half of it', () => fileOf([record()]).slice(0, 80)],
    ['something else', () => '{"a":1}'],
    ['none in it', () => fileOf([])],
    ['of somebody from elsewhere', () => fileOf([record({ memberIds: ['mem_nobody'] })], '隔壁阿珠')],
    ['of nobody', () => fileOf([record()]).replace(house.world.user('阿芬').id, 'usr_nobody')],
  ])('is refused in words, what was pasted stays: %s', async (_, text) => {
    const file = text();
    const page = await paste(file);
    checkRefused(page, { file });
    expect(await ids()).toEqual([]);
  });

  test('longer than a phone ever makes it is refused', async () => {
    const page = await paste('x'.repeat(LONGEST_FILE + 1));
    expect(page.status).toBe(422);
    expect(page.problems.join()).toContain('太长');
  });
});

describe('是不是这一单, answered here', () => {
  let order: string;
  beforeEach(async () => {
    ({ id: order } = await askFor(house.world, { plannedOn: house.world.today() }));
    await acceptExchange(house.world.desk('李姨'), { id: order });
  });
  const answersOn = (page: FetchedPage) =>
    page.root.querySelectorAll('main [name=order]').map((button) => button.getAttribute('value'));
  const ANSWER = 'main form[action="/field/refused/answers"]';

  test('for a file, on the page that says what came of it; the phone that sends it later makes nothing twice', async () => {
    const raw = record();
    const { done } = await handIn(fileOf([raw]));
    expect([done.h1, answersOn(done)]).toEqual(['一条也没有收下', [order, 'new']]);
    const answered = await clerk.submit(done, { order }, ANSWER);
    expect([answered.url.split('?')[0], answered.status]).toEqual([done.url.split('?')[0], 200]);
    expect(answered.text('main')).toContain('这一条收下了');
    expect(answersOn(answered)).toEqual([]);
    const { exchange, evidence, flags, grade } = await view(order);
    expect(exchange).toMatchObject({ state: 'logged', loggedBy: house.world.user('阿芬').id, loggedDevice: null });
    expect(evidence.at(-1)).toMatchObject({
      byId: house.world.user('阿芬').id,
      enteredBy: house.world.user('黄姐').id,
    });
    expect([flags, grade]).toEqual([['by_file'], 'attested']);
    for (const later of [raw, { ...raw, order }, { ...raw, order: 'new' }]) {
      const receipt = await takeRecord(house.world.desk('阿芬'), later, { way: 'phone' });
      expect(receipt).toMatchObject({ outcome: 'again', exchangeId: order });
    }
    expect(await ids()).toEqual([order]);
    // Pressed again on a page that was open: it was dealt with.
    expect((await clerk.submit(done, { order }, ANSWER)).status).toBe(409);
  });

  test('for what a phone sent, on the list, by another officer: another visit, on the day it was made', async () => {
    const raw = record();
    await takeRecord(house.world.desk('阿芬'), raw, { way: 'phone' });
    house.world.at('2026-11-25T09:00');
    const social = await house.as('小周');
    const list = await social.get('/field/refused');
    expect(answersOn(list)).toEqual([order, 'new']);
    const answered = await social.submit(list, { order: 'new' }, ANSWER);
    expect(answered.text('main')).toContain('这一条收下了');
    expect(answered.text('main')).toContain('没有这样的记录');
    const made = (await ids()).find((one) => one !== order) ?? '';
    expect((await view(made)).exchange).toMatchObject({
      servedOn: '2026-11-23',
      loggedBy: house.world.user('阿芬').id,
    });
    expect((await view(made)).flags).toEqual([]);
    const check = checkExchange(house.world.desk('小周'), { id: made, note: null });
    await expect(check).rejects.toMatchObject({ code: expect.stringMatching(/four_eyes|state_moved/) });
    expect(await takeRecord(house.world.desk('阿芬'), raw, { way: 'phone' })).toMatchObject({ outcome: 'again' });
    expect((await (await house.as('隔壁阿珠')).get('/field/refused')).text('main')).toContain('没有这样的记录');
  });
});

describe('an elder who moved', () => {
  test('is recorded at the station of where she lives now, with the file of the helper of before', async () => {
    const { world } = house;
    const raw = record({ order: 'new' });
    await world.write([], (act) =>
      act.tx
        .update(members)
        .set({ regionCode: LIYUAN })
        .where(eq(members.id, id('陈伯'))),
    );
    const refused = await takeRecord(world.desk('阿芬'), raw, { way: 'phone' });
    expect(refused).toMatchObject({ outcome: 'refused', code: 'out_of_reach' });
    const next = await house.as('隔壁阿珠');
    const { look, done } = await handIn(fileOf([raw, record({ memberIds: [id('七婆')], order: 'new' })]), next);
    expect(look.text('main')).toContain('阿芬 写的，共 2 条');
    expect(done.h1).toBe('收下了 1 条');
    const [only = ''] = await ids();
    const { exchange } = await viewExchange(world.desk('隔壁阿珠'), only);
    expect(exchange).toMatchObject({ regionCode: LIYUAN, loggedBy: world.user('阿芬').id, servedMinutes: 60 });
    expect(await takeRecord(world.desk('阿芬'), raw, { way: 'phone' })).toMatchObject({ outcome: 'again' });
    // A file that names none of hers is still not for her.
    const others = await paste(fileOf([record({ memberIds: [id('七婆')] })]), next);
    expect(others.status).toBe(422);
  });
});

describe('what a phone sent and was not taken in', () => {
  test('is seen by the helper and her town, until it was mended or is not needed', async () => {
    const raw = record({ serviceCode: 'Z99' });
    await takeRecord(house.world.desk('阿芬'), raw, { way: 'phone' });
    const town = await house.as('梁主任');
    const list = await town.get('/field/refused');
    expect(list.text('main')).toContain('陈伯');
    expect(list.text('main')).toContain('没有这项服务');
    const waits = async (client: Client) =>
      (await client.get('/desk')).root.querySelector('a[href="/field/refused"] .work-count')?.textContent ?? null;
    expect([await waits(town), await waits(await house.as('隔壁阿珠'))]).toEqual(['1', null]);
    expect(list.root.querySelector('main form')).toBeNull();
    expect((await (await house.as('隔壁阿珠')).get('/field/refused')).text('main')).toContain('没有这样的记录');
    const helper = await house.as('阿芬');
    const list2 = await helper.get('/field/refused');
    expect(list2.root.querySelectorAll('[name=order]')).toHaveLength(0);
    const none = await helper.submit(list2);
    expect([none.status, await waits(helper)]).toEqual([422, '1']);
    const dropped = await helper.submit(list2, { reason: 'elsewhere' });
    expect(dropped.text('main')).toContain('不用记了');
    const trail = await house.world.read((act) => act.tx.select().from(audit).where(eq(audit.noun, 'phoneRecord')));
    expect(trail.map(({ verb, reason }) => [verb, reason])).toEqual([['drop', 'elsewhere']]);
    expect(await waits(helper)).toBeNull();
    expect(dropped.root.querySelector('main form')).toBeNull();
  });
});

describe('photographs in a file', () => {
  test('go to their records, and what the phone sends later is the same one', async () => {
    const raw = record();
    const photo = { id: newKey(), records: [raw.id], picture: (await cardPhoto()).toString('base64') };
    const { look, done } = await handIn(fileOf([raw], '阿芬', [photo]));
    expect(look.text('main')).toContain('里面有 1 张照片');
    expect(look.text('main')).not.toContain('还没有收到');
    expect(done.text('main')).toContain('照片收下了 1 张');
    const [only = ''] = await ids();
    const file = await (await house.as('陈姐')).get(`/exchanges/${only}/file`);
    expect(file.root.querySelectorAll('.photos img')).toHaveLength(1);
    const bytes = Buffer.from(photo.picture, 'base64');
    const again = await takePhoto(house.world.desk('阿芬'), {
      id: photo.id,
      recordIds: photo.records as string[],
      bytes,
    });
    expect(again.outcome).toBe('again');
  });

  test('alone in it go to the records that are here; of the others it says what to do first', async () => {
    const raw = record();
    await takeRecord(house.world.desk('阿芬'), raw, { way: 'phone' });
    const picture = (await cardPhoto()).toString('base64');
    const missing = { id: newKey(), records: [newKey()], picture };
    const alone = await paste(fileOf([], '阿芬', [missing]));
    expect(alone.text('main')).toContain('有 1 张，它们的记录还没有收到');
    expect(alone.root.querySelector('[name=take]')).toBeNull();
    const file = fileOf([], '阿芬', [{ id: newKey(), records: [raw.id], picture }, missing]);
    const { look, done } = await handIn(file);
    expect([look.text('main'), look.text('h2')]).toEqual([expect.stringContaining('只有 2 张照片'), '阿芬 拍的照片']);
    expect(look.text('main')).toContain('收下这 1 张照片');
    expect(done.h1).toBe('收下了 1 张照片');
    expect(done.text('main')).toContain('有 1 张照片没有收下');
    const [only = ''] = await ids();
    expect((await clerk.get(`/exchanges/${only}/file`)).root.querySelectorAll('.photos img')).toHaveLength(1);
    const again = await paste(file);
    expect(again.text('main')).toContain('有 1 张先前已经收过');
    expect(again.root.querySelector('[name=take]')).toBeNull();
    // Somebody else's record is not proved by them, and a stranger's file is not taken in.
    const stolen = await paste(fileOf([], '黄姐', [{ id: newKey(), records: [raw.id], picture }]));
    expect(stolen.text('main')).toContain('还没有收到');
    checkRefused(await paste(fileOf([], '隔壁阿珠', [missing])), {});
  });

  test('come later than their records, in the same file once more', async () => {
    const raw = record();
    await handIn(fileOf([raw]));
    const picture = (await cardPhoto()).toString('base64');
    const { done } = await handIn(fileOf([raw], '阿芬', [{ id: newKey(), records: [raw.id], picture }]));
    expect(done.text('main')).toContain('照片收下了 1 张');
  });

  test('that cannot be read, or have no record here, are said and hurt nothing', async () => {
    const raw = record();
    const picture = (await cardPhoto(1, 400, 300)).toString('base64');
    const bad = [
      ...[null, 7, {}, { id: '../x', records: [raw.id], picture }, { id: newKey(), records: 'all', picture }],
      { id: newKey(), records: [raw.id], picture: '不是照片' },
      { id: newKey(), records: [newKey()], picture },
    ];
    const { done } = await handIn(fileOf([raw], '阿芬', bad));
    expect(done.h1).toBe('收下了 1 条');
    expect(done.text('main')).toContain('有 2 张照片没有收下');
    expect((await clerk.get('/field/station')).status).toBe(200);
    const { done: none } = await handIn(fileOf([record({ order: 'new' })], '阿芬', 'photos'));
    expect(none.text('main')).not.toContain('照片');
  });
});
