import { expect, test } from 'vitest';
import { PERMISSIONS } from '#domain/permission';
import { SECTIONS } from '#http/nav';
import { page, type Route } from '#http/route';
import { routes } from '#http/routes';
import { openApp } from '#tests/support/app';

test('the table of routes is the recorded one: an address that changes is a decision (vitest -u records it)', async () => {
  const lines = routes.map(({ method, url, needs }) => `${method.padEnd(4)} ${url}  ${needs}`).sort();
  await expect(`${lines.join('\n')}\n`).toMatchFileSnapshot('routes.txt');
});

test('every section of the staff leads to a page', () => {
  const pages = new Set(routes.filter(({ method }) => method === 'GET').map(({ url }) => url));
  expect(SECTIONS.filter(({ url }) => !pages.has(url))).toEqual([]);
});

test('the app does not start with a route that does not say what it needs', async () => {
  const open = (route: unknown) => openApp({ routes: [route as Route] });
  const bare = { method: 'GET', url: '/open', handle: () => page('error') };
  await expect(open(bare)).rejects.toThrow('GET /open does not say what it needs');
  await expect(open({ ...bare, needs: 'exchange.conjure' })).rejects.toThrow('GET /open does not say what it needs');
  await expect(open({ ...bare, needs: undefined })).rejects.toThrow('does not say what it needs');
  expect(Object.keys(PERMISSIONS)).not.toContain('public');
});

test('the app does not start with one address twice', async () => {
  const route: Route = { method: 'GET', url: '/twice', needs: 'public', handle: () => page('error') };
  await expect(openApp({ routes: [route, route] })).rejects.toThrow('GET /twice is there twice');
});
