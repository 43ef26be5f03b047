/** Every page of the office: opened in both languages by everybody who may, and not there for everybody else. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Office, openOffice, XINXING } from '#tests/support/office';
import { proposeGrantList } from '#usecases/grant-list/propose';

let office: Office;
let list: string;
beforeAll(async () => {
  office = await openOffice();
  const asked = { key: office.world.key(), countyCode: XINXING, kind: 'yearly', month: '2027-01' } as const;
  list = (await proposeGrantList(office.world.desk('苏科'), asked)).id;
});
afterAll(() => office.close());

const OFFICERS = ['阿芬', '黄姐', '小周', '梁主任', '苏科', '罗处', '审计老吴', '罗定小郑', '车岗老何'] as const;
type Officer = (typeof OFFICERS)[number];
const DESK: readonly Officer[] = ['梁主任', '苏科', '罗处', '审计老吴', '罗定小郑', '车岗老何'];
const COUNTY: readonly Officer[] = ['苏科', '罗定小郑'];
const WATCH: readonly Officer[] = ['苏科', '罗处', '审计老吴', '罗定小郑'];
/** Whose reach holds what happens in Xinxing. */
const HERE: readonly Officer[] = ['苏科', '罗处', '审计老吴'];

const pages = (): [string, readonly Officer[]][] => {
  const { world } = office;
  const user = world.user('陈姐').id;
  return [
    ['/grant-lists', DESK],
    ['/grant-lists/new', ['梁主任', '苏科', '罗定小郑', '车岗老何']],
    [`/grant-lists/${list}`, [...HERE, '梁主任', '车岗老何']],
    ['/pools', DESK],
    ['/pool-quotas/new', COUNTY],
    ['/users', DESK],
    ['/users/new', DESK.filter((name) => name !== '审计老吴')],
    [`/users/${user}`, [...HERE, '梁主任']],
    [`/users/${user}/grants/new`, ['苏科', '罗处', '梁主任']],
    ['/posts', DESK],
    ['/password', OFFICERS],
    ['/policies', OFFICERS],
    ['/policies?in=445321', OFFICERS],
    ['/policies/earn.dailyCapMin', OFFICERS],
    ['/policies/volunteer.minors', OFFICERS],
    ['/policies/new?key=earn.dailyCapMin', [...COUNTY, '罗处']],
    ['/policies/new?key=recipient.keyElder', [...COUNTY, '罗处']],
    ['/audit', WATCH],
    ['/audit?noun=pool&actor=su', WATCH],
    ['/ledger', WATCH],
    ['/ledger/xinxing', HERE],
    ['/ledger/xinxing?to=2', HERE],
    ['/ledger/xinxing/1', HERE],
  ];
};

describe('pages', () => {
  test.each(OFFICERS)('%s opens what is theirs, in both languages, and finds nothing else', async (name) => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await office.as(name, lang);
      for (const [url, readers] of pages()) {
        const page = await client.get(url);
        expect(page.status, `${name} ${url}`).toBe(readers.includes(name) ? 200 : 404);
        expect(page.root.querySelector('html')?.getAttribute('lang')).toBe(lang);
      }
    }
  });

  test('nobody who has not signed in comes in, and members have nothing here', async () => {
    const stranger = office.client();
    const member = office.client();
    await member.signInAs(office.world.member('李姨').id);
    for (const [url] of pages()) {
      expect((await stranger.get(url)).url).toContain('/sign-in');
      expect((await member.get(url)).status, url).toBe(404);
    }
  });

  test('what is not there is not found', async () => {
    const client = await office.as('苏科');
    const urls = ['/grant-lists/gls_x', '/users/usr_x', '/grants/grt_x', '/policies/earn.nothing', '/ledger/nowhere'];
    const more = ['/ledger/xinxing/999', '/ledger/xinxing/0', '/ledger/xinxing/abc', '/ledger/luoding/1'];
    for (const url of [...urls, ...more]) expect((await client.get(url)).status, url).toBe(404);
    const rules = ['/policies/new', '/policies/new?key=x', '/policies/new?key=kin.family'];
    for (const url of rules) expect((await client.get(url)).status, url).toBe(404);
  });

  test('sections of the office stand in the list of whoever may open them', async () => {
    const sections = async (name: string) =>
      (await (await office.as(name)).get('/password')).root
        .querySelectorAll('nav a')
        .map((a) => a.getAttribute('href'));
    expect(await sections('苏科')).toEqual(expect.arrayContaining(['/grant-lists', '/pools', '/users', '/ledger']));
    expect(await sections('梁主任')).not.toContain('/audit');
    expect(await sections('阿芬')).not.toContain('/policies');
  });
});
