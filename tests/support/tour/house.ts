/** The demo world that `npm start` builds, at one hour of one day, behind an app that a test can come into without a PIN. */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDemo } from '#cli/demo';
import { FOUNDERS, MEMBERS, STAFF } from '#cli/demo/cast';
import { seedHouse } from '#cli/seed';
import { backup } from '#db/backup';
import { users } from '#db/schema/office';
import { members } from '#db/schema/people';
import { openStore } from '#db/store';
import { instantOf } from '#domain/day';
import type { Route } from '#http/route';
import { routes } from '#http/routes';
import type { Seal } from '#ledger/seal';
import { type OpenApp, openApp } from '#tests/support/app';
import { houseOver } from '#tests/support/house';
import { newSealFolder } from '#tests/support/seal';
import { testSecrets } from '#tests/support/secrets';
import { migratedDatabase, PATIENT } from '#tests/support/store';
import { deskFor, type House } from '#usecases/desk';
import { sealAll } from '#usecases/seal/seal';

/** A working day, in the middle of its morning: somebody is at an elder's door. */
const NOW = instantOf('2026-11-24', 10 * 60 + 20);
/** The same in a twin, so that cookies go from one to the other. */
const ENV = testSecrets();

/** A mistake of ours, which no address of the house shows by itself. */
export const BROKEN = '/tour/broken';
const broken: Route = {
  method: 'GET',
  url: BROKEN,
  needs: 'public',
  handle: () => {
    throw new Error('broken on purpose, so that its page can be looked at');
  },
};

export interface TourHouse extends Pick<OpenApp, 'app' | 'client' | 'house'> {
  /** `mem_…` or `usr_…` by the name under which everybody knows them. */
  idOf(name: string): string;
  /** A copy of the house as it is now, in which anything may be done. Sessions are open in both. */
  twin(): Promise<TourHouse>;
  close(): Promise<void>;
}

/** Takes some seconds: three months are lived through. */
export async function openTourHouse(): Promise<TourHouse> {
  const { url, drop } = await migratedDatabase();
  const seal = newSealFolder();
  const dropBoth = async () => {
    await drop();
    seal.drop();
  };
  return tourOver({ url, drop: dropBoth, seal: seal.open() }, async (house) => {
    await seedHouse(house);
    await openDemo(house, () => {});
    await sealAll(deskFor(house, { actor: { kind: 'job', id: 'job:seal' }, requestId: 'tour' }));
  });
}

/** Where the house lies, and what its books are sealed with. */
interface Ground {
  url: string;
  drop: () => void | Promise<void>;
  seal: Seal;
}

async function tourOver({ url, drop, seal }: Ground, begin: (house: House) => Promise<void>): Promise<TourHouse> {
  const store = await openStore(url, PATIENT);
  // As `npm start` has it: what would leave for phones is written, and some of it did not arrive.
  const house: House = { ...houseOver(store, () => NOW), sendsToPhones: true, seal };
  await begin(house);
  const ids = await idsByName(house);
  const { app, client, close } = await openApp({ house, env: ENV, routes: [...routes, broken] });
  return {
    app,
    client,
    house,
    idOf(name) {
      const id = ids.get(name);
      if (!id) throw new Error(`nobody is called ${name}`);
      return id;
    },
    async twin() {
      // In a folder of its own, because the lock lies beside the file: two tours may go on at once.
      const folder = mkdtempSync(join(tmpdir(), 'yinling-tour-'));
      const copy = join(folder, 'twin.db');
      await backup(url, copy);
      const dropCopy = () => rmSync(folder, { recursive: true, force: true });
      return tourOver({ url: copy, drop: dropCopy, seal }, async () => {});
    },
    async close() {
      await close();
      await store.close();
      await drop();
    },
  };
}

/** Of officers, and of members under what everybody calls them. */
async function idsByName({ store }: House): Promise<Map<string, string>> {
  const [people, logins] = await store.read(async (tx) => [
    await tx.select({ id: members.id, name: members.name }).from(members),
    await tx.select({ id: users.id, login: users.login }).from(users),
  ]);
  const memberIds = Object.entries(MEMBERS).map(
    ([called, { name }]) => [called, people.find((one) => one.name === (name ?? called))?.id] as const,
  );
  const loginOf = {
    ...FOUNDERS,
    ...Object.fromEntries(Object.entries(STAFF).map(([called, { login }]) => [called, login])),
  };
  const staffIds = Object.entries(loginOf).map(
    ([called, login]) => [called, logins.find((one) => one.login === login)?.id] as const,
  );
  return new Map([...memberIds, ...staffIds].flatMap(([called, id]) => (id ? [[called, id]] : [])));
}
