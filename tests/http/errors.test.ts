import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { Refusal } from '#domain/refusal';
import { choice, submissionKey, text } from '#http/form';
import { notFound, page, type Route, seeOther } from '#http/route';
import { routes } from '#http/routes';
import { servedDefaults } from '#http/served-form';
import { DAWEN, enrol, place, seat } from '#tests/http/people';
import { type OpenApp, openApp } from '#tests/support/app';

const Wish = z.object({ wish: text(20), minutes: choice(['30', '60']), key: submissionKey() });
const form = () =>
  page('dev/patterns', { shown: 'elder', samples: [], served: servedDefaults(null, Date.UTC(2026, 10, 24)) });
let keys: string[] = [];
let thrown: unknown;

/** A form that does what the test wants: refuses, breaks, or goes well. */
const made: Route[] = [
  { method: 'GET', url: '/wish', needs: 'public', handle: form },
  {
    method: 'POST',
    url: '/wish',
    needs: 'public',
    form,
    handle: (visit) => {
      keys.push(visit.read(Wish).key);
      if (thrown) throw thrown;
      return seeOther('/wish');
    },
  },
  {
    method: 'POST',
    url: '/gone',
    needs: 'public',
    form: notFound,
    handle: () => {
      throw thrown;
    },
  },
  {
    method: 'POST',
    url: '/deed',
    needs: 'signedIn',
    handle: () => {
      throw thrown;
    },
  },
  {
    method: 'GET',
    url: '/broken',
    needs: 'public',
    handle: () => {
      throw new Error('secret insides at /srv/yinling/src');
    },
  },
  {
    method: 'GET',
    url: '/records/:id',
    needs: 'public',
    handle: ({ query }) => page('front/door', { out: query.q === 'x' }),
  },
];

let open: OpenApp;
const phone = /tel:076612345/;
const post = (path: string, more: object = {}) => open.client().request('POST', path, more);

beforeAll(async () => {
  open = await openApp({ routes: [...routes, ...made] });
  await place(open.house.store, DAWEN, '大稳村');
  await enrol(open.house.store, 'mem_chen', '陈伯');
  await seat(open.house.store, 'usr_fen', '梁晓芬');
});
afterAll(() => open.close());

describe('a calm page, in the visitor’s language, that ends with a number to call', () => {
  test('for an address that is not there', async () => {
    const zh = await open.client().get('/nowhere/at/all');
    expect([zh.status, zh.h1]).toEqual([404, '没找到这一页']);
    const en = await open.client({ 'accept-language': 'en' }).get('/nowhere');
    expect([en.status, en.h1]).toEqual([404, 'We could not find this page']);
    const again = await open.client().request('POST', '/nowhere', { form: { a: '1' } });
    expect(again.statusCode).toBe(404);
  });

  test('for a method that this address does not speak, saying which it does', async () => {
    const answer = await open.client().request('DELETE', '/sign-in');
    expect(answer.statusCode).toBe(405);
    expect(answer.headers.allow).toBe('GET, HEAD, POST');
    expect(answer.body).toMatch(phone);
    expect((await open.client().request('GET', '/sign-out')).headers.allow).toBe('POST');
    const put = { headers: { 'content-type': 'application/json' }, payload: '{' };
    expect((await open.client().request('PUT', '/sign-in', put)).statusCode).toBe(405);
  });

  test('for what is too large', async () => {
    const answer = await post('/sign-in', { form: { who: '陈'.repeat(300_000) } });
    expect(answer.statusCode).toBe(413);
    expect(answer.body).toContain('内容太大了');
    expect(answer.body).toMatch(phone);
  });

  test('for letters that are none, wherever they stand', async () => {
    const type = { 'content-type': 'application/x-www-form-urlencoded' };
    const broken = [
      await post('/sign-in', { headers: type, payload: 'who=%FF%FE' }),
      await post('/sign-in', { headers: type, payload: Buffer.from([0x77, 0x68, 0x6f, 0x3d, 0xff]) }),
      await post('/sign-in', { headers: type, payload: 'who=a%00b' }),
      await open.client().request('GET', '/records/%FF'),
      await open.client().request('GET', '/records/a%00b'),
      await open.client().request('GET', '/records/1?q=%E9%99'),
    ];
    for (const answer of broken) {
      expect(answer.statusCode).toBe(400);
      expect(answer.body).toContain('没看懂送来的内容');
      expect(answer.body).toMatch(phone);
    }
  });

  test('for what is not a form', async () => {
    const json = { headers: { 'content-type': 'application/json' }, payload: '{"who":"x"}' };
    const answer = await post('/sign-in', json);
    expect(answer.statusCode).toBe(400);
    expect(answer.body).toMatch(phone);
  });

  test('for whoever has not signed in and sends a form', async () => {
    const client = open.client();
    const answer = await client.submit(await client.get('/wish'), {}, 'main form').catch(() => null);
    expect(answer?.status).toBe(422);
    const refused = await client.request('POST', '/deed', { form: {} });
    expect(refused.statusCode).toBe(401);
    expect(refused.body).toContain('请先登录');
  });

  test('for a mistake of ours: logged with its request id, and nothing of it on the page', async () => {
    const page = await open.client().get('/broken');
    expect(page.status).toBe(500);
    expect(page.h1).toBe('系统出了点毛病');
    expect(page.html).not.toMatch(/secret|src|Error:|at \//);
    const id = String(page.headers['x-request-id']);
    expect(page.text('main')).toContain(id.slice(-6).toUpperCase());
  });

  test('even when the database is away', async () => {
    const other = await openApp({ routes: [...routes, ...made] });
    const client = other.client();
    await client.get('/');
    client.cookies.set('yl', `m.${'x'.repeat(43)}`);
    const { read } = other.house.store;
    other.house.store.read = () => Promise.reject(new Error('gone'));
    const answer = await client.request('GET', '/');
    expect(answer.statusCode).toBe(500);
    expect(answer.body).toContain('您的时间和记录都在');
    expect((await client.request('GET', '/healthz')).statusCode).toBe(503);
    other.house.store.read = read;
    await other.close();
  });
});

describe('a form that is refused', () => {
  test('comes back with every error beside its field, and nothing typed is lost', async () => {
    const client = open.client();
    const again = await client.submit(await client.get('/dev/patterns'), {}).then(() => client.get('/wish'));
    const refused = await client.request('POST', '/wish', {
      form: { ...hidden(again), wish: '<b>一"二', minutes: '45' },
    });
    expect(refused.statusCode).toBe(422);
    expect(refused.body).toContain('&lt;b&gt;一&quot;二');
    expect(refused.body).toContain('没看懂');
  });

  test('keeps its key, so that the same act is not done twice, and gets a new one when the key was used', async () => {
    const client = open.client();
    const first = hidden(await client.get('/wish'));
    const sent = { ...first, wish: '好', minutes: '30' };
    const shown = async (error: unknown, status: number) => {
      thrown = error;
      const answer = await client.request('POST', '/wish', { form: sent });
      expect(answer.statusCode).toBe(status);
      return /name="key" value="([^"]+)"/.exec(answer.body)?.[1];
    };
    keys = [];
    expect(await shown(new Refusal('state_moved', { state: 'credited' }), 409)).toBe(first.key);
    expect(await shown(new Refusal('too_slow'), 503)).toBe(first.key);
    expect(await shown(new Refusal('key_reused'), 409)).not.toBe(first.key);
    expect(keys).toEqual([first.key, first.key, first.key]);
    thrown = null;
    expect((await client.request('POST', '/wish', { form: sent })).statusCode).toBe(303);
  });

  test('says minutes as people say them', async () => {
    const client = open.client();
    thrown = new Refusal('over_service_maximum', { maximum: 150, field: 'minutes' });
    const sent = { ...hidden(await client.get('/wish')), wish: '好', minutes: '30' };
    expect((await client.request('POST', '/wish', { form: sent })).body).toContain('最多 2 小时半');
    thrown = null;
  });

  test('from elsewhere is not done, and comes back whole', async () => {
    const client = open.client();
    const page = await client.get('/wish');
    keys = [];
    const answer = await client.request('POST', '/wish', { form: { ...hidden(page), _csrf: 'x', wish: '留着' } });
    expect(answer.statusCode).toBe(403);
    expect(answer.body).toContain('您填的都在');
    expect(answer.body).toContain('留着');
    expect(keys).toEqual([]);
    const stranger = await open.client().request('POST', '/wish', { form: { ...hidden(page), wish: '留着' } });
    expect(stranger.statusCode).toBe(403);
  });

  test('of somebody else’s session is not done', async () => {
    const client = open.client();
    const before = hidden(await client.get('/wish'));
    await client.signInAs('mem_chen');
    const answer = await client.request('POST', '/wish', { form: { ...before, wish: '好', minutes: '30' } });
    expect(answer.statusCode).toBe(403);
  });

  test('whose record is out of reach by now is a page that is not there', async () => {
    const client = open.client();
    thrown = new Refusal('state_moved', { state: 'credited' });
    const sent = hidden(await client.get('/wish'));
    expect((await client.request('POST', '/gone', { form: sent })).statusCode).toBe(404);
    thrown = null;
  });

  test('without a page of its own says what to do, with a way back', async () => {
    const client = open.client();
    await client.signInAs('mem_chen');
    const token = hidden(await client.get('/'), 'footer form');
    thrown = new Refusal('four_eyes');
    const headers = { referer: 'http://yinling.test/dev/patterns?layout=staff' };
    const answer = await client.request('POST', '/deed', { form: token, headers });
    expect(answer.statusCode).toBe(422);
    expect(answer.body).toContain('这一步要换一个人来办');
    expect(answer.body).toContain('href="/dev/patterns?layout=staff"');
    const elsewhere = { referer: 'http://evil.example/' };
    expect((await client.request('POST', '/deed', { form: token, headers: elsewhere })).body).not.toContain('evil');
    thrown = null;
  });
});

describe('what comes with every page', () => {
  test('headers: nothing from elsewhere, nothing inline, nobody frames us', async () => {
    const { headers } = await open.client().request('GET', '/');
    expect(String(headers['content-security-policy']).split(';')).toEqual([
      "default-src 'self'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "connect-src 'self'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "base-uri 'none'",
      "object-src 'none'",
    ]);
    expect(headers['strict-transport-security']).toBeUndefined();
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers.vary).toContain('HX-Request');
    expect(headers['x-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  test('packed for whoever can unpack, and no two pages with the same token or key', async () => {
    const { gunzipSync } = await import('node:zlib');
    const client = open.client();
    const ask = (coding: string) => client.request('GET', '/sign-in', { headers: { 'accept-encoding': coding } });
    const sent = await ask('gzip, deflate, br');
    expect([sent.headers['content-encoding'], sent.headers.vary]).toEqual([
      'gzip',
      expect.stringContaining('Encoding'),
    ]);
    const [first, second] = [gunzipSync(sent.rawPayload).toString(), (await ask('identity')).body];
    const secretsIn = (html: string) =>
      [...html.matchAll(/name="(?:_csrf|key)" value="([^"]+)"/g)].map((one) => one[1]);
    const bare = (html: string) => secretsIn(html).reduce<string>((text, one) => text.replaceAll(one ?? '', ''), html);
    expect(bare(first)).toBe(bare(second));
    expect(secretsIn(first).length).toBeGreaterThan(1);
    expect(secretsIn(first).filter((one) => secretsIn(second).includes(one))).toEqual([]);
  });

  test('pages about a person are kept nowhere', async () => {
    const client = open.client();
    expect((await client.get('/')).headers['cache-control']).toBe('private, no-cache');
    await client.signInAs('mem_chen');
    expect((await client.get('/')).headers['cache-control']).toBe('no-store');
  });

  test('HEAD answers like GET without a page; a slash at the end is forgiven', async () => {
    const head = await open.client().request('HEAD', '/sign-in');
    expect([head.statusCode, head.body]).toEqual([200, '']);
    expect((await open.client().get('/sign-in/')).status).toBe(200);
  });

  test('htmx gets the inside of the page, or is told where to go', async () => {
    const client = open.client({ 'hx-request': 'true', 'hx-target': 'main' });
    const answer = await client.request('GET', '/sign-in');
    expect(answer.body).toMatch(/^<title>看我的时间/);
    expect(answer.body).not.toContain('<!doctype');
    expect(answer.body).toContain('<main id="main"');
    const token = { _csrf: /_csrf" value="([^"]+)/.exec(answer.body)?.[1] ?? '' };
    const done = await client.request('POST', '/sign-out', { form: token });
    expect([done.statusCode, done.headers['hx-redirect']]).toEqual([204, '/?out=1']);
  });

  test('health asks the database', async () => {
    const answer = await open.client().request('GET', '/healthz');
    expect([answer.statusCode, answer.body]).toEqual([200, 'ok\n']);
  });
});

describe('style, script and icons', () => {
  test('are kept for a year under their fingerprint, and an old address still gets what there is', async () => {
    const client = open.client();
    const page = await client.get('/staff/sign-in');
    const addresses = page.root
      .querySelectorAll('link[href^="/static"], script')
      .map((tag) => tag.getAttribute('href') ?? tag.getAttribute('src') ?? '');
    expect(addresses.map((address) => address.split('/').at(-1)).sort()).toEqual([
      'copy.js',
      'htmx.min.js',
      'mark.svg',
      'photo.js',
      'style.css',
    ]);
    for (const address of addresses) {
      const answer = await client.request('GET', address);
      expect([answer.statusCode, answer.headers['cache-control']]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      const old = await client.request('GET', address.replace(/static\/\w+/, 'static/0000000000000000'));
      expect([old.statusCode, old.headers['cache-control']]).toEqual([200, 'no-cache']);
    }
  });

  test('are all that can be had', async () => {
    for (const path of [
      '/static/x/package.json',
      '/static/x/..%2F..%2Fpackage.json',
      '/static/x/htmx.js',
      '/static/style.css',
    ]) {
      expect((await open.client().request('GET', path)).statusCode, path).toBe(404);
    }
  });

  test('an elder’s first page weighs less than 25 KB, with no script; a staff page less than 60 KB', async () => {
    const { gzipSync } = await import('node:zlib');
    const client = open.client();
    const weigh = async (url: string) => {
      const page = await client.get(url);
      const parts = page.root
        .querySelectorAll('link[rel=stylesheet], link[rel=icon], script')
        .map((tag) => tag.getAttribute('href') ?? tag.getAttribute('src') ?? '');
      const icons = /\/static\/\w+\/icons\.svg/.exec(page.html)?.[0];
      const bodies = await Promise.all(
        [...parts, ...(icons ? [icons] : [])].map(async (part) => (await client.request('GET', part)).rawPayload),
      );
      return [Buffer.from(page.html), ...bodies].reduce((sum, body) => sum + gzipSync(body).length, 0);
    };
    expect(await weigh('/')).toBeLessThan(25_000);
    expect((await client.get('/')).html).not.toContain('<script');
    const style = (await client.request('GET', '/static/any/style.css')).body;
    expect(style).toContain('--green:');
    expect(style).not.toContain('/*');
    expect(await weigh('/dev/patterns?layout=staff')).toBeLessThan(60_000);
  });
});

function hidden(
  page: { root: import('node-html-parser').HTMLElement },
  selector = 'main form',
): Record<string, string> {
  const value = (name: string) =>
    page.root.querySelector(`${selector} input[name=${name}]`)?.getAttribute('value') ?? '';
  return { _csrf: value('_csrf'), key: value('key') };
}
