/** The named cast (`#cli/demo/cast`) in a house of one's own. A first world is founded once a process and then copied. */
import { foundWorld } from '#cli/demo/founding';
import { type Made, type World as Stage, worldOver } from '#cli/demo/world';
import { openStore, type Store } from '#db/store';
import { type Instant, instantOf } from '#domain/day';
import type { PolicyBook } from '#domain/policy';
import { loadPolicyBook } from '#records/policy';
import { createVault } from '#records/vault';
import { testLetterbox } from '#tests/support/secrets';
import { copyOf, migratedDatabase } from '#tests/support/store';
import type { House } from '#usecases/desk';

/** Everybody has been there for three weeks. */
const FOUNDED = '2026-11-02';
const MONDAY: Instant = instantOf('2026-11-23', 9 * 60);
const KEY = Buffer.alloc(32, 7);
/** Tests share a machine with whatever else runs on it; how long a unit may take is tested where the store is. */
const PATIENT = { limitMs: 30_000, readLimitMs: 30_000 };

export interface World extends Stage {
  store: Store;
  close(): Promise<void>;
}

/** A world of one's own, on Monday 2026-11-23 at nine. */
export async function openWorld(): Promise<World> {
  template ??= buildTemplate();
  return (await copied(await template)).world;
}

/** Worlds in which more has happened already: lived through once, and copied for whoever goes on from there many times. */
export async function worldsAfter<T>(happened: (world: World) => Promise<T>) {
  template ??= buildTemplate();
  const { world, url, drop, count } = await copied(await template);
  const told = await happened(world);
  await world.store.close();
  const later = { url, made: world.made, count: count() };
  return { told, open: async () => (await copied(later)).world, drop };
}

async function copied({ url: original, made, count: from }: Template) {
  const { url, drop } = await copyOf(original);
  const store = await openStore(url, PATIENT);
  const { world: stage, count } = stageOver(store, from);
  Object.assign(stage.made, structuredClone(made));
  await stage.refresh();
  const close = async () => {
    await store.close();
    await drop();
  };
  const world: World = Object.assign(stage, { store, close });
  return { world, url, drop, count };
}

interface Template {
  url: string;
  made: Made;
  count: number;
}

let template: Promise<Template> | undefined;

async function buildTemplate(): Promise<Template> {
  const { url, drop } = await migratedDatabase();
  const store = await openStore(url, PATIENT);
  const { world, count } = stageOver(store, 0);
  await foundWorld(world, FOUNDED);
  await store.close();
  process.once('beforeExit', () => void drop());
  return { url, made: world.made, count: count() };
}

/** @param from where counting goes on: ids are made in order, so that a failing test reads the same twice */
function stageOver(store: Store, from: number): { world: Stage; count: () => number } {
  let count = from;
  let now = MONDAY;
  let policy: Promise<PolicyBook> | null = null;
  const house: House = {
    store,
    vault: createVault({ keys: [{ id: 't1', key: KEY }], lookupKey: KEY }),
    pepper: 'pepper of the tests',
    letterbox: testLetterbox,
    hashing: { memoryCost: 8, timeCost: 1 },
    sendsToPhones: true,
    ids: (prefix) => `${prefix}_${String(++count).padStart(8, '0')}`,
    clock: () => now,
    policy: () => {
      policy ??= store.read((tx) => loadPolicyBook({ tx }));
      return policy;
    },
    policyChanged: () => {
      policy = null;
    },
  };
  const setClock = (at: Instant) => {
    now = at;
  };
  const world = worldOver(house, setClock, () => `key-${++count}`);
  return { world, count: () => count };
}
