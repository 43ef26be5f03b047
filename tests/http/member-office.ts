/** The named cast's officers in front of the whole app, each with a browser of their own. */
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client } from '#tests/support/client';
import { openWorld, type World } from '#tests/support/world';

export interface MemberOffice {
  world: World;
  app: OpenApp['app'];
  /** A browser in which this officer is signed in. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
  id(name: string): string;
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
    async close() {
      await open.close();
      await world.close();
    },
  };
}
