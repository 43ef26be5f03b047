/** Walking through the house by its links, as somebody of the demo world, in both languages. */

import { and, eq } from 'drizzle-orm';
import { openDemo } from '#cli/demo';
import { DAWEN, MEMBERS } from '#cli/demo/cast';
import { seedHouse } from '#cli/seed';
import type { Act } from '#db/act';
import { users } from '#db/schema/office';
import { members } from '#db/schema/people';
import type { Route } from '#http/route';
import { routes } from '#http/routes';
import type { Language } from '#i18n/words';
import { ensureHamlet } from '#records/region';
import { MONDAY, type OpenApp, openApp } from '#tests/support/app';
import type { Client, FetchedPage } from '#tests/support/client';
import { houseOver } from '#tests/support/house';
import { openTestStore } from '#tests/support/store';
import type { House } from '#usecases/desk';

export interface DemoHouse extends OpenApp {
  /** The id of an officer or a member, by the name in the cast. */
  idOf(name: string): string;
}

/** The demo world behind the whole app, on a Monday morning. */
export async function openDemoHouse(): Promise<DemoHouse> {
  const { store, close } = await openTestStore();
  const house: House = houseOver(store, () => MONDAY);
  await seedHouse(house);
  await openDemo(house, () => {});
  await inHamlets(house);
  const open = await openApp({ house });
  const ids = new Map<string, string>();
  await store.read(async (tx) => {
    for (const { id, name } of await tx.select().from(members)) ids.set(name, id);
    for (const [name, { name: full }] of Object.entries(MEMBERS)) ids.set(name, ids.get(full ?? name) ?? '');
    for (const { id, name } of await tx.select().from(users)) ids.set(name, id);
  });
  return {
    ...open,
    idOf: (name) => ids.get(name) ?? '',
    async close() {
      await open.close();
      await close();
    },
  };
}

/** Everybody of Dawen lives in one of two hamlets, so that pages have their names to say. */
async function inHamlets({ store, ids }: House): Promise<void> {
  await store.transact([], async (tx) => {
    const act = { tx, ids } as Act;
    for (const [name, receives] of [
      ['三队', true],
      ['祠堂边', false],
    ] as const) {
      const { id } = await ensureHamlet(act, DAWEN, name);
      const there = and(eq(members.regionCode, DAWEN), eq(members.receives, receives));
      await tx.update(members).set({ hamletId: id }).where(there);
    }
  });
}

const GETS = routes.filter(({ method }) => method === 'GET').map(({ url }: Route) => url);

/** `/exchanges/:id/file` of an address; the more letters of its own a route has, the better it fits. */
export function routeOf(path: string): string | undefined {
  const parts = (path.split('?')[0] ?? '').split('/');
  const fits = (url: string) => {
    const own = url.split('/');
    return own.length === parts.length && own.every((part, at) => part.startsWith(':') || part === parts[at]);
  };
  return GETS.filter(fits).sort((a, b) => a.split(':').length - b.split(':').length)[0];
}

/** Addresses that ask the same question, of which a few are enough. */
function kindOf(address: string): string {
  const route = routeOf(address) ?? '';
  const query = [...new URL(address, 'http://here.invalid').searchParams.keys()].sort().join('&');
  return route === '/queue/:name' ? address : `${route}?${query}`;
}

/** What changes how pages are read is not walked: the walk says itself in which language it reads. */
const NOT_WALKED = /^\/(language|size|sign-out|static|assets)\b/;

export interface Walk {
  from: readonly string[];
  languages: readonly Language[];
  /** How many addresses of one kind are looked at. */
  most: number;
  look(page: FetchedPage, language: Language): void;
}

/** Every page that links lead to, in each language. @returns the routes that were seen */
export async function walk(client: Client, { from, languages, most, look }: Walk): Promise<Set<string>> {
  const waiting = [...from];
  const known = new Set(waiting);
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  for (let address = waiting.shift(); address !== undefined; address = waiting.shift()) {
    const kind = kindOf(address);
    counts.set(kind, (counts.get(kind) ?? 0) + 1);
    if ((counts.get(kind) ?? 0) > most) continue;
    for (const language of languages) {
      client.cookies.set('lang', language);
      const page = await client.get(address);
      look(page, language);
      seen.add(routeOf(page.url) ?? '');
      if (page.status === 200) seen.add(routeOf(address) ?? '');
      for (const link of page.root.querySelectorAll('a[href^="/"]')) {
        const next = (link.getAttribute('href') ?? '').replaceAll('&amp;', '&').split('#')[0] ?? '';
        if (known.has(next) || NOT_WALKED.test(next) || !routeOf(next)) continue;
        known.add(next);
        waiting.push(next);
      }
    }
  }
  return seen;
}
