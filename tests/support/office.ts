/** The office over a world in which something has happened: a signed list, a filled pool, officers of other places. */
import { type OpenApp, openApp } from '#tests/support/app';
import type { Client } from '#tests/support/client';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';
import { createUser } from '#usecases/user/create';

export const XINXING = '445321';
export const XINCHENG = '445321100';
/** The next town, and another county: out of reach for the officers of Xincheng and Xinxing. */
export const CHEGANG = '445321101';
export const LUODING = '445381';

export interface Office extends OpenApp {
  world: World;
  /** A browser in which this officer is signed in, in this language. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
}

export async function openOffice(): Promise<Office> {
  const world = await openWorld();
  await giveGrants(world);
  await world.fillPool(XINCHENG, 60_000);
  await hire(world, '罗定小郑', 'zheng', '罗处');
  await world.alsoGrant('罗定小郑', 'county', LUODING);
  await hire(world, '车岗老何', 'laohe', '苏科');
  await world.alsoGrant('车岗老何', 'town', CHEGANG);
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

/** A login without any post. */
export async function hire(world: World, name: string, login: string, by: string): Promise<string> {
  const password = 'bamboo by the river';
  const rest = { password, workPhone: null, personId: null };
  const { id } = await createUser(world.desk(by), { key: world.key(), name, login, ...rest });
  world.made.users[name] = { id, login, password };
  return id;
}

/** Press a button that this officer's pages do not show, with a token and a key of their own: the bare status. */
export async function forge(client: Client, url: string, values: Record<string, string> = {}): Promise<number> {
  const page = await client.get('/password');
  const hidden = page.root.querySelectorAll('main form input[type=hidden]');
  const tokens = hidden.map((input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? '']);
  return (await client.request('POST', url, { form: { ...Object.fromEntries(tokens), ...values } })).statusCode;
}
