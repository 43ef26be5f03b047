/** 撤销并改记 through the pages of two officers, and as both sides read it. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type MemberHouse, openMemberHouse } from '#tests/http/member-house';
import { type Client, createClient } from '#tests/support/client';
import { forge } from '#tests/support/office';
import { checked } from '#tests/support/scene';
import { creditExchange } from '#usecases/exchange/credit';
import { acceptReversal, proposeReversal } from '#usecases/exchange/reverse';

let house: MemberHouse;
let id: string;
let other: string;
beforeAll(async () => {
  house = await openMemberHouse();
  const { world } = house;
  id = await checked(world, 120);
  await creditExchange(world.desk('梁主任'), { id });
});
afterAll(() => house.close());

const staff = async (name: string): Promise<Client> => {
  const client = createClient(house.app);
  const { login, password } = house.world.user(name);
  await client.submit(await client.get('/staff/sign-in'), { login, password });
  return client;
};

const AS_IT_IS = { servedOn: '', otherDay: '2026-11-23', halfDay: 'morning' };
const FORM = 'form.log-form';

describe('two officers', () => {
  test('what is refused comes back with what was typed', async () => {
    const county = await staff('何科');
    const page = await county.get(`/exchanges/${id}/replacement`);
    expect(page.text('.headline')).toContain('2 小时');
    for (const [values, field] of [
      [{ reason: '', minutes: '60' }, 'reason'],
      [{ reason: 'wrong_minutes', minutes: '', otherMinutes: '很多' }, 'otherMinutes'],
      [{ reason: 'wrong_minutes', minutes: '120' }, 'minutes'],
      [{ reason: 'wrong_minutes', minutes: '', otherMinutes: '11小时' }, 'sure'],
    ] as const) {
      const back = await county.submit(page, { ...AS_IT_IS, ...values }, FORM);
      expect([back.status, back.root.querySelector('.error-summary a')?.getAttribute('href')], field).toEqual([
        422,
        `#f-${field}`,
      ]);
      expect(back.root.querySelector('[name=otherDay]')?.getAttribute('value')).toBe('2026-11-23');
    }
  });

  test('one says what it should have been, the other sees both and decides', async () => {
    const county = await staff('何科');
    const page = await county.get(`/exchanges/${id}/replacement`);
    const done = await county.submit(page, { ...AS_IT_IS, reason: 'wrong_minutes', minutes: '60' }, FORM);
    expect(done.text('.notice.is-good')).toContain('等另一个人同意');
    expect(done.text('main')).toContain('改记 1 小时');
    // Her own proposal is not hers to agree to.
    const alone = await county.get(`/exchanges/${id}/reversal-acceptance`);
    expect(alone.root.querySelector('form[action$=reversal-acceptance]')).toBeNull();
    expect(alone.text('.notice.is-waiting')).toContain('换一个人');
    expect(await forge(county, `/exchanges/${id}/reversal-acceptance`)).toBe(422);

    const second = await staff('苏科');
    const asked = await second.get(`/exchanges/${id}/reversal-acceptance`);
    expect(asked.text('h1')).toBe('同意撤销并改记');
    expect(asked.text('.file-table')).toMatch(/做了多久.*2 小时.*1 小时/);
    const made = await second.submit(asked, {}, 'form[action$=reversal-acceptance]');
    expect(made.text('.notice.is-good')).toContain('对的已经入账');
    const link = made.root.querySelectorAll('.summary-list a').find((one) => one.textContent.includes('1 小时'));
    other = /exc_\w+/.exec(link?.getAttribute('href') ?? '')?.[0] ?? '';
    expect(other).not.toBe('');
    expect((await second.get(`/exchanges/${other}/replacement`)).status).toBe(404);
  });
});

describe('both sides', () => {
  test('read one item in the passbook: what was written first, why it was wrong, what stands now', async () => {
    for (const [name, sign] of [
      ['李姨', '+'],
      ['陈伯', '−'],
    ] as const) {
      const page = await (await house.as(name)).get('/statement');
      const items = page.root.querySelectorAll('.passbook-lines tr').filter((row) => row.querySelector('.story'));
      expect(items).toHaveLength(1);
      const story = items[0]?.querySelectorAll('.story li').map((one) => one.textContent) ?? [];
      expect(story.slice(0, 2)).toEqual([`原来记 ${sign}2 小时`, '11月23日更正：时长不对']);
      expect(story[2]).toContain(`现在记 ${sign}1 小时`);
      expect(
        items[0]
          ?.querySelectorAll('td.number')
          .map((one) => one.textContent.trim())
          .join('|'),
      ).toContain(`${sign}1 小时`);
      const paper = await (await house.as(name)).get('/statement?paper=1');
      expect(paper.root.querySelectorAll('.leaf .story')).toHaveLength(1);
      expect(paper.root.querySelectorAll('.leaf .story a, .leaf .line-words a')).toHaveLength(0);
    }
  });

  test('the page of a correction says it in simple words, and has a number to call', async () => {
    for (const lang of ['zh-CN', 'en'] as const) {
      const client = await house.as('陈伯', lang);
      const book = await client.get('/statement');
      const at = book.root.querySelector('a[href^="/statement/corrections/"]')?.getAttribute('href') ?? '';
      const page = await client.get(at);
      expect(page.status).toBe(200);
      expect(page.text('main')).toContain(lang === 'en' ? 'You have 1 hour more for it.' : '您的时间因此多了 1 小时。');
      expect(page.root.querySelector('a[href^="tel:"]')).not.toBeNull();
      const record = await client.get(`/exchanges/${other}`);
      expect(record.root.querySelector(`a[href="/exchanges/${id}"]`)).not.toBeNull();
      expect(record.root.querySelector(`a[href="${at}"]`)).not.toBeNull();
    }
    const stranger = await house.as('老梁');
    const book = await (await house.as('陈伯')).get('/statement');
    const at = book.root.querySelector('a[href^="/statement/corrections/"]')?.getAttribute('href') ?? '';
    expect((await stranger.get(at)).status).toBe(404);
    expect((await stranger.get('/statement/corrections/evt_none')).status).toBe(404);
  });

  test('what is put right in another month stands on that day and leads back; every month closes', async () => {
    const { world } = house;
    const wrong = await checked(world, 60);
    await creditExchange(world.desk('梁主任'), { id: wrong });
    world.at('2026-12-03T10:00');
    await proposeReversal(world.desk('何科'), { id: wrong, reason: 'false_record', note: null });
    await acceptReversal(world.desk('苏科'), { id: wrong, accepted: [] });
    const client = await house.as('李姨');
    const before = await client.get('/statement?month=2026-11');
    const [, first] = before.root.querySelectorAll('.passbook-lines tr').filter((row) => row.querySelector('.story'));
    expect(first?.textContent).toContain('12月3日更正');
    expect(first?.querySelector('.gain')?.textContent).toContain('+1 小时');
    const after = await client.get('/statement?month=2026-12');
    const [later] = after.root.querySelectorAll('.passbook-lines tr').filter((row) => row.querySelector('.story'));
    expect(later?.querySelector('.line-day')?.textContent).toBe('12月3日');
    expect(later?.querySelector('.line-words')?.textContent).toMatch(/更正 11月2\d日的一笔/);
    expect(later?.querySelector('.spend')?.textContent).toContain('−1 小时');
  });
});
