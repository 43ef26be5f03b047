/** Opens the house: database, keys, policy and clock, wired once for the server, for jobs and for commands alike. */
import type { Config } from '#config';
import { openStore, type StoreOptions } from '#db/store';
import type { Instant } from '#domain/day';
import type { PolicyBook } from '#domain/policy';
import { createLetterbox } from '#records/letterbox';
import { loadPolicyBook } from '#records/policy';
import { createVault } from '#records/vault';
import type { House } from '#usecases/desk';
import { newId } from './ids.ts';
import { openSeal } from './seal-files.ts';

/**
 * A house over the database of this configuration, which must be migrated already.
 * @param clock for the demo world, which acts in the past; everybody else lives now
 */
export async function openHouse(
  config: Config,
  options: StoreOptions = {},
  clock: () => Instant = () => Date.now(),
): Promise<House> {
  const store = await openStore(config.databaseUrl, options);
  let policy: Promise<PolicyBook> | null = null;
  const forget = () => {
    policy = null;
  };
  return {
    store,
    clock,
    vault: createVault({ keys: config.vaultKeys, lookupKey: config.lookupKey }),
    pepper: config.pinPepper,
    letterbox: createLetterbox(config.fieldKey),
    seal: openSeal(config.sealFolder),
    // The demo writes to a file what would leave; a real house without a gateway sends nothing and pretends nothing.
    sendsToPhones: config.webhook !== null || !config.production,
    ids: newId,
    policy: () => {
      policy ??= store
        .read((tx) => loadPolicyBook({ tx }))
        .catch((error) => {
          forget(); // What could not be read once is read again by the next desk.
          throw error;
        });
      return policy;
    },
    policyChanged: forget,
  };
}
