/** Somebody goes through the house by its links and its searches, and says what stands on each page. Nothing is changed. */
import type { HTMLElement } from 'node-html-parser';
import type { Client, FetchedPage } from '#tests/support/client';
import { marksOf, routeOf, type Who } from '#tests/support/tour/stop';

export interface SeenForm {
  action: string;
  /** Names of what a person fills in, by how one does it. */
  fields: Record<string, 'type' | 'tick' | 'choose'>;
}

export interface Seen {
  who: Who;
  route: string;
  address: string;
  status: number;
  marks: string[];
  forms: SeenForm[];
  links: string[];
}

/** Of pages with addresses alike each person opens so many: records in every state are among the first of their lists. */
const ALIKE = 4;
const alike = (address: string) => {
  const { searchParams } = new URL(address, 'http://x');
  return `${routeOf('GET', address)} ${[...searchParams.keys()].sort()}`;
};

/** These lead back to where one was, with another language or size of letters. */
const TURNS = /^\/(language|size)\//;

/** @param from where to begin, beside the front door: pages that no link leads to */
export async function walk(client: Client, who: Who, from: readonly string[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  const ahead = ['/', ...from];
  const known = new Set(ahead);
  const count = new Map<string, number>();
  for (let address = ahead.shift(); address !== undefined; address = ahead.shift()) {
    const kind = alike(address);
    count.set(kind, (count.get(kind) ?? 0) + 1);
    if ((count.get(kind) ?? 0) > ALIKE) continue;
    const page = await client.get(address);
    const one = seenOn(page, who);
    if (one && !seen.some((other) => other.address === one.address)) seen.push(one);
    for (const link of one?.links ?? []) {
      if (known.has(link)) continue;
      known.add(link);
      ahead.push(link);
    }
  }
  return seen;
}

/** What a page shows, or null when it is no page of the table. */
export function seenOn(page: FetchedPage, who: Who): Seen | null {
  const route = routeOf('GET', page.url);
  if (!route) return null;
  return {
    ...{ who, route, address: page.url, status: page.status, marks: marksOf(page) },
    forms: page.root.querySelectorAll('main form[method=post]').map(formOf),
    links: linksOn(page),
  };
}

function formOf(form: HTMLElement): SeenForm {
  const fields: SeenForm['fields'] = {};
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type');
    if (!name || type === 'hidden') continue;
    if (field.tagName === 'SELECT') fields[name] = 'choose';
    else fields[name] = type === 'radio' || type === 'checkbox' ? 'tick' : 'type';
  }
  return { action: form.getAttribute('action') ?? '', fields };
}

/** Links, and searches as they stand. */
function linksOn({ root }: FetchedPage): string[] {
  const links = root.querySelectorAll('a[href^="/"]').map((link) => link.getAttribute('href')?.split('#')[0] ?? '');
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
