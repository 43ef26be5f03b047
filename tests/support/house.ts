/** A house over a store of the tests: keys and pepper that are nobody's, hashing that costs nothing, and their own clock. */
import { ulid } from 'ulid';
import type { Store } from '#db/store';
import type { Instant } from '#domain/day';
import { loadPolicyBook } from '#records/policy';
import { createVault } from '#records/vault';
import { testLetterbox } from '#tests/support/secrets';
import type { House } from '#usecases/desk';

const KEY = Buffer.alloc(32, 7);

/** Its rules are read from the store at every desk, so that a seed or a change is seen at once. */
export const houseOver = (store: Store, clock: () => Instant): House => ({
  store,
  vault: createVault({ keys: [{ id: 't1', key: KEY }], lookupKey: KEY }),
  pepper: 'pepper of the tests',
  letterbox: testLetterbox,
  hashing: { memoryCost: 8, timeCost: 1 },
  ids: (prefix) => `${prefix}_${ulid().toLowerCase()}`,
  clock,
  policy: () => store.read((tx) => loadPolicyBook({ tx })),
  policyChanged: () => {},
});
