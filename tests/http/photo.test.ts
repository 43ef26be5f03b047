/** Photographs of the wall card: with the log, afterwards, looked at, refused. */
import { eq } from 'drizzle-orm';
import sharp from 'sharp';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { audit } from '#db/schema/office';
import { attachmentLinks, attachments } from '#db/schema/papers';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type Client, createClient, type FetchedPage } from '#tests/support/client';
import { multipart } from '#tests/support/multipart';
import { cardPhoto } from '#tests/support/photo';
import { logged, NEIGHBOUR, served, thumbed } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { confirmExchange } from '#usecases/exchange/confirm';

let house: DeskHouse;
let helper: Client;
beforeEach(async () => {
  house = await openDeskHouse();
  helper = await house.as('阿芬');
});
afterEach(() => house.close());

const kept = () => house.world.read(({ tx }) => tx.select().from(attachments));
const links = () => house.world.read(({ tx }) => tx.select().from(attachmentLinks));
const looks = () =>
  house.world.read(({ tx }) => tx.select().from(audit).where(eq(audit.noun, 'attachment')).orderBy(audit.at, audit.id));
const hang = async () => {
  const { world } = house;
  const card = { key: world.key(), memberId: world.member('陈伯').id, kind: 'wall' } as const;
  return (await issueCard(world.desk('阿芬'), card)).number;
};

const keysOf = (page: FetchedPage) =>
  Object.fromEntries(
    ['_csrf', 'key'].map((name) => [name, page.root.querySelector(`main [name=${name}]`)?.getAttribute('value') ?? '']),
  );
async function send(page: FetchedPage, url: string, fields: Record<string, string>, bytes: Buffer | null) {
  const file = bytes && { name: 'photo', bytes };
  return helper.request('POST', url, multipart({ ...keysOf(page), ...fields }, file));
}
const photographed = async (id: string, bytes: Buffer) =>
  send(await helper.get(`/exchanges/${id}/photos/new`), `/exchanges/${id}/photos`, {}, bytes);

describe('a photograph of the card', () => {
  test('comes with the log, is kept sealed and small, and stands in the evidence of the record', async () => {
    const number = await hang();
    const form = await helper.get(`/log/new?member=${house.world.member('陈伯').id}`);
    expect(form.root.querySelector('form.log-form')?.getAttribute('enctype')).toBe('multipart/form-data');
    const visit = { serviceCode: 'A02', minutes: '60', servedOn: house.world.today(), halfDay: 'morning' };
    const who = { member: house.world.member('陈伯').id, volunteer: house.world.member('李姨').id };
    const raw = await cardPhoto();
    const answer = await send(form, '/log', { ...visit, ...who, cardLine: '3', ...NEIGHBOUR }, raw);
    expect(answer.statusCode).toBe(303);
    const id = String(answer.headers.location).split('/').at(-1) ?? '';

    const [photo] = await kept();
    expect(photo?.sealed.includes(Buffer.from('ffd8ff', 'hex'))).toBe(false);
    expect(await links()).toMatchObject([{ subjectId: number, lineFrom: 1, lineTo: 3 }]);
    const town = await house.as('陈姐');
    const record = await town.get(`/exchanges/${id}/file`);
    const shown = record.root.querySelector('.photos img');
    // Its words stand beside it in the same link, so the picture itself is silent.
    expect(shown?.getAttribute('alt')).toBe('');
    expect(record.text('.photos a')).toContain('第 3 行的照片');
    const large = await town.get(record.root.querySelector('.photos a')?.getAttribute('href') ?? '');
    expect(large.text('main')).toContain('阿芬');
    const image = await town.request('GET', shown?.getAttribute('src') ?? '');
    expect(image.headers).toMatchObject({ 'content-type': 'image/jpeg', 'cache-control': 'no-store' });
    expect(await sharp(image.rawPayload).metadata()).toMatchObject({ width: 1600, height: 1200 });
    expect((await looks()).map(({ verb, outcome }) => `${verb} ${outcome}`)).toEqual(['add done', 'reveal done']);
  });

  test('one serves the ten lines of its card: records of earlier lines show it too, later ones do not', async () => {
    await hang();
    const first = await logged(house.world);
    await thumbed(house.world, first);
    const { world } = house;
    const later = await served(world);
    await confirmExchange(world.desk('阿芬'), { id: later.id, means: 'wallCard', line: 5, ...NEIGHBOUR });
    helper = await house.as('阿芬');
    const photos = async (id: string) =>
      (await helper.get(`/exchanges/${id}/file`)).root.querySelectorAll('.photos img').length;
    await photographed(first, await cardPhoto(1));
    expect([await photos(first), await photos(later.id)]).toEqual([1, 0]);
    await photographed(later.id, await cardPhoto(2));
    expect([await photos(first), await photos(later.id)]).toEqual([2, 1]);
    // The same photograph again is the one that is there.
    await photographed(later.id, await cardPhoto(2));
    expect([(await kept()).length, await photos(first)]).toEqual([2, 2]);
  });

  test('of a card that is not ours belongs to its record alone', async () => {
    const id = await logged(house.world);
    await thumbed(house.world, id);
    helper = await house.as('阿芬');
    await photographed(id, await cardPhoto());
    expect(await links()).toMatchObject([{ subjectId: id, lineFrom: 0, lineTo: 0 }]);
  });
});

describe('who may look', () => {
  test('out of reach, not of this record, or no officer: not found, and written down', async () => {
    const id = await logged(house.world);
    helper = await house.as('阿芬');
    await photographed(id, await cardPhoto());
    const other = await logged(house.world);
    const [photo] = await kept();
    const address = (of: string) => `/exchanges/${of}/photos/${photo?.id}/image`;
    const status = async (name: string, of = id) =>
      (await (await house.as(name)).request('GET', address(of))).statusCode;
    for (const name of ['阿芬', '小周', '陈姐', '苏科', '审计老吴'])
      expect([name, await status(name)]).toEqual([name, 200]);
    expect(await status('隔壁阿珠')).toBe(404);
    expect(await status('陈姐', other)).toBe(404);
    expect(await status('罗处')).toBe(404);
    expect((await createClient(house.app).request('GET', address(id))).statusCode).toBe(303);
    const refused = (await looks()).filter(({ outcome }) => outcome === 'refused');
    expect(refused.map(({ actorId, subjectId }) => [actorId, subjectId])).toEqual([
      [house.world.user('隔壁阿珠').id, id],
      [house.world.user('陈姐').id, other],
    ]);
    expect((await (await house.as('梁主任')).get(`/exchanges/${id}/photos/new`)).status).toBe(404);
  });
});

describe('what is refused', () => {
  test('no image, none at all, 20 MB: words beside the field, typed values kept, nothing stored', async () => {
    const id = await logged(house.world);
    helper = await house.as('阿芬');
    const form = await helper.get(`/exchanges/${id}/wall-card`);
    const url = `/exchanges/${id}/wall-card`;
    const typed = { cardLine: '4', ...NEIGHBOUR };
    const large = Buffer.concat([await cardPhoto(), Buffer.alloc(20 * 1024 * 1024, 7)]);
    for (const [bytes, words] of [
      [Buffer.from('这不是照片'), '看不出是照片'],
      [large, '最多 12 兆'],
    ] as const) {
      const answer = await send(form, url, typed, bytes);
      expect(answer.statusCode).toBe(422);
      expect(answer.body).toContain(words);
      expect(answer.body).toContain('id="f-photo-error"');
      expect(answer.body).toContain(`value="${NEIGHBOUR.witnessName}"`);
    }
    const none = await send(await helper.get(`/exchanges/${id}/photos/new`), `/exchanges/${id}/photos`, {}, null);
    expect([none.statusCode, none.body.includes('请填照片')]).toEqual([422, true]);
    expect(await kept()).toEqual([]);
    const done = await send(form, url, typed, await cardPhoto());
    expect(done.statusCode).toBe(303);
    expect(await kept()).toHaveLength(1);
  });

  test('a form that broke off, is no form, or goes where none with a file belongs: nothing stays', async () => {
    const id = await logged(house.world);
    helper = await house.as('阿芬');
    const page = await helper.get(`/exchanges/${id}/photos/new`);
    const whole = multipart(keysOf(page), { name: 'photo', bytes: await cardPhoto() });
    const url = `/exchanges/${id}/photos`;
    const half = { ...whole, payload: whole.payload.subarray(0, whole.payload.length / 2) };
    const bare = { ...whole, headers: { 'content-type': 'multipart/form-data' } };
    const bad = multipart({ ...keysOf(page), note: '\0' }, null);
    for (const sent of [half, bare, bad]) {
      const answer = await helper.request('POST', url, sent);
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('tel:');
    }
    expect((await helper.request('POST', `/exchanges/${id}/call-back`, whole)).statusCode).toBe(404);
    expect((await helper.request('POST', `/exchanges/${id}/staff-withdrawal`, whole)).statusCode).toBe(400);
    const forged = multipart({ key: 'k'.repeat(20), _csrf: 'x' }, { name: 'photo', bytes: await cardPhoto() });
    expect((await helper.request('POST', url, forged)).statusCode).toBe(403);
    expect(await kept()).toEqual([]);
  });

  test('the witness is refused: on the step nothing is kept; with the log the visit and its photograph are', async () => {
    const id = await logged(house.world);
    helper = await house.as('阿芬');
    const wrong = { cardLine: '4', witnessName: '李姨', witnessPhone: house.world.phone('李姨') };
    const step = await helper.get(`/exchanges/${id}/wall-card`);
    expect((await send(step, `/exchanges/${id}/wall-card`, wrong, await cardPhoto())).statusCode).toBe(422);
    expect(await kept()).toEqual([]);
    const who = { member: house.world.member('七婆').id, volunteer: house.world.member('老梁').id };
    const visit = { serviceCode: 'A02', minutes: '60', servedOn: house.world.today(), halfDay: 'morning' };
    const near = { cardLine: '1', witnessName: '老梁', witnessPhone: house.world.phone('老梁') };
    const form = await helper.get(`/log/new?member=${who.member}`);
    const answer = await send(form, '/log', { ...visit, ...who, ...near }, await cardPhoto());
    expect([answer.statusCode, answer.body.includes('只差见证人')]).toEqual([422, true]);
    expect(await links()).toMatchObject([{ lineFrom: 0, lineTo: 0 }]);
  });
});
