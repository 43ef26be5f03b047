/**
 * Style, script and icons. Served under an address that holds their fingerprint, so a browser keeps them for a year and
 * still gets a changed file at once. From node_modules only the files named here are reachable.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance } from 'fastify';
import { Refusal } from '#domain/refusal';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const FROM_PACKAGES = ['node_modules/htmx.org/dist/htmx.min.js', 'node_modules/simpledotcss/simple.min.css'];

export interface Assets {
  /** `/static/3f2a…/app.css`. An unknown name throws: a page without its style is a mistake, not a fact of life. */
  url(name: string): string;
  /** Where the file of this name lies and its fingerprint now, or null. */
  find(name: string): { file: string; hash: string } | null;
}

/** @param settled in production files do not change while we run; elsewhere they are read anew each time */
export function readAssets(settled: boolean): Assets {
  const own = readdirSync(join(ROOT, 'static')).map((name) => join('static', name));
  const files = new Map([...own, ...FROM_PACKAGES].map((file) => [basename(file), join(ROOT, file)]));
  const hashes = new Map<string, string>();

  const hashOf = (file: string): string => {
    const known = hashes.get(file);
    if (known && settled) return known;
    const hash = createHash('sha256').update(readFileSync(file)).digest('hex').slice(0, 16);
    hashes.set(file, hash);
    return hash;
  };
  const find = (name: string) => {
    const file = files.get(name);
    return file ? { file, hash: hashOf(file) } : null;
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

export async function serveAssets(app: FastifyInstance, assets: Assets): Promise<void> {
  await app.register(fastifyStatic, { serve: false, root: join(ROOT, 'static') });
  app.get<{ Params: { hash: string; name: string } }>('/static/:hash/:name', async (request, reply) => {
    const { hash, name } = request.params;
    const found = assets.find(name);
    if (!found) throw new Refusal('no_such_page');
    // A page from before an update asks for the old fingerprint: it gets what there is, and does not keep it.
    const caching = hash === found.hash ? { immutable: true, maxAge: '365d' } : { maxAge: 0 };
    return reply.sendFile(basename(found.file), dirname(found.file), caching);
  });
}
