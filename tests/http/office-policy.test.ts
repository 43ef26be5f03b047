/** 规则 through their pages: every key in words, changes typed leniently and made by two officers from a later day. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { POLICY, type PolicyKey } from '#domain/policy';
import { UNITS } from '#domain/policy-unit';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge, LUODING, type Office, openOffice, XINCHENG, XINXING } from '#tests/support/office';

const KEYS = Object.keys(POLICY) as PolicyKey[];
let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const change = async (client: Client, key: PolicyKey, values: Record<string, string | string[]>, place = XINXING) =>
  client.submit(await client.get(`/policies/new?key=${key}&in=${place}`), {
    validFrom: '2027年1月1日',
    ruleReason: '新民发〔2026〕12 号',
    ...values,
  });
const nowOf = (page: FetchedPage): string => page.text('.summary-list dd');

test('every key stands on the page with its value in words, and opens; what may change has a form', async () => {
  for (const lang of ['zh-CN', 'en'] as const) {
    const client = await office.as('苏科', lang);
    const page = await client.get('/policies');
    expect(page.root.querySelectorAll('.rules tbody tr')).toHaveLength(KEYS.length);
    expect(page.text('main')).not.toMatch(/\b(240|90000|byRisk|floor)\b/);
    for (const key of KEYS) {
      expect(nowOf(await client.get(`/policies/${key}`)), key).not.toBe('');
      const form = await client.get(`/policies/new?key=${key}`);
      expect(form.status, key).toBe(UNITS[key] === 'fixed' ? 404 : 200);
    }
  }
});

test('what holds now can be sent back as it stands, for every key', async () => {
  const client = await office.as('罗处');
  for (const key of KEYS.filter((one) => UNITS[one] !== 'fixed')) {
    const page = await change(client, key, {}, '4453');
    expect([page.status, page.problems], key).toEqual([200, []]);
    expect(page.text('.notice.is-good'), key).toContain('提出了');
  }
});

describe('values', () => {
  test.each([
    ['earn.dailyCapMin', '5小时', '5 小时'],
    ['earn.dailyCapMin', '三个半钟', '3 小时半'],
    ['earn.dailyCapMin', '３００', '5 小时'],
    ['earn.monthlyCapMin', '不限', '不设上限'],
    ['balance.storageCapMin', '1,200小时', '1200 小时'],
    ['notice.publicDays', '十天', '10 天'],
    ['redeem.minAge', '65周岁', '65 岁'],
    ['pool.reserveValuePerHourFen', '12.5元', '12.5 元'],
    ['honour.starsMin', '100小时，300小时、600小时', '100 小时、300 小时、600 小时'],
    ['redeem.requiresTownApproval', 'always', '都要审核'],
    ['kin.relatives', 'false', '不是'],
    ['brand.name', '新兴县养老互助时间', '“新兴县养老互助时间”'],
  ] as const)('%s: %s is read as %s', async (key, value, said) => {
    const page = await change(await office.as('苏科'), key, { value });
    expect(page.text('.proposals strong')).toBe(said);
  });

  test('several answers, and several settings that belong together', async () => {
    const client = await office.as('罗处');
    const kinds = await change(client, 'redeem.kinds', { value: ['services', 'mealTickets'] }, '4453');
    expect(kinds.text('.proposals strong')).toBe('服务、饭堂餐票');
    const parts = { part_aloneFromAge: '75 岁', part_allowances: 'dibao' };
    const list = await change(client, 'recipient.keyElder', parts, '4453');
    expect(list.text('.proposals strong')).toContain('75 岁以上独居');
  });

  test('what was not understood comes back beside its field, with what was typed', async () => {
    const client = await office.as('苏科');
    const cases: [PolicyKey, Record<string, string | string[]>, string][] = [
      ['earn.dailyCapMin', { value: '' }, 'value'],
      ['earn.dailyCapMin', { value: '20小时' }, 'value'],
      ['earn.dailyCapMin', { value: '很久' }, 'value'],
      ['earn.dailyCapMin', { value: '不限' }, 'value'],
      ['notice.publicDays', { value: '100天' }, 'value'],
      ['honour.starsMin', { value: '300小时、100小时' }, 'value'],
      ['redeem.kinds', { value: [] }, 'value'],
      ['redeem.kinds', { value: 'cash' }, 'value'],
      ['kin.relatives', { value: 'maybe' }, 'value'],
      ['brand.name', { value: '新兴时间银' + '行' }, 'value'],
      ['recipient.keyElder', { part_aloneFromAge: '30' }, 'part_aloneFromAge'],
      ['earn.dailyCapMin', { value: '5小时', validFrom: '' }, 'validFrom'],
      ['earn.dailyCapMin', { value: '5小时', validFrom: '以后' }, 'validFrom'],
      ['earn.dailyCapMin', { value: '5小时', validFrom: '今天' }, 'validFrom'],
      ['earn.dailyCapMin', { value: '5小时', ruleReason: '' }, 'ruleReason'],
      ['earn.dailyCapMin', { value: '5小时', regionCode: '' }, 'regionCode'],
    ];
    for (const [key, values, field] of cases) {
      const page = await change(client, key, values);
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
      const typed = page.root.querySelector('input[type=text][name=value]')?.getAttribute('value');
      if (typeof values.value === 'string' && values.value) expect([undefined, values.value]).toContain(typed);
    }
  });
});

test('everything that is to be put right is said at once', async () => {
  const page = await change(await office.as('苏科'), 'earn.dailyCapMin', {
    value: '20小时',
    validFrom: '今天',
    ruleReason: '',
  });
  expect(page.root.querySelectorAll('.error-summary a').map((link) => link.getAttribute('href'))).toEqual([
    '#f-value',
    '#f-validFrom',
    '#f-ruleReason',
  ]);
});

describe('a change', () => {
  test('is accepted by another officer, holds from its day, and is on file with who and why', async () => {
    const own = await office.as('苏科');
    const proposed = await change(own, 'earn.dailyCapMin', { value: '5小时', locked: 'yes' });
    expect(proposed.text('.proposals')).toContain('要由另一位经办来同意');
    expect(proposed.root.querySelector('form[action$=acceptance]')).toBeNull();

    const other = await office.as('何科');
    const rule = await other.get('/policies/earn.dailyCapMin');
    const action = rule.root.querySelector('form[action$=acceptance]')?.getAttribute('action') ?? '';
    expect(await forge(own, action)).toBe(422);
    for (const name of ['罗定小郑', '梁主任', '审计老吴', '阿芬']) {
      expect(await forge(await office.as(name), action), name).toBe(404);
    }
    const done = await other.submit(rule, {}, 'form[action$=acceptance]');
    expect(done.text('.notice.is-good')).toContain('同意了');
    expect(nowOf(done)).toContain('2027年1月1日起改为 5 小时');
    expect(done.text('table')).toMatch(/5 小时.*第 2 版，下级不能改.*苏科提出，何科同意.*新民发/);
    const again = await other.submit(rule, {}, 'form[action$=acceptance]');
    expect([again.status, again.problems.length]).toEqual([409, 1]);

    office.world.at('2027-01-01T09:00');
    const town = await (await office.as('梁主任')).get('/policies/earn.dailyCapMin');
    expect([nowOf(town), town.text('main')]).toEqual(['5 小时', expect.stringContaining('县（市、区）定')]);
    // The county locked it: nothing is proposed below.
    const below = await (await office.as('何科')).get(`/policies/earn.dailyCapMin?in=${XINCHENG}`);
    expect(below.text('.notice')).toContain('不让下级改');
    const luoding = await (await office.as('罗定小郑')).get('/policies/earn.dailyCapMin');
    expect([nowOf(luoding), luoding.text('table')]).toEqual(['4 小时', expect.not.stringContaining('5 小时')]);
  });

  test('one that was not accepted in time waits in words', async () => {
    await change(await office.as('苏科'), 'notice.publicDays', { value: '10', validFrom: '明天' });
    office.world.at('2026-11-24T09:00');
    const page = await (await office.as('何科')).get('/policies');
    expect(page.text('.proposals')).toContain('开始日期已经到了');
    expect(page.root.querySelector('form[action$=acceptance]')).toBeNull();
  });

  test('a place out of reach is not there, and what never changes has no form', async () => {
    const client = await office.as('苏科');
    expect((await change(client, 'earn.dailyCapMin', { value: '5小时', regionCode: LUODING })).status).toBe(404);
    expect((await change(client, 'earn.dailyCapMin', { value: '5小时', regionCode: '4453' })).status).toBe(404);
    const fields = { policyKey: 'kin.family', value: '60', regionCode: XINXING, validFrom: '明天', ruleReason: 'x' };
    expect(await forge(client, '/policies', fields)).toBe(404);
    expect(await forge(client, '/policies', { ...fields, policyKey: 'constructor' })).toBe(404);
    expect(await forge(await office.as('梁主任'), '/policies', fields)).toBe(404);
  });
});
