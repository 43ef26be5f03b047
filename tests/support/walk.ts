/** Going through the house by its links and its searches, as whoever is signed in. Nothing is changed. */
import type { HTMLElement } from 'node-html-parser';
import type { Client, FetchedPage } from '#tests/support/client';
import { routeOf } from '#tests/support/tour/stop';

/** Of pages with addresses alike so many are opened: records in every state are among the first of their lists. */
const ALIKE = 4;

/** Each list of the desk is another page: who works through one does not see the next. */
const LISTS = 'GET /queue/:name';

function kindOf(address: string): string {
  const route = routeOf('GET', address);
  const { pathname, searchParams } = new URL(address, 'http://here.invalid');
  return `${route === LISTS ? pathname : route} ${[...searchParams.keys()].sort()}`;
}

/** These lead back to where one was, with another language or size of letters. */
const TURNS = /^\/(language|size)\//;

export interface Walked {
  address: string;
  page: FetchedPage;
}

/**
 * Every page that links and searches lead to, each once.
 * @param from where to begin, beside the front door: pages that no link leads to
 * @param most how many pages with addresses alike are opened
 */
export async function* pagesFrom(client: Client, from: readonly string[], most = ALIKE): AsyncGenerator<Walked> {
  const ahead = ['/', ...from];
  const known = new Set(ahead);
  const count = new Map<string, number>();
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const kind = kindOf(address);
    count.set(kind, (count.get(kind) ?? 0) + 1);
    if ((count.get(kind) ?? 0) > most) continue;
    const page = await client.get(address);
    if (!routeOf('GET', page.url)) continue;
    for (const link of linksOn(page)) {
      if (known.has(link)) continue;
      known.add(link);
      ahead.push(link);
    }
    yield { address, page };
  }
}

/** Links but those to files, and searches as they stand. */
function linksOn({ root }: FetchedPage): string[] {
  const links = root
    .querySelectorAll('a[href^="/"]:not([download])')
    .map((link) => link.getAttribute('href')?.split('#')[0] ?? '');
  const searches = root.querySelectorAll('form[method=get]').map(addressOf);
  return [...links, ...searches].filter((link) => link !== '' && !TURNS.test(link));
}

function addressOf(form: HTMLElement): string {
  const query = new URLSearchParams();
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name') ?? '';
    const ticks = /radio|checkbox/.test(field.getAttribute('type') ?? '');
    const chosen = field.querySelectorAll('option').find((option) => option.hasAttribute('selected'));
    const value = chosen?.getAttribute('value') ?? field.getAttribute('value') ?? '';
    if (name && (!ticks || field.hasAttribute('checked'))) query.append(name, value);
  }
  const action = form.getAttribute('action') ?? '';
  return query.size > 0 ? `${action}?${query}` : '';
}
