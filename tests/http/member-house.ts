/** The named cast in front of the whole app: somebody of them opens a browser, signed in with card and PIN at the members' door. */
import { writePin } from '#records/pin';
import { hashSecret } from '#records/secret';
import { type OpenApp, openApp } from '#tests/support/app';
import { type Client, createClient, type FetchedPage } from '#tests/support/client';
import { giveGrants } from '#tests/support/scene';
import { openWorld, type World } from '#tests/support/world';

export const PIN = '258036';
const VOLUNTEERS = ['李姨', '老梁'];

export interface MemberHouse {
  world: World;
  app: OpenApp['app'];
  /** A browser of this member's own. */
  as(name: string, lang?: 'zh-CN' | 'en'): Promise<Client>;
  /** She has a PIN. */
  pinFor(name: string): Promise<void>;
  close(): Promise<void>;
}

/** Sunday afternoon, this month's minutes are given, nothing has been asked for. */
export async function openMemberHouse(): Promise<MemberHouse> {
  const world = await openWorld();
  world.at('2026-11-22T15:00');
  await giveGrants(world);
  const open = await openApp({ house: world.house });
  const withPin = new Set<string>();

  const house: MemberHouse = {
    world,
    app: open.app,
    async pinFor(name) {
      if (withPin.has(name)) return;
      withPin.add(name);
      const hash = await hashSecret(world.house, PIN);
      // Whoever was there for a volunteer's was not there for an elder's: else neither proves anything on one record.
      const officer = world.desk(VOLUNTEERS.includes(name) ? '黄姐' : '小周');
      await officer.write([], (act) => writePin(act, { memberId: world.member(name).id, hash, presentName: '黎婶' }));
    },
    async as(name, lang) {
      await house.pinFor(name);
      const client = createClient(open.app);
      if (lang) client.cookies.set('lang', lang);
      const door = await client.get('/sign-in');
      const inside = await client.submit(door, { who: world.card(name), pin: PIN });
      if (inside.url !== '/home') throw new Error(`${name} did not come in: ${inside.problems.join(' ')}`);
      return client;
    },
    async close() {
      await open.close();
      await world.close();
    },
  };
  return house;
}

/** What one can press inside the page: links and buttons. */
export const pressable = (page: FetchedPage): string[] =>
  page.root.querySelectorAll('main a, main button').map((one) => one.textContent.replace(/\s+/g, ' ').trim());
