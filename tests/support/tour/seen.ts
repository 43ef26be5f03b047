/** What stands on the pages that somebody comes to: their marks and their forms. */
import type { HTMLElement } from 'node-html-parser';
import type { Client, FetchedPage } from '#tests/support/client';
import { marksOf, routeOf, type Who } from '#tests/support/tour/stop';
import { pagesFrom } from '#tests/support/walk';

export interface SeenForm {
  action: string;
  /** Names of what a person fills in, by how one does it. */
  fields: Record<string, 'type' | 'secret' | 'tick' | 'choose' | 'file'>;
}

export interface Seen {
  who: Who;
  route: string;
  address: string;
  status: number;
  marks: string[];
  forms: SeenForm[];
}

/** Each page once, however many addresses lead to it. */
export async function seenBy(client: Client, who: Who, from: readonly string[]): Promise<Seen[]> {
  const seen = new Map<string, Seen>();
  for await (const { page } of pagesFrom(client, from)) {
    if (!seen.has(page.url)) seen.set(page.url, seenOn(page, who));
  }
  return [...seen.values()];
}

function seenOn(page: FetchedPage, who: Who): Seen {
  return {
    ...{ who, route: routeOf('GET', page.url) ?? '', address: page.url, status: page.status, marks: marksOf(page) },
    forms: page.root.querySelectorAll('main form[method=post]').map(formOf),
  };
}

const KINDS: Record<string, SeenForm['fields'][string]> = {
  radio: 'tick',
  checkbox: 'tick',
  password: 'secret',
  file: 'file',
};

function formOf(form: HTMLElement): SeenForm {
  const fields: SeenForm['fields'] = {};
  for (const field of form.querySelectorAll('input, textarea, select')) {
    const name = field.getAttribute('name');
    const type = field.getAttribute('type');
    // Nobody types a photograph.
    if (!name || type === 'hidden' || type === 'file') continue;
    if (field.tagName === 'SELECT') fields[name] = 'choose';
    else fields[name] = KINDS[type ?? ''] ?? 'type';
  }
  return { action: form.getAttribute('action') ?? '', fields };
}
