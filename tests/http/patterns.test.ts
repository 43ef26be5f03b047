/** The page of all components holds all of them, works in both languages and layouts, and shows what a refusal looks like. */
import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { samples } from '#http/patterns/samples';
import { LANGUAGES, translator } from '#i18n/words';
import { MONDAY, type OpenApp, openApp } from '#tests/support/app';

let open: OpenApp;
beforeAll(async () => {
  open = await openApp();
});
afterAll(() => open.close());

/** What the frame of every page shows, and what stands in the form below the samples. */
const ELSEWHERE = ['error-summary', 'icon', 'keys', 'phone-line', 'reading'];
const IN_FORM = ['choices', 'field', 'file', 'photo', 'reason', 'select', 'served-questions', 'tick'];

test('no component is missing, and none is shown that is gone', () => {
  const there = readdirSync('views/components').map((name) => name.replace('.eta', ''));
  const shown = samples({ lang: 'zh-CN', t: translator('zh-CN'), now: 0 }).map(({ component }) => component);
  expect([...shown, ...ELSEWHERE, ...IN_FORM].sort()).toEqual(there.sort());
});

test('every state is shown, in both languages and in both layouts', async () => {
  for (const lang of LANGUAGES) {
    const client = open.client({ 'accept-language': lang });
    for (const layout of ['elder', 'staff']) {
      const page = await client.get(`/dev/patterns?layout=${layout}`);
      const states = samples({ lang, t: translator(lang), now: MONDAY }).map((sample) => sample.states.length);
      expect(page.root.querySelectorAll('.pattern-state')).toHaveLength(states.reduce((sum, count) => sum + count));
      expect(page.root.querySelector('body')?.classList.contains(layout)).toBe(true);
    }
  }
});

test('its form is refused, beside each field and at the top, with what was typed', async () => {
  const client = open.client();
  const refused = await client.submit(
    await client.get('/dev/patterns'),
    { wish: 'x'.repeat(21), plannedOn: '明天' },
    'form[action^="/dev/patterns"]',
  );
  expect(refused.status).toBe(422);
  expect(refused.root.querySelectorAll('.error-summary li').length).toBe(4);
  for (const field of ['serviceCode', 'wish', 'villageCode', 'password']) {
    expect(refused.root.querySelector(`.error-summary a[href="#f-${field}"]`), field).not.toBeNull();
    expect(refused.root.querySelector(`#f-${field}-error`), field).not.toBeNull();
  }
  expect(refused.root.querySelector('#f-plannedOn')?.getAttribute('value')).toBe('明天');
});

test('is not there in production', async () => {
  const production = await openApp({ env: { NODE_ENV: 'production' } });
  expect((await production.client().request('GET', '/dev/patterns')).statusCode).toBe(404);
  await production.close();
});
