/** Paper is equal: what is printed is what the screens ask, and ten lines are keyed in on one page. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { SCREEN_ONLY } from '#http/sheet/fields';
import { type DeskHouse, openDeskHouse } from '#tests/http/desk-house';
import type { Client, FetchedPage } from '#tests/support/client';
import { multipart } from '#tests/support/multipart';
import { cardPhoto } from '#tests/support/photo';
import { qrCodesOn } from '#tests/support/qr';
import { NEIGHBOUR, served } from '#tests/support/scene';
import { issueCard } from '#usecases/card/issue';
import { listExchanges, viewExchange } from '#usecases/exchange/view';

let house: DeskHouse;
let clerk: Client;
beforeEach(async () => {
  house = await openDeskHouse();
  clerk = await house.as('黄姐');
});
afterEach(() => house.close());

const print = (form: string, client = clerk, member = '') =>
  client
    .get(`/forms${member && `?member=${member}`}`)
    .then((page) => client.submit(page, {}, `main form:has(input[value="${form}"])`));
const fieldsOn = (page: FetchedPage) =>
  page.root.querySelectorAll('[data-field]').map((field) => field.getAttribute('data-field') ?? '');
const count = async () => (await listExchanges(house.world.desk('阿芬'), { limit: 50 })).length;

/** Names that the screens of an enrolment ask, read from the screens. */
async function askedOnScreens(
  part: 'receives' | 'serves',
  officer: string,
  through: 'care' | 'consent' = 'care',
): Promise<Set<string>> {
  const asking = await house.as(officer);
  const answers: Record<string, Record<string, string | string[]>> = {
    who: { name: '林阿妹', parts: [part] },
    identity: { identityKind: 'none', bornOn: '1945年', sex: 'female' },
    home: { homeRegionCode: 'here' },
    family: { known: 'now', spouse: 'none', livesWith: ['nobody'] },
  };
  const asked = new Set<string>();
  let page = await asking.get('/members/new');
  for (let step = 'who'; step !== 'check'; ) {
    const form = 'main form.question-form';
    for (const field of page.root.querySelectorAll(`${form} input, ${form} select, ${form} textarea`)) {
      if (field.getAttribute('type') !== 'hidden') asked.add(field.getAttribute('name') ?? '');
    }
    const village = page.root.querySelector('[name=villageCode]')?.getAttribute('value') ?? '';
    page = await asking.submit(page, answers[step] ?? (village ? { villageCode: village } : {}), form);
    const next = page.url.split('?')[0]?.split('/').at(-1) ?? '';
    if (next === step || (next === 'consent' && through === 'care')) break;
    step = next;
  }
  return asked;
}

describe('what is printed', () => {
  test('an enrolment has the fields of its screens, neither more nor fewer', async () => {
    for (const [part, form] of [
      ['receives', 'enrolElder'],
      ['serves', 'enrolVolunteer'],
    ] as const) {
      // One is asked in which of her villages, the other writes hamlets. Where a village has no hamlets on file yet, its name is written instead of chosen.
      const names = [...(await askedOnScreens(part, '小周')), ...(await askedOnScreens(part, '阿芬'))].map((name) =>
        name === 'hamletName' ? 'hamletId' : name,
      );
      const asked = [...new Set(names)].filter((name) => name && !SCREEN_ONLY.includes(name));
      expect([form, fieldsOn(await print(form)).sort()]).toEqual([form, asked.sort()]);
    }
  });

  test('the visit sheet has the columns that its keying page asks', async () => {
    const sheet = await print('visits');
    const columns = sheet.root.querySelectorAll('.paper-lines th[scope=col]').map((cell) => cell.textContent.trim());
    const page = await clerk.get(`${sheet.url}/lines`);
    const labels = page.root
      .querySelectorAll('.sheet-line')[0]
      ?.querySelectorAll('label')
      .map((label) => label.textContent.replace('可以不填', '').trim());
    expect(labels?.sort()).toEqual(columns.slice(1).sort());
    expect(sheet.root.querySelectorAll('.paper-lines tbody tr')).toHaveLength(10);
    expect(await qrCodesOn(sheet)).toEqual([`http://yinling.test${sheet.url}/lines`]);
  });

  test('and a wall card those that its keying page asks', async () => {
    const { world } = house;
    const member = world.member('陈伯').id;
    const card = await issueCard(world.desk('阿芬'), { key: world.key(), memberId: member, kind: 'wall' });
    const printed = await clerk.get(`/members/${member}/card`);
    const page = await clerk.get(`/sheets/${card.number}/lines`);
    const asked = page.root
      .querySelectorAll('.sheet-line')[0]
      ?.querySelectorAll('input, select')
      .map((field) => field.getAttribute('name')?.replace('-1', '') ?? '');
    expect(fieldsOn(printed).sort()).toEqual(asked?.sort());
    expect((await (await house.as('隔壁阿珠')).get(`/sheets/${card.number}/lines`)).status).toBe(404);
  });

  test('each form has a number, 经办人, two seals and a day; in both languages, for somebody', async () => {
    await served(house.world);
    for (const lang of ['zh-CN', 'en'] as const) {
      const helper = await house.as('阿芬', lang);
      const seen = new Set<string>();
      for (const form of ['enrolElder', 'enrolVolunteer', 'consent', 'visits', 'confirmation']) {
        const sheet = await print(form, helper, house.world.member('陈伯').id);
        seen.add(sheet.text('.paper-number strong'));
        expect(sheet.root.querySelectorAll('.paper-foot dt')).toHaveLength(4);
        expect(sheet.text('.paper-head')).toContain('陈伯');
      }
      expect(seen.size).toBe(5);
    }
    const town = await house.as('梁主任');
    // Without a person the confirmation says whom to find first.
    const forms = await clerk.get('/forms');
    expect(forms.root.querySelectorAll('main form:has(input[value="confirmation"])')).toHaveLength(0);
    expect(forms.text('.paper-forms')).toContain('先找到老人');
    expect((await town.get('/forms')).root.querySelector('form[action="/sheet-search"]')).toBeNull();
    expect((await (await house.as('苏科')).get('/forms')).status).toBe(404);
  });
});

describe('a form without lines', () => {
  const FORM = 'main form.question-form';
  const find = async (number: string, client = clerk) =>
    client.submit(await client.get('/forms'), { number }, 'form[action="/sheet-search"]');
  const numberOf = (sheet: FetchedPage) => sheet.text('.paper-number strong');
  const errorOn = (page: FetchedPage, name: string) => page.text(`#f-${name}-error`);
  const ANSWERS: Record<string, Record<string, string | string[]>> = {
    who: { name: '林阿妹', parts: ['receives'] },
    identity: { identityKind: 'none', bornOn: '1945年', sex: 'female' },
    home: { homeRegionCode: 'here' },
    family: { known: 'later' },
    consent: { consent_enrol: 'yes', how: 'paper' },
  };
  async function walk(page: FetchedPage, who: Record<string, string> = {}): Promise<FetchedPage> {
    let at = await clerk.submit(page, { ...ANSWERS.who, ...who }, FORM);
    const stepOf = ({ url }: FetchedPage) => url.split('?')[0]?.split('/').at(-1) ?? '';
    for (let step = stepOf(at); step !== 'check' && at.problems.length === 0; step = stepOf(at))
      at = await clerk.submit(at, ANSWERS[step] ?? {}, FORM);
    return at;
  }

  test('an enrolment number leads to the first question with the number in it, and then to the file it became', async () => {
    const number = numberOf(await print('enrolElder'));
    const first = await find(number);
    expect(first.url).toBe(`/members/new?sheet=${number.replaceAll(' ', '')}`);
    expect(first.root.querySelector('[name=sheet]')?.getAttribute('value')).toBe(number);
    const check = await walk(first, { handledBy: house.world.user('阿芬').id });
    expect(check.text('.summary-list')).toContain(number);
    const done = await clerk.submit(check, {}, FORM);
    const file = await clerk.get(done.url.replace('/enrolment', ''));
    expect(file.text('main')).toMatch(/老人登记表 \d{3} \d{3} \d{3}.*黄姐 录入，经办人 阿芬/);
    expect((await find(number)).url).toBe(`${file.url}?done=sheet_used`);
    expect((await find(number)).text('main')).toContain('已经录过');
    expect((await clerk.get(first.url)).url).toBe(`${file.url}?done=sheet_used`);

    // Typed once more at the first question it is told there, with the way to the file.
    const twice = await walk(await clerk.get('/members/new'), { sheet: number });
    expect(errorOn(twice, 'sheet')).toContain('已经录过了');
    expect(twice.root.querySelector(`main a[href="${file.url}"]`)).not.toBeNull();
    expect(twice.root.querySelector('[name=name]')?.getAttribute('value')).toBe('林阿妹');
  });

  test('a number that is none, of another kind, village or person is told beside the field', async () => {
    const neighbour = await house.as('隔壁阿珠');
    const cases = [
      ['123 456 789', '没有这个编号'],
      ['一二三', '没有这个编号'],
      [numberOf(await print('enrolElder', neighbour)), '没有这个编号'],
      [numberOf(await print('visits')), '另一种表'],
      [numberOf(await print('enrolElder', clerk, house.world.member('陈伯').id)), '另一个人'],
    ];
    for (const [number = '', words = ''] of cases) {
      const refused = await walk(await clerk.get('/members/new'), { sheet: number });
      expect([number, refused.status, errorOn(refused, 'sheet')]).toEqual([
        number,
        422,
        expect.stringContaining(words),
      ]);
    }
    const stranger = await walk(await clerk.get('/members/new'), {
      sheet: numberOf(await print('enrolElder')),
      handledBy: house.world.user('隔壁阿珠').id,
    });
    expect(errorOn(stranger, 'handledBy')).toContain('经办人');
    // Without a number nothing is asked about it.
    expect((await walk(await clerk.get('/members/new'))).url).toContain('/check');
  });

  test('used by somebody else while the questions were answered, nobody is put on file twice', async () => {
    const number = numberOf(await print('enrolElder'));
    const check = await walk(await find(number));
    const other = await house.as('阿芬');
    const theirs = clerk;
    clerk = other;
    await clerk.submit(await walk(await find(number)), {}, FORM);
    clerk = theirs;
    const late = await clerk.submit(check, {}, FORM);
    expect([late.status, late.text('main').includes('已经录过了')]).toEqual([422, true]);
  });

  test('a consent number leads to her page about consent, all that was ticked goes with it once', async () => {
    const { id } = house.world.member('七婆');
    const number = numberOf(await print('consent', clerk, id));
    const page = await find(number);
    expect(page.url).toBe(`/members/${id}/consents?sheet=${number.replaceAll(' ', '')}`);
    const form = `form[action="/members/${id}/consents"]`;
    const none = await clerk.submit(page, { how: 'paper' }, form);
    expect([none.status, errorOn(none, 'purpose') !== '']).toEqual([422, true]);
    const given = await clerk.submit(none, { purpose: ['kinActs', 'notice'], how: 'paper' }, form);
    expect([given.url, given.text('main').includes('同意家里人代办')]).toEqual([`/members/${id}?done=consent`, true]);
    expect((await find(number)).url).toBe(`/members/${id}?done=sheet_used`);

    const others = await clerk.get(`/members/${house.world.member('陈伯').id}/consents`);
    const wrong = { purpose: ['notice'], how: 'paper', sheet: numberOf(await print('consent', clerk, id)) };
    const refused = await clerk.submit(others, wrong, 'main form[action$="/consents"]');
    expect([refused.status, errorOn(refused, 'sheet')]).toEqual([422, expect.stringContaining('另一个人')]);
    const blank = await find(numberOf(await print('consent')));
    expect([blank.status, errorOn(blank, 'number').includes('没有印名字')]).toEqual([422, true]);
  });

  test('consent has the fields of its screens: those of an enrolment and those of the page about consent', async () => {
    const asked = [
      ...(await askedOnScreens('receives', '阿芬', 'consent')),
      ...(await askedOnScreens('serves', '阿芬', 'consent')),
    ];
    const ofEnrolment = asked.filter((name) => name.startsWith('consent_') || ['how', 'witness'].includes(name));
    const page = await clerk.get(`/members/${house.world.member('七婆').id}/consents`);
    const fields = page.root.querySelectorAll(
      'main form[action$="/consents"] input, main form[action$="/consents"] select',
    );
    const ofPage = fields
      .filter((field) => field.getAttribute('type') !== 'hidden')
      .map((field) => {
        const name = field.getAttribute('name') ?? '';
        return name === 'purpose' ? `consent_${field.getAttribute('value')}` : name;
      });
    const names = new Set([...ofEnrolment, ...ofPage].filter((name) => !SCREEN_ONLY.includes(name)));
    expect(fieldsOn(await print('consent')).sort()).toEqual(['name', ...names].sort());
  });
});

describe('keying in', () => {
  const visit = (line: number, changes: Record<string, string> = {}) => {
    const fields = {
      day: '11月20日',
      half: 'morning',
      elder: '陈伯',
      volunteer: '李姨',
      service: 'A02',
      start: '9点',
      end: '10点',
      ...changes,
    };
    return Object.fromEntries(Object.entries(fields).map(([name, value]) => [`${name}-${line}`, value]));
  };
  const thumb = { thumb: 'yes', ...NEIGHBOUR };
  async function send(page: FetchedPage, fields: Record<string, string>, bytes: Buffer | null = null) {
    const keys = ['_csrf', 'key'].map((name) => [
      name,
      page.root.querySelector(`main [name=${name}]`)?.getAttribute('value') ?? '',
    ]);
    const handledBy = house.world.user('阿芬').id;
    const file = bytes && { name: 'photo', bytes };
    const url = page.url.split('?')[0] ?? '';
    return clerk.request('POST', url, multipart({ ...Object.fromEntries(keys), handledBy, ...fields }, file));
  }
  const open = async () => clerk.get(`${(await print('visits')).url}/lines`);

  test('ten lines with one photograph; sent again nothing is made twice', async () => {
    const page = await open();
    const ten = Object.assign(
      {},
      ...Array.from({ length: 10 }, (_, at) => visit(at + 1, { start: `${at + 7}点`, end: `${at + 8}点`, ...thumb })),
    );
    const photo = await cardPhoto();
    for (let sent = 0; sent < 2; sent++) {
      const answer = await send(page, ten, photo);
      expect([answer.statusCode, answer.headers.location]).toEqual([303, `${page.url}?saved=10`]);
      expect(await count()).toBe(10);
    }
    const done = await clerk.get(`${page.url}?saved=10`);
    expect(done.root.querySelectorAll('.sheet-line.is-done')).toHaveLength(10);
    expect(done.text('main')).toContain('录入，经办人');
    const record = await clerk.get(done.root.querySelectorAll('.sheet-line a')[9]?.getAttribute('href') ?? '');
    expect(record.text('.photos')).toContain('第 10 行');
  });

  test('errors stand by their lines with what was typed; the others are done', async () => {
    const page = await open();
    const answer = await send(page, {
      ...visit(1),
      ...visit(2, { elder: '没有这个人', volunteer: '李姨' }),
      ...visit(3, { day: '2月30日' }),
      ...visit(4, { start: '', end: '' }),
      ...visit(5, { thumb: 'yes' }),
      ...visit(6, { start: '6点', end: '20点' }),
      ...visit(7, { volunteer: '' }),
      ...visit(8, { start: '', end: '', minutes: '60', half: '' }),
      ...visit(9, { elder: '陈', volunteer: '李' }),
    });
    expect(answer.statusCode).toBe(422);
    for (const id of [
      'f-elder-2',
      'f-day-3',
      'f-witnessName-5',
      'f-minutes-6',
      'f-volunteer-7',
      'f-half-8',
      'f-elder-9',
    ])
      expect([id, answer.body.includes(`id="${id}-error"`)]).toEqual([id, true]);
    expect(answer.body).toContain('value="没有这个人"');
    expect(answer.body).toContain('name="sure-6"');
    expect(answer.body).toContain('这个名字不全。是不是：陈伯');
    expect(answer.body).toContain('录好了 1 行');
    expect(await count()).toBe(1);
    expect((await send(page, visit(6, { start: '6点', end: '20点', sure: 'yes' }))).statusCode).toBe(303);
    expect(await count()).toBe(2);
  });

  test('a day long past is asked about: without a year it was meant to be another one', async () => {
    const page = await open();
    const answer = await send(page, visit(1, { day: '12月30日' }));
    expect([answer.statusCode, answer.body.includes('id="f-day-1-error"')]).toEqual([422, true]);
    expect(answer.body).toContain('2025年12月30日');
    expect(await count()).toBe(0);
    expect((await send(page, visit(1, { day: '12月30日', sureDay: 'yes' }))).statusCode).toBe(303);
    expect(await count()).toBe(1);
  });

  test('a witness who stood by without a thumb is kept, and confirms nothing', async () => {
    const page = await open();
    expect((await send(page, visit(1, { ...NEIGHBOUR, relative: 'yes' }))).statusCode).toBe(303);
    expect((await send(page, visit(1, { ...NEIGHBOUR, relative: 'yes' }))).statusCode).toBe(303);
    const [{ exchange } = { exchange: null }] = await listExchanges(house.world.desk('阿芬'), { limit: 5 });
    const { evidence, flags } = await viewExchange(house.world.desk('阿芬'), exchange?.id ?? '');
    expect([exchange?.state, evidence.filter(({ kind }) => kind === 'witness').length]).toEqual(['logged', 1]);
    expect(flags).not.toContain('relative_unwitnessed');
  });

  test('other content under a line that is done is refused and shown; nothing at all is asked for', async () => {
    const page = await open();
    await send(page, visit(1));
    const other = await send(page, visit(1, { end: '11点' }));
    expect(other.statusCode).toBe(422);
    expect(other.body).toContain('第 1 行已经录过，内容不一样');
    expect(await count()).toBe(1);
    expect((await send(await open(), {})).statusCode).toBe(422);
  });

  test('by its number, typed as it is printed; a number that is none is told beside the field', async () => {
    const sheet = await print('visits');
    const forms = await clerk.get('/forms');
    const found = await clerk.submit(
      forms,
      { number: sheet.text('.paper-number strong') },
      'form[action="/sheet-search"]',
    );
    expect(found.url).toBe(`${sheet.url}/lines`);
    for (const number of ['', '12', '123 456 789']) {
      const wrong = await clerk.submit(forms, { number }, 'form[action="/sheet-search"]');
      expect([wrong.status, wrong.root.querySelector('#f-number-error') !== null]).toEqual([422, true]);
    }
    expect((await (await house.as('隔壁阿珠')).get(found.url)).status).toBe(404);
    expect((await clerk.get(`${(await print('consent')).url}/lines`)).status).toBe(404);
  });
});
