/** Whoever wants to check a book gets the program for it without signing in. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { verifierFile } from '#http/verifier';
import { type OpenApp, openApp } from '#tests/support/app';

let open: OpenApp;
beforeAll(async () => {
  open = await openApp();
});
afterAll(() => open.close());

test('the verifier is one file that asks for nothing but Node', async () => {
  const answer = await open.client().request('GET', '/verify-book.mjs');
  expect(answer.statusCode).toBe(200);
  expect(answer.headers['content-disposition']).toContain('verify-book.mjs');
  expect(answer.rawPayload).toEqual(verifierFile());
  const imported = [...answer.payload.matchAll(/^import .* from "([^"]+)"/gm)].map(([, name = '']) => name);
  expect(imported.length).toBeGreaterThan(0);
  for (const name of imported) expect(name).toMatch(/^node:/);
});
