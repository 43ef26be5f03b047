/** The named cast's officers in front of the whole app, each with a browser of their own. */
import { audit } from '#db/schema/office';
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client, FetchedPage } from '#tests/support/client';
import { openWorld, type World } from '#tests/support/world';

export interface MemberOffice {
  world: World;
  app: OpenApp['app'];
  /** A browser in which this officer is signed in. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
  id(name: string): string;
  /** Audit rows about this subject, in order. */
  audited(subjectId: string): Promise<(typeof audit.$inferSelect)[]>;
  close(): Promise<void>;
}

export async function openMemberOffice(): Promise<MemberOffice> {
  const world = await openWorld();
  const open = await openApp({ house: world.house });
  return {
    world,
    app: open.app,
    async as(name, lang) {
      const client = open.client();
      if (lang) client.cookies.set('lang', lang);
      await client.signInAs(world.user(name).id);
      return client;
    },
    id: (name) => world.member(name).id,
    audited: async (subjectId) => {
      const rows = await world.read((act) => act.tx.select().from(audit));
      return rows.filter((row) => row.subjectId === subjectId).sort((a, b) => (a.id < b.id ? -1 : 1));
    },
    async close() {
      await open.close();
      await world.close();
    },
  };
}

/** What a form would send from nowhere: the token of the sign-out button in the head. */
export async function post(client: Client, url: string, form: Record<string, string | string[]> = {}) {
  const page = await client.get('/members?q=zzz');
  const token = (name: string) =>
    page.root.querySelector(`header form input[name=${name}]`)?.getAttribute('value') ?? '';
  return client.request('POST', url, { form: { _csrf: token('_csrf'), key: token('key'), ...form } });
}

/** Addresses of an element's links. */
export const links = (page: FetchedPage, selector: string): string[] =>
  page.root.querySelectorAll(selector).map((link) => link.getAttribute('href') ?? '');

/** What stands beside a field after it was refused. */
export const beside = (page: FetchedPage, field: string): string => page.text(`#f-${field}-error`);

export const LANGS = ['zh-CN', 'en'] as const;
