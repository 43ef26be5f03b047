/** Photographs that a phone hands in: an answer in words for each, whatever came, and the record stands. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { attachmentLinks, attachments } from '#db/schema/papers';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import { type Client, createClient } from '#tests/support/client';
import { multipart } from '#tests/support/multipart';
import { asked, handIn, JSON_ONLY, newKey, sent, written } from '#tests/support/phone';
import { cardPhoto } from '#tests/support/photo';

let house: DeskHouse;
let helper: Client;
let recordId: string;
let exchangeId: string;
beforeEach(async () => {
  house = await openDeskHouse();
  helper = await house.as('阿芬');
  const raw = sent(written(house.world));
  recordId = String(raw.id);
  exchangeId = (await handIn(helper, [raw])).body.receipts[0].exchangeId;
}, 60_000);
afterEach(() => house.close());

const kept = () => house.world.read(({ tx }) => tx.select().from(attachments));
const links = () => house.world.read(({ tx }) => tx.select().from(attachmentLinks));
const tokenOf = async (client: Client): Promise<string> => (await asked(client, '/field/roster')).body.csrf;

async function post(form: ReturnType<typeof multipart>, client = helper) {
  const headers = { ...form.headers, ...JSON_ONLY };
  const answer = await client.request('POST', '/field/photos', { ...form, headers });
  return { status: answer.statusCode, body: answer.json() };
}
async function send(fields: Record<string, string>, bytes: Buffer | null, client = helper) {
  const all = { _csrf: await tokenOf(helper), id: newKey(), records: recordId, ...fields };
  return post(multipart(all, bytes && { name: 'photo', bytes }), client);
}

test('comes after its record, is told of, and stands in its file; again it is the same', async () => {
  const id = newKey();
  const bytes = await cardPhoto();
  expect(await send({ id }, bytes)).toMatchObject({
    status: 200,
    body: { receipt: { id, outcome: 'taken', words: '照片已上传' } },
  });
  expect(await send({ id }, bytes)).toMatchObject({ body: { receipt: { id, outcome: 'again', words: '照片已上传' } } });
  expect(await send({ id }, null)).toMatchObject({ body: { receipt: { id, outcome: 'again' } } });
  const file = await (await house.as('陈姐')).get(`/exchanges/${exchangeId}/file`);
  expect(file.root.querySelectorAll('.photos img')).toHaveLength(1);
});

test('no image, 20 MB, none at all, other bytes: plain words, the record stands, nothing is kept of it', async () => {
  const id = newKey();
  await send({ id }, await cardPhoto(1, 400, 300));
  const large = Buffer.concat([await cardPhoto(), Buffer.alloc(20 * 1024 * 1024, 7)]);
  const bad: [string, Record<string, string>, Buffer | null, RegExp][] = [
    ['photo_unreadable', {}, Buffer.from('这不是照片'), /看不出是照片.*记录收下了，不受影响/],
    ['photo_unreadable', {}, (await cardPhoto()).subarray(0, 3000), /重新拍一张/],
    ['photo_too_large', {}, large, /最多 12 兆.*记录收下了/],
    ['photo_gone', {}, null, /再加一张照片/],
    ['key_reused', { id }, await cardPhoto(2, 400, 300), /先传的那张算数/],
    ['not_found', { records: await colleagues() }, await cardPhoto(), /打电话给镇上/],
  ];
  for (const [code, fields, bytes, words] of bad) {
    const { status, body } = await send(fields, bytes);
    expect([status, body.receipt.outcome, body.receipt.code]).toEqual([200, 'refused', code]);
    expect(body.receipt.words).toMatch(words);
  }
  const unknown = await send({ records: `${recordId},${newKey()}` }, await cardPhoto());
  expect(unknown.body.receipt).toMatchObject({ outcome: 'later', words: expect.stringMatching(/还在手机里/) });
  expect([(await kept()).length, (await links()).length]).toEqual([1, 1]);
  expect((await (await house.as('陈姐')).get(`/exchanges/${exchangeId}/file`)).status).toBe(200);
});

async function colleagues(): Promise<string> {
  const raw = sent(written(house.world, { times: { halfDay: 'afternoon', minutes: 30 } }));
  await handIn(await house.as('小周'), [raw]);
  return String(raw.id);
}

test.each([
  ['no id', { id: '' }, 422, 'not_understood'],
  ['an id that is none', { id: '../x' }, 422, 'not_understood'],
  ['no record', { records: '' }, 422, 'missing'],
  ['records that are none', { records: 'a b,<c>' }, 422, 'not_understood'],
  ['too many records', { records: Array.from({ length: 21 }, newKey).join(',') }, 422, 'too_many'],
  ['another page’s token', { _csrf: 'x' }, 403, 'form_expired'],
])('%s is refused whole, in words', async (_, fields, status, code) => {
  const answer = await send(fields, await cardPhoto(1, 400, 300));
  expect(answer).toMatchObject({ status, body: { refused: { code, words: expect.stringMatching(/。$/) } } });
  expect(await kept()).toEqual([]);
});

test('a form that broke off, and one that is none: nothing stays', async () => {
  const whole = multipart(
    { _csrf: await tokenOf(helper), id: newKey(), records: recordId },
    { name: 'photo', bytes: await cardPhoto() },
  );
  const half = { ...whole, payload: whole.payload.subarray(0, whole.payload.length / 2) };
  const bare = { ...whole, headers: { 'content-type': 'multipart/form-data' } };
  for (const form of [half, bare]) {
    expect(await post(form)).toMatchObject({ status: 400, body: { refused: { code: 'unreadable' } } });
  }
  expect(await kept()).toEqual([]);
});

test('whoever is not signed in is shown the door; a member reaches nothing', async () => {
  const bytes = await cardPhoto(1, 400, 300);
  expect(await send({}, bytes, createClient(house.app))).toMatchObject({ status: 401 });
  const member = createClient(house.app);
  await member.signInAs(house.world.member('李姨').id);
  expect([403, 404]).toContain((await send({}, bytes, member)).status);
  expect(await kept()).toEqual([]);
});
