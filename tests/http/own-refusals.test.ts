/** Every form of a member's own, filled in wrongly: what was typed stays, the summary leads to the field, the words say how to mend it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import type { FetchedPage } from '#tests/support/client';
import { askFor, logged } from '#tests/support/scene';
import { acceptExchange } from '#usecases/exchange/match';
import { returnExchange } from '#usecases/exchange/return';

let house: MemberHouse;
const ids: Record<string, string> = {};

beforeAll(async () => {
  house = await openMemberHouse();
  const { world } = house;
  await world.fillPool('445321100', 600);
  ids.request = (await askFor(world, { serviceCode: 'E01', plannedMinutes: 30 })).id;
  await returnExchange(world.desk('梁主任'), { id: ids.request, reason: 'wrong_time', note: null });
  ids.returned = await logged(world, 30);
  await returnExchange(world.desk('小周'), { id: ids.returned, reason: 'wrong_minutes', note: null });
  ids.logged = await logged(world, 30);
  ids.matched = (await askFor(world, { plannedMinutes: 30 })).id;
  await acceptExchange(world.desk('李姨'), { id: ids.matched });
  world.at(`${world.tomorrow()}T10:00`);
});
afterAll(() => house.close());

type Typed = Record<string, string>;
/** Who, which page, what is typed, and the fields that must be asked about again. */
const FORMS: [string, () => string, Typed, string[]][] = [
  ['陈伯', () => `/exchanges/${ids.matched}/cancellation`, { reason: 'because' }, ['reason']],
  ['陈伯', () => `/exchanges/${ids.logged}/objection`, { reason: '' }, ['reason']],
  [
    '陈伯',
    () => `/exchanges/${ids.request}/correction`,
    { serviceCode: 'B03', plannedOn: '下下下周', plannedStart: '半夜三更', wish: '慢慢走' },
    ['plannedOn', 'plannedStart'],
  ],
  ['李姨', () => `/exchanges/${ids.matched}/sign-in`, { card: '1234 5678' }, ['card']],
  ['李姨', () => `/exchanges/${ids.matched}/withdrawal`, { reason: '' }, ['reason']],
  ['李姨', () => `/exchanges/${ids.matched}/nobody-home`, { note: '去'.repeat(201) }, ['note']],
  [
    '李姨',
    () => `/exchanges/${ids.matched}/log`,
    { otherDay: '昨天的昨天', start: '25点', end: '十一点', otherMinutes: '一会儿' },
    ['otherDay', 'start', 'otherMinutes'],
  ],
  [
    '李姨',
    () => `/exchanges/${ids.returned}/correction`,
    { otherDay: '下下周', otherMinutes: '4 天' },
    ['otherDay', 'otherMinutes'],
  ],
  ['李姨', () => `/exchanges/${ids.logged}/confirmation`, { pin: '12ab' }, ['pin']],
  [
    '李姨',
    () => '/visits/new',
    { card: '99', serviceCode: 'A02', otherDay: '去年', otherMinutes: '两顿饭的工夫' },
    ['otherDay', 'otherMinutes'],
  ],
];

/** What a field of the page holds now, whatever kind of field it is. */
function held(page: FetchedPage, name: string): string {
  const fields = page.root.querySelectorAll(`main [name="${name}"]`);
  const [first] = fields;
  if (first?.tagName === 'TEXTAREA') return first.text;
  if (first?.tagName === 'SELECT') return first.querySelector('option[selected]')?.getAttribute('value') ?? '';
  if (first?.getAttribute('type') === 'radio') {
    return fields.find((one) => one.hasAttribute('checked'))?.getAttribute('value') ?? '';
  }
  return first?.getAttribute('value') ?? '';
}

describe.each(['zh-CN', 'en'] as const)('in %s', (lang) => {
  test.each(FORMS)('%s at %s', async (who, at, typed, wrong) => {
    const client = await house.as(who, lang);
    const form = await client.get(at());
    expect(form.status, at()).toBe(200);
    const again = await client.submit(form, typed);
    expect(again.status).toBe(422);
    const summary = again.root.querySelector('.error-summary');
    expect(summary?.hasAttribute('autofocus')).toBe(true);
    expect(summary?.getAttribute('tabindex')).toBe('-1');
    const links = summary?.querySelectorAll('a').map((link) => link.getAttribute('href') ?? '') ?? [];
    expect(links).toEqual(expect.arrayContaining(wrong.map((name) => `#f-${name}`)));
    for (const link of links) {
      const field = again.root.querySelector(link);
      expect(['INPUT', 'SELECT', 'TEXTAREA'], link).toContain(field?.tagName);
      const words = summary?.querySelector(`a[href="${link}"]`)?.textContent ?? '';
      expect(again.text(`${link}-error`)).toBe(words.trim());
      // What has to be mended is not folded away.
      const drawer = field?.closest('details');
      if (drawer) expect(drawer.hasAttribute('open'), link).toBe(true);
    }
    for (const [name, value] of Object.entries(typed)) {
      if (name === 'pin') expect(again.html).not.toContain(value);
      else if (name !== 'reason') expect(held(again, name), name).toBe(value);
    }
  });
});
