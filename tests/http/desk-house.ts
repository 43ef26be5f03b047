/** Officers in front of the whole app: somebody of the cast sits down at a browser of their own. */
import { type OpenApp, openApp } from '#tests/support/app';
import { type Client, createClient } from '#tests/support/client';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';

export interface DeskHouse {
  world: World;
  app: OpenApp['app'];
  /** Signed in by name and password at the staff's door. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
  close(): Promise<void>;
}

/** Monday morning; this month's minutes are given and the town's pool has something. */
export async function openDeskHouse(): Promise<DeskHouse> {
  const world = await openWorld();
  await giveGrants(world);
  await world.fillPool('445321100', 6000);
  const open = await openApp({ house: world.house });
  return {
    world,
    app: open.app,
    async as(name, lang) {
      const client = createClient(open.app);
      if (lang) client.cookies.set('lang', lang);
      const { login, password } = world.user(name);
      const inside = await client.submit(await client.get('/staff/sign-in'), { login, password });
      if (inside.url !== '/desk')
        throw new Error(`${name} did not come in: ${inside.problems.join(' ')} ${inside.url}`);
      return client;
    },
    async close() {
      await open.close();
      await world.close();
    },
  };
}
