/** The process in which the night reads the books (`reader.ts`). It only looks, beside a server that goes on writing. */
import { readConfig } from '#config';
import { deskFor } from '#usecases/desk';
import { readBooks } from '#usecases/ledger/audit';
import { openHouse } from '../house.ts';

// Whoever asked is gone: nobody would hear it.
process.once('disconnect', () => process.exit(0));
const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
const night = await readBooks(deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'job-audit' }));
await house.store.close();
process.send?.(night, () => process.exit(0));
