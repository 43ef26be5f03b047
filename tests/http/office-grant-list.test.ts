/** 发放名单 through its pages: drawn up by one officer, signed by another, with the facts in words. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { FACTS } from '#cli/demo/cast';
import type { Facts } from '#domain/category';
import { findMember } from '#records/member';
import type { Client, FetchedPage } from '#tests/support/client';
import { forge, type Office, openOffice, XINXING } from '#tests/support/office';
import { correctMember } from '#usecases/member/correct';
import { moveHome } from '#usecases/member/move';
import { suspendMember } from '#usecases/member/suspend';

let office: Office;
beforeEach(async () => {
  office = await openOffice();
});
afterEach(() => office.close());

const draw = async (client: Client, values = {}): Promise<FetchedPage> =>
  client.submit(await client.get('/grant-lists/new'), { kind: 'change', month: '2026-12', ...values });

describe('a new list', () => {
  test('a change sheet says who comes, who goes, and why', async () => {
    const { world } = office;
    await suspendMember(world.desk('梁主任'), { id: world.member('七婆').id, reason: '家里人要求' });
    const there = { regionCode: '445302002001', hamletId: null, householdId: null, reason: null };
    await moveHome(world.desk('黄姐'), { key: world.key(), id: world.member('张伯').id, ...there });
    const sheet = await draw(await office.as('苏科'));
    expect(sheet.h1).toBe('新兴县发放名单');
    expect(sheet.text('.notice.is-good')).toContain('名单列好了');
    expect(sheet.text('.headline')).toBe('增加 0 人，减少 2 人');
    expect(sheet.text('main')).toContain('已经暂停');
    expect(sheet.text('main')).toMatch(/张伯.*搬到别的县/);
    // Where he went is the other county's, and a town sees its own people only.
    expect(sheet.text('main')).not.toContain('高峰');
    const town = await (await office.as('梁主任', 'en')).get(sheet.url);
    expect(town.text('main')).toContain('1 more person lives outside your area');
    expect((await (await office.as('车岗老何')).get(sheet.url)).text('main')).toContain('另有 2 人');
  });

  test('the facts that led to it stand beside each name, and the paper has room for a seal', async () => {
    const sheet = await draw(await office.as('梁主任'), { kind: 'yearly' });
    const rows = sheet.root.querySelectorAll('tbody tr').map((row) => row.textContent.replace(/\s+/g, ' '));
    expect(rows).toHaveLength(3);
    expect(rows.join()).toMatch(/陈伯.*84 岁.*大稳村.*满 80 岁、独居.*4 小时/);
    for (const word of ['填表人', '审核人', '日期', '盖章']) expect(sheet.text('.signatures')).toContain(word);
    // A town draws up, the county signs.
    expect(sheet.root.querySelector('form[action$=signature]')).toBeNull();
    expect(sheet.text('main')).toContain('等另一位县级经办签发');
  });

  test('what was not understood comes back with what was typed', async () => {
    const client = await office.as('苏科');
    for (const values of [{ kind: 'monthly' }, { month: '2026-13' }, { month: '' }, { countyCode: '44' }]) {
      const page = await draw(client, { month: '2027-01', ...values });
      expect([page.status, page.problems.length], JSON.stringify(values)).toEqual([422, 1]);
      expect(page.root.querySelector('select[name=month]')).not.toBeNull();
    }
    const kept = await draw(client, { kind: 'yearly', month: '2027-03', countyCode: '44532' });
    expect(kept.root.querySelector('input[value=yearly]')?.hasAttribute('checked')).toBe(true);
    expect(kept.root.querySelector('option[value=2027-03]')?.hasAttribute('selected')).toBe(true);
  });

  test('a county out of reach is not there', async () => {
    expect((await draw(await office.as('罗定小郑'), { countyCode: XINXING })).status).toBe(404);
    expect((await draw(await office.as('车岗老何'), { countyCode: '445381' })).status).toBe(404);
  });

  test('a second press finds the same list; a newer list takes the place of one that waits', async () => {
    const client = await office.as('苏科');
    const form = await client.get('/grant-lists/new');
    const once = await client.submit(form, { kind: 'yearly' });
    expect((await client.submit(form, { kind: 'yearly' })).url).toBe(once.url);
    expect((await client.get('/grant-lists/new')).text('.notice')).toContain('还在等签发');
    await draw(client);
    expect((await client.get(once.url)).text('main')).toContain('没有采用');
  });
});

describe('the signature', () => {
  test('whoever drew it up cannot sign; a second officer can, once', async () => {
    const own = await draw(await office.as('苏科'), { kind: 'yearly' });
    expect(own.text('main')).toContain('要由另一位来签发');
    expect(own.root.querySelector('form[action$=signature]')).toBeNull();

    const other = await office.as('何科');
    const sheet = await other.get(own.url);
    const signed = await other.submit(sheet, {}, 'form[action$=signature]');
    expect(signed.text('.notice.is-good')).toContain('签发了');
    expect(signed.text('.lead')).toContain('已签发');
    expect(signed.text('.signatures')).toContain('何科');
    const again = await other.submit(sheet, {}, 'form[action$=signature]');
    expect([again.status, again.problems.length]).toEqual([409, 1]);
  });

  test('a forged press by the one who drew it up is refused in words', async () => {
    const client = await office.as('苏科');
    const own = await draw(client, { kind: 'yearly' });
    const url = `${own.url.split('?')[0]}/signature`;
    expect(await forge(client, url)).toBe(422);
    for (const name of ['罗定小郑', '罗处', '梁主任', '审计老吴', '阿芬']) {
      expect(await forge(await office.as(name), url), name).toBe(404);
    }
  });
});

describe('the list of lists', () => {
  test('a town sees the lists of its county, with their state in words', async () => {
    await draw(await office.as('苏科'));
    const page = await (await office.as('车岗老何')).get('/grant-lists');
    expect(page.root.querySelectorAll('.tile')).toHaveLength(2);
    expect(page.text('.tiles')).toMatch(/2026年12月起，新兴县增减名单.*等签发.*已签发/);
    expect((await (await office.as('罗定小郑')).get('/grant-lists')).text('main')).toContain('还没有名单');
  });
});

test('a fact that no longer holds is named on the sheet', async () => {
  const { world } = office;
  const { id } = world.member('陈伯');
  const { version } = await world.read((act) => findMember(act, id, 'member.read'));
  const facts: Facts = { ...FACTS, spouse: 'none', livesWith: ['child'] };
  await correctMember(world.desk('阿芬'), { key: world.key(), id, version, facts });
  const sheet = await draw(await office.as('苏科'));
  expect(sheet.text('main')).toMatch(/陈伯.*不再独居.*不再送/);
  const english = await (await office.as('苏科', 'en')).get(sheet.url);
  expect(english.text('main')).toMatch(/no longer lives alone.*no more/);
});
