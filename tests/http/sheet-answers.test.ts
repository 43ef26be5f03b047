/** A confirmation on paper: printed for one elder with the visits that wait for her word, and keyed in line by line. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { ANSWER_COLUMNS, PRINTED_COLUMNS } from '#http/sheet/fields';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { multipart } from '#tests/support/multipart';
import { cardPhoto } from '#tests/support/photo';
import { qrCodesOn } from '#tests/support/qr';
import { NEIGHBOUR, served, thumbed } from '#tests/support/scene';
import { viewExchange } from '#usecases/exchange/view';

let house: DeskHouse;
let clerk: Client;
let first: string;
let second: string;
beforeEach(async () => {
  house = await openDeskHouse();
  clerk = await house.as('黄姐');
  first = (await served(house.world)).id;
  second = (await served(house.world, { serviceCode: 'A01', times: { start: 840, end: 900 } })).id;
});
afterEach(() => house.close());

const print = async (name = '陈伯', client = clerk): Promise<FetchedPage> => {
  const forms = await client.get(`/forms?member=${house.world.member(name).id}`);
  return client.submit(forms, {}, 'main form:has(input[value="confirmation"])');
};
const keying = async () => clerk.get(`${(await print()).url}/answers`);
const state = async (id: string) => (await viewExchange(house.world.desk('阿芬'), id)).exchange.state;
const yes = { answer: 'yes', thumb: 'yes', ...NEIGHBOUR };
const no = { ...yes, answer: 'no', reason: 'wrong_minutes' };
const on = (line: number, fields: Record<string, string>) =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}-${line}`, value]));

async function send(page: FetchedPage, fields: Record<string, string>, bytes: Buffer | null = null) {
  const key = (name: string) => page.root.querySelector(`main [name=${name}]`)?.getAttribute('value') ?? '';
  const keys = { _csrf: key('_csrf'), key: key('key'), handledBy: house.world.user('阿芬').id };
  const url = page.url.split('?')[0] ?? '';
  return clerk.request('POST', url, multipart({ ...keys, ...fields }, bytes && { name: 'photo', bytes }));
}

describe('what is printed', () => {
  test('a line each with day, volunteer, service and minutes, and blank what she is asked: the fields of its keying page', async () => {
    const sheet = await print();
    const rows = sheet.root
      .querySelectorAll('.paper-lines tbody tr')
      .map((row) => row.querySelectorAll('td').map((cell) => cell.textContent.trim()));
    expect(rows).toEqual([
      ['11月23日 上午', '李姨', '陪着聊天', '1 小时半', '是 不是', '', '', '', ''],
      ['11月23日 下午 2 点', '李姨', expect.any(String), '1 小时', '是 不是', '', '', '', ''],
    ]);
    const columns = sheet.root.querySelectorAll('.paper-lines th[scope=col]').slice(1);
    const names = columns.map((column) => column.getAttribute('data-field') ?? '');
    expect(names).toEqual([...PRINTED_COLUMNS, ...ANSWER_COLUMNS]);
    const page = await clerk.get(`${sheet.url}/answers`);
    const line = page.root.querySelectorAll('.sheet-line')[0];
    const asked = line?.querySelectorAll('input, select, textarea').map((field) => field.getAttribute('name') ?? '');
    // A reason is one of the list or words of her own: on paper both stand in one column.
    const onPaper = asked?.map((name) => name.replace('-1', '').replace('note', 'reason'));
    expect([...new Set(onPaper)].sort()).toEqual(names.slice(PRINTED_COLUMNS.length).sort());
    for (const word of rows[0]?.slice(0, 4) ?? []) expect(line?.textContent).toContain(word);
    expect(await qrCodesOn(sheet)).toEqual([`http://yinling.test${sheet.url}/answers`]);
  });

  test('where nothing waits for her word it says what to do, and prints nothing', async () => {
    const refused = await print('七婆');
    expect([refused.status, refused.text('main').includes('先把服务记下来')]).toEqual([422, true]);
    const forms = await clerk.get('/forms');
    const bare = await clerk.submit(forms, { form: 'confirmation' }, 'main form:has(input[value="visits"])');
    expect([bare.status, bare.text('main').includes('请先找到这位老人')]).toEqual([422, true]);
  });

  test('printed again under its number it still says what it said', async () => {
    const sheet = await print();
    await send(await clerk.get(`${sheet.url}/answers`), on(1, yes));
    const again = await clerk.get(sheet.url);
    expect(again.root.querySelectorAll('.paper-lines tbody tr')).toHaveLength(2);
    expect(again.text('.paper-lines')).toContain('1 小时半');
  });
});

describe('keying in', () => {
  test('yes and no with one photograph; sent again nothing happens twice', async () => {
    const page = await keying();
    const photo = await cardPhoto();
    for (let sent = 0; sent < 2; sent++) {
      const answer = await send(page, { ...on(1, yes), ...on(2, no) }, photo);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `${page.url}?saved=2`]);
      expect([await state(first), await state(second)]).toEqual(['confirmed', 'returned']);
    }
    const done = await clerk.get(`${page.url}?saved=2`);
    const lines = done.root.querySelectorAll('.sheet-line.is-done').map((line) => line.textContent);
    expect(lines[0]).toMatch(/是这样[\s\S]*黄姐 录入，经办人 阿芬/);
    expect(lines[1]).toContain('不是这样');
    expect(done.root.querySelectorAll('input[type=radio]')).toHaveLength(0);
    for (const [id, line] of [
      [first, 1],
      [second, 2],
    ]) {
      const file = await clerk.get(`/exchanges/${id}/file`);
      expect(file.text('.photos')).toContain(`第 ${line} 行`);
      expect(file.text('main')).toContain('经办了纸表，阿芬');
    }
  });

  test('errors stand by their lines with what was typed; the other line is done', async () => {
    const page = await keying();
    const answer = await send(page, { ...on(1, { ...no, reason: '', witnessPhone: '12' }), ...on(2, yes) });
    expect(answer.statusCode).toBe(422);
    for (const id of ['f-reason-1', 'f-witnessPhone-1'])
      expect([id, answer.body.includes(`id="${id}-error"`)]).toEqual([id, true]);
    expect(answer.body).toContain('value="黎婶"');
    expect(answer.body).toContain('录好了 1 行');
    expect([await state(first), await state(second)]).toEqual(['logged', 'confirmed']);
    const cases: [Record<string, string>, string][] = [
      [{ ...yes, thumb: '' }, 'f-thumb-1'],
      [{ ...yes, answer: '' }, 'f-answer-1'],
      [{ ...yes, answer: 'maybe' }, 'f-answer-1'],
      [{ ...yes, witnessName: '' }, 'f-witnessName-1'],
      [{ ...yes, witnessPhone: '' }, 'f-witnessPhone-1'],
      [{ ...yes, witnessPhone: house.world.phone('李姨') }, 'f-witnessPhone-1'],
      [{ ...no, reason: 'other' }, 'f-note-1'],
      [{ ...no, reason: 'nonsense' }, 'f-reason-1'],
    ];
    for (const [fields, id] of cases) {
      const refused = await send(page, on(1, fields));
      expect([id, refused.statusCode, refused.body.includes(`id="${id}-error"`)]).toEqual([id, 422, true]);
    }
    expect(await state(first)).toBe('logged');
    const stranger = await send(page, { ...on(1, yes), handledBy: house.world.user('隔壁阿珠').id });
    expect([stranger.statusCode, stranger.body.includes('id="f-handledBy-error"')]).toEqual([422, true]);
    expect((await send(page, {})).statusCode).toBe(422);
  });

  test('another answer under a line that is done is refused and shown', async () => {
    const page = await keying();
    await send(page, on(1, yes));
    const other = await send(page, on(1, no));
    expect([other.statusCode, other.body.includes('第 1 行已经录过，内容不一样')]).toEqual([422, true]);
    expect(await state(first)).toBe('confirmed');
  });

  test('what was decided meanwhile says so, before it is keyed in and after', async () => {
    const page = await keying();
    await thumbed(house.world, first);
    const late = await send(page, on(1, yes));
    expect([late.statusCode, late.body.includes('刚才被别人办过了')]).toEqual([422, true]);
    const shown = await clerk.get(page.url);
    expect(shown.root.querySelectorAll('.sheet-line')[0]?.textContent).toContain('已经有人办过了');
    expect(shown.root.querySelectorAll('[name="answer-1"]')).toHaveLength(0);
    expect(shown.root.querySelectorAll('[name="answer-2"]')).toHaveLength(2);
  });

  test('found by its number; not by others, and not for other forms', async () => {
    const sheet = await print();
    const number = sheet.text('.paper-number strong');
    const find = (client: Client) =>
      client.get('/forms').then((page) => client.submit(page, { number }, 'form[action="/sheet-search"]'));
    expect((await find(clerk)).url).toBe(`${sheet.url}/answers`);
    const neighbour = await house.as('隔壁阿珠');
    expect([(await find(neighbour)).status, (await neighbour.get(`${sheet.url}/answers`)).status]).toEqual([422, 404]);
    expect((await clerk.get(`${sheet.url}/lines`)).status).toBe(404);
    const visits = await clerk.submit(await clerk.get('/forms'), {}, 'main form:has(input[value="visits"])');
    expect((await clerk.get(`${visits.url}/answers`)).status).toBe(404);
    expect((await clerk.get('/sheets/123456789/answers')).status).toBe(404);
  });
});
