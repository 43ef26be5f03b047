/** The office over a world in which something has happened: lists, quotas, rules, posts, credits. For tests of its pages. */

import { type OpenApp, openApp } from '#tests/support/app';
import type { Client } from '#tests/support/client';
import { giveGrants, key } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';

export interface OfficeScene extends OpenApp {
  world: World;
  /** A browser in which this officer is signed in, in this language. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
}

export async function openOffice(): Promise<OfficeScene> {
  const world = await openWorld();
  await giveGrants(world);
  await world.fillPool('445321100', 60_000);
  const open = await openApp({ house: world.house });
  return {
    ...open,
    world,
    async as(name, lang = 'zh-CN') {
      const client = open.client();
      client.cookies.set('lang', lang);
      await client.signInAs(world.user(name).id);
      return client;
    },
    async close() {
      await open.close();
      await world.close();
    },
  };
}

export { key };
