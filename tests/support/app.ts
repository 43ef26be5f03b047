/** The whole app over a real store, for tests of pages. The clock is yours: `open.at = …` lets a month pass. */
import type { FastifyInstance } from 'fastify';
import { ulid } from 'ulid';
import { type Config, readConfig } from '#config';
import { type Instant, instantOf } from '#domain/day';
import { policyBook } from '#domain/policy';
import { buildApp } from '#http/app';
import { type Route, seeOther } from '#http/route';
import { routes as allRoutes } from '#http/routes';
import type { ReadBooks } from '#jobs/reader';
import type { ReckonPlan } from '#jobs/reckoner';
import { createVault } from '#records/vault';
import { type Client, createClient, TEST_DOOR } from '#tests/support/client';
import { testLetterbox, testSecrets } from '#tests/support/secrets';
import { openTestStore } from '#tests/support/store';
import { deskFor, type House } from '#usecases/desk';
import { readBooks } from '#usecases/ledger/audit';
import { reckonPlan } from '#usecases/plan/reckon';

/** Monday morning in the week that everything in the tests happens in. */
export const MONDAY: Instant = instantOf('2026-11-23', 9 * 60);

/** Nothing is kept from one run to the next, and a test may sign in as often as it likes. */
export const testConfig = (env: Record<string, string> = {}): Config =>
  readConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    REQUESTS_PER_MINUTE: '100000',
    SIGN_INS_PER_MINUTE: '100000',
    CARDS_PER_MINUTE: '100000',
    ...testSecrets(),
    ...env,
  });

const testDoor: Route = {
  method: 'GET',
  url: `${TEST_DOOR}/:subjectId`,
  needs: 'public',
  handle: async ({ params, request, reply, office }) => {
    await office.sessions.signIn(request, reply, params.subjectId ?? '');
    return seeOther('/');
  },
};

const readHere =
  (house: House): ReadBooks =>
  (tell) =>
    readBooks(deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'test' }), tell);

const reckonHere =
  (house: House): ReckonPlan =>
  (id, tell) =>
    reckonPlan(deskFor(house, { actor: { kind: 'job', id: 'job:plan' }, requestId: 'test' }), id, tell);

export interface OpenApp {
  app: FastifyInstance;
  house: House;
  at: Instant;
  /** A browser of its own: cookies, device, language. */
  client(headers?: Record<string, string>): Client;
  close(): Promise<void>;
}

export interface AppOptions {
  /** Over this house instead of an empty one; it is then yours to close. */
  house?: House;
  routes?: readonly Route[];
  /** Unless it is given, the books are read in this process. */
  readBooks?: ReadBooks;
  env?: Record<string, string>;
}

export async function openApp({
  house,
  readBooks: read,
  routes = allRoutes,
  env = {},
}: AppOptions = {}): Promise<OpenApp> {
  const config = testConfig(env);
  const test = house ? null : await openTestStore();
  const open = { at: MONDAY } as OpenApp;
  open.house = house ?? {
    store: (test as NonNullable<typeof test>).store,
    vault: createVault({ keys: config.vaultKeys, lookupKey: config.lookupKey }),
    pepper: config.pinPepper,
    letterbox: testLetterbox,
    hashing: { memoryCost: 8, timeCost: 1 },
    ids: (prefix) => `${prefix}_${ulid().toLowerCase()}`,
    clock: () => open.at,
    policy: async () => policyBook([]),
    policyChanged: () => {},
  };
  open.app = await buildApp(
    open.house,
    config,
    read ?? readHere(open.house),
    [...routes, testDoor],
    reckonHere(open.house),
  );
  open.client = (headers) => createClient(open.app, headers);
  open.close = async () => {
    await open.app.close();
    await test?.close();
  };
  return open;
}
