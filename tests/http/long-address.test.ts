/** What is looked for stands in the address: over a real connection it may be long, and is answered by a page. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenApp, openApp } from '#tests/support/app';

let open: OpenApp;
let origin: string;
beforeAll(async () => {
  open = await openApp();
  origin = await open.app.listen({ host: '127.0.0.1', port: 0 });
});
afterAll(() => open.close());

const ASKED = [
  ['a percent sign', '%'],
  ['a quote', "'"],
  ['an emoji', '😀'],
  ['4,000 letters', 'a'.repeat(4000)],
  ['4,000 characters of Chinese', '梁'.repeat(4000)],
] as const;

test.each(ASKED)('%s is answered by a page', async (_, q) => {
  const answer = await fetch(`${origin}/staff/sign-in?q=${encodeURIComponent(q)}`);
  expect(answer.status).toBe(200);
  expect(await answer.text()).toContain('<h1');
});
