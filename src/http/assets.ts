/**
 * Style, script and icons. Sent under an address that holds their fingerprint, so a browser keeps them for a year and still
 * gets a changed file at once. A handful of small files: they are read once and sent from memory, packed where the browser
 * can unpack. From node_modules only the files named here are reachable.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#domain/refusal';
import { isPhoneScript, phoneScript } from '#http/phone-scripts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

/** The classless base, then ours in the order in which one reads a page. What comes later may overrule. */
const STYLE = [
  ...['tokens', 'page', 'words', 'ways', 'states', 'questions', 'lists', 'balance', 'door', 'own', 'passbook'],
  ...['receipt', 'cards', 'desk', 'queue', 'record', 'field', 'visits', 'storm', 'people', 'office', 'paper'],
];
/** Of these the page that opens with no signal takes along what stands on it: each letter has to come over one bar. */
const ON_PHONE = [
  ...['tokens', 'page', 'words', 'ways', 'states', 'questions', 'lists', 'own', 'desk', 'record', 'field', 'visits'],
  ...['people', 'office', 'paper', 'phone'],
];
const styled = (parts: readonly string[]): string[] => [
  'node_modules/simpledotcss/simple.min.css',
  ...parts.map((part) => `static/style/${part}.css`),
];
/** What each name is made of. `style.css` is the one stylesheet of every page but that of the helper's phone. */
const SOURCES = new Map<string, string[]>([
  ['style.css', styled(STYLE)],
  ['phone.css', styled(ON_PHONE)],
  ['htmx.min.js', ['node_modules/htmx.org/dist/htmx.min.js']],
  ...readdirSync(join(ROOT, 'static'))
    .filter((name) => extname(name) !== '')
    .map((name): [string, string[]] => [name, [join('static', name)]]),
]);
const TYPES: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

interface Asset {
  hash: string;
  type: string;
  body: Buffer;
  packed: Buffer;
}

export interface Assets {
  /** `/static/3f2a…/style.css`. An unknown name throws: a page without its style is a mistake, not a fact of life. */
  url(name: string): string;
  find(name: string): Asset | null;
}

/** A style as a browser needs it: what is told to people and how it is set in lines stays here. It is a fifth of its weight. */
const asSent = (style: string): string => style.replace(/\/\*[\s\S]*?\*\//g, '').replace(/\s*\n\s*/g, '\n');

const bodies = new Map<string, { written: string; body: Buffer }>();

function bodyOf(name: string, settled: boolean): Buffer | null {
  if (isPhoneScript(name)) return phoneScript(name, settled);
  const files = SOURCES.get(name)?.map((file) => join(ROOT, file));
  if (!files) return null;
  // Changes when a file is written: cheaper to ask for than what stands in it.
  const written = files.map((file) => statSync(file).mtimeMs).join();
  const known = bodies.get(name);
  if (known?.written === written) return known.body;
  const parts = files.map((file) => readFileSync(file));
  const body = extname(name) === '.css' ? Buffer.from(asSent(parts.join('\n'))) : Buffer.concat(parts);
  bodies.set(name, { written, body });
  return body;
}

function assetOf(name: string, body: Buffer): Asset {
  return {
    hash: createHash('sha256').update(body).digest('hex').slice(0, 16),
    type: TYPES[extname(basename(name))] ?? 'application/octet-stream',
    body,
    packed: gzipSync(body, { level: 9 }),
  };
}

const kept = new Map<string, Asset>();

/** @param settled in production files do not change while we run; elsewhere they are looked at each time */
export function readAssets(settled: boolean): Assets {
  const find = (name: string): Asset | null => {
    const known = settled ? kept.get(name) : undefined;
    if (known) return known;
    const body = bodyOf(name, settled);
    if (!body) return null;
    const before = kept.get(name);
    // It is the same buffer while nobody writes its files: no packing again.
    const asset = before?.body === body ? before : assetOf(name, body);
    kept.set(name, asset);
    return asset;
  };
  return {
    find,
    url(name) {
      const found = find(name);
      if (!found) throw new Error(`There is no ${name} in static/.`);
      return `/static/${found.hash}/${name}`;
    },
  };
}

const LONG = 'public, max-age=31536000, immutable';

export function serveAssets(app: FastifyInstance, assets: Assets): void {
  app.get<{ Params: { hash: string; name: string } }>('/static/:hash/:name', async (request, reply) => {
    const { hash, name } = request.params;
    const found = assets.find(name);
    if (!found) throw new Refusal('no_such_page');
    // A page from before an update asks for the old fingerprint: it gets what there is, and does not keep it.
    reply.type(found.type).header('Cache-Control', hash === found.hash ? LONG : 'no-cache');
    reply.header('ETag', `"${found.hash}"`).header('Vary', 'Accept-Encoding');
    if (request.headers['if-none-match'] === `"${found.hash}"`) return reply.code(304).send();
    if (!/\bgzip\b/.test(request.headers['accept-encoding'] ?? '')) return reply.send(found.body);
    return reply.header('Content-Encoding', 'gzip').send(found.packed);
  });
}
