/** The process in which the books are read (`reader.ts`). It only looks, beside a server that goes on writing. */
import { readConfig } from '#config';
import type { Said } from '#jobs/reader';
import { deskFor } from '#usecases/desk';
import { readBooks } from '#usecases/ledger/audit';
import { openHouse } from '../house.ts';

/** Often enough for a page that renews itself; each one more is a message between two processes. */
const TELL_EVERY_MS = 500;

const say = (said: Said, done = () => {}): void => {
  process.send?.(said, done);
};

// Whoever asked is gone: nobody would hear it.
process.once('disconnect', () => process.exit(0));
const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
let toldAt = 0;
const reading = await readBooks(
  deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'job-audit' }),
  (soFar) => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    say({ soFar });
  },
);
await house.store.close();
say({ reading }, () => process.exit(0));
