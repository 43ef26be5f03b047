/** 公益时间 through its page: what stands in each pool, and quotas by two officers. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Client, FetchedPage } from '#tests/support/client';
import { CHEGANG, forge, LUODING, type Office, openOffice, XINCHENG } from '#tests/support/office';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const propose = async (client: Client, values = {}): Promise<FetchedPage> =>
  client.submit(await client.get('/pool-quotas/new'), {
    poolCode: CHEGANG,
    poolMinutes: '500小时',
    poolReason: '2027年第一季度',
    ...values,
  });
const rowOf = (page: FetchedPage, place: string): string =>
  page.root
    .querySelectorAll('.pools tbody tr')
    .map((row) => row.textContent.replace(/\s+/g, ' ').trim())
    .find((row) => row.startsWith(place)) ?? '';

test('every town has its line, with balance, held and this year’s figures, and they add up', async () => {
  const page = await (await office.as('苏科')).get('/pools');
  expect(rowOf(page, '新城镇')).toContain('1000 小时 – 1000 小时 1000 小时 – –');
  // Where there is nothing yet stands apart, each with the way to give it some.
  expect(page.text('.place-list')).toContain('车岗镇');
  expect(page.root.querySelector(`.place-list a[href="/pool-quotas/new?in=${CHEGANG}"]`)).not.toBeNull();
  expect(rowOf(page, '合计')).toContain('1000 小时');
  const city = await (await office.as('罗处', 'en')).get('/pools');
  expect(city.root.querySelectorAll('.place-list')).toHaveLength(5);
  expect(city.root.querySelectorAll('.pools')).toHaveLength(1);
  const town = await (await office.as('梁主任')).get('/pools');
  expect(town.root.querySelectorAll('.pools tbody tr')).toHaveLength(1);
  expect(town.root.querySelector('a[href^="/pool-quotas"]')).toBeNull();
});

describe('a quota', () => {
  test.each([
    ['500', '500 小时'],
    ['５００', '500 小时'],
    ['1,200', '1200 小时'],
    ['两百小时', '200 小时'],
    ['90分钟', '1 小时半'],
  ])('%s is read as %s', async (typed, said) => {
    const page = await propose(await office.as('苏科'), { poolMinutes: typed });
    expect(page.text('.proposals')).toContain(`给 新兴县 车岗镇 拨 ${said}`);
  });

  test('is accepted by another officer and stands in the pool, once', async () => {
    const proposed = await propose(await office.as('苏科'));
    expect(proposed.text('.notice.is-good')).toContain('提出了');
    expect(proposed.text('.proposals')).toContain('要由另一位来同意');
    expect(proposed.root.querySelector('form[action$=acceptance]')).toBeNull();

    const other = await office.as('何科');
    const waiting = await other.get('/pools');
    const done = await other.submit(waiting, {}, 'form[action$=acceptance]');
    expect(done.text('.notice.is-good')).toContain('到账');
    expect(rowOf(done, '车岗镇')).toContain('500 小时');
    expect(done.text('main')).toContain('苏科提出，何科同意');
    const again = await other.submit(waiting, {}, 'form[action$=acceptance]');
    expect([again.status, again.problems.length]).toEqual([409, 1]);
  });

  test('the city accepts too; a town and another county have no say', async () => {
    const own = await office.as('苏科');
    await propose(own);
    const city = await office.as('邓处');
    const waiting = await city.get('/pools');
    const action = waiting.root.querySelector('form[action$=acceptance]')?.getAttribute('action') ?? '';
    for (const name of ['罗定小郑', '梁主任', '审计老吴', '阿芬']) {
      expect(await forge(await office.as(name), action), name).toBe(404);
    }
    expect(await forge(own, action)).toBe(422);
    expect((await city.submit(waiting, {}, 'form[action$=acceptance]')).text('.notice.is-good')).toContain('到账');
  });

  test('what was not understood comes back beside its field, with what was typed', async () => {
    const client = await office.as('苏科');
    const cases: [Record<string, string>, string][] = [
      [{ poolMinutes: '' }, 'poolMinutes'],
      [{ poolMinutes: '0' }, 'poolMinutes'],
      [{ poolMinutes: '-5' }, 'poolMinutes'],
      [{ poolMinutes: '很多' }, 'poolMinutes'],
      [{ poolMinutes: '99999999999' }, 'poolMinutes'],
      [{ poolMinutes: '9999999' }, 'poolMinutes'],
      [{ poolReason: ' ' }, 'poolReason'],
      [{ poolCode: '445321100210' }, 'poolCode'],
      [{ poolCode: '新城镇' }, 'poolCode'],
      [{ poolCode: '' }, 'poolCode'],
    ];
    for (const [values, field] of cases) {
      const page = await propose(client, values);
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('.error-summary a')?.getAttribute('href')).toBe(`#f-${field}`);
      const kept = { poolMinutes: '500小时', ...values }.poolMinutes.trim();
      expect(page.root.querySelector('[name=poolMinutes]')?.getAttribute('value') ?? '').toBe(kept);
    }
  });

  test('a place out of reach is not there', async () => {
    expect((await propose(await office.as('苏科'), { poolCode: LUODING })).status).toBe(404);
    expect((await propose(await office.as('罗定小郑'), { poolCode: XINCHENG })).status).toBe(404);
  });
});
