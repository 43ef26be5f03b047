/** A house over a database of the bench, as `npm start` opens it, but for its clock and its secrets. */
import { type Config, newSecrets, readConfig } from '#config';
import type { StoreOptions } from '#db/store';
import { type Instant, instantOf } from '#domain/day';
import type { House } from '#usecases/desk';
import { openHouse } from '../../src/house.ts';

/** The week in which everything in the bench happens: a Monday at nine. */
export const MONDAY: Instant = instantOf('2026-11-23', 9 * 60);

const KEY = Buffer.alloc(32, 7).toString('base64');

/** Kept with the databases, which hold what they sealed: secrets of nobody. */
export const BENCH_SECRETS = {
  COOKIE_SECRET: KEY,
  VAULT_KEYS: `k1:${KEY}`,
  LOOKUP_KEY: KEY,
  PIN_PEPPER: KEY,
  // Nothing that is kept was sealed with it.
  FIELD_KEY: newSecrets().FIELD_KEY,
  // There is none: what was sealed of another house says nothing of these.
  SEAL_FOLDER: 'data/bench/seal',
};

export const benchConfig = (file: string, env: Record<string, string> = {}): Config =>
  readConfig({ NODE_ENV: 'test', LOG_LEVEL: 'silent', DATABASE_URL: file, ...BENCH_SECRETS, ...env });

/** Another process may have the machine for a while; how long a unit may take is tested where the store is. */
const PATIENT: StoreOptions = { limitMs: 600_000, readLimitMs: 600_000, waitMs: 600_000 };

/** For what is only filled, and made again if it is lost. */
const HASTY: StoreOptions = {
  ...PATIENT,
  onWriter: (client) => {
    client.pragma('synchronous = OFF');
    client.pragma('cache_size = -400000');
    client.pragma('wal_autocheckpoint = 50000');
  },
};

/** @param clock where the world lives at another time than that Monday */
export async function openBenchHouse(
  file: string,
  {
    clock = () => MONDAY,
    durable = true,
    readonly = false,
  }: { clock?: () => Instant; durable?: boolean; readonly?: boolean } = {},
): Promise<House> {
  const house = await openHouse(benchConfig(file), { ...(durable ? PATIENT : HASTY), readonly }, clock);
  return { ...house, hashing: { memoryCost: 8, timeCost: 1 } };
}
