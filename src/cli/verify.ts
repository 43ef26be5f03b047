/**
 * `npm run verify`: reads the whole book from its first entry and says whether it stands. It only looks, so it may run
 * beside the server; it exits with 1 when something is wrong and names the first things that are.
 */

import { both } from '#cli/both';
import { readConfig } from '#config';
import { replayAll } from '#ledger/replay';
import { deskFor } from '#usecases/desk';
import { openHouse } from '../house.ts';

const MOST = 20;

const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
try {
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:verify' }, requestId: 'verify' });
  const faults = await desk.read(replayAll);
  if (faults.length === 0) {
    console.log(both('cli.book_stands'));
  } else {
    for (const { journal, kind, at } of faults.slice(0, MOST)) console.error(`${journal}\t${kind}\t${at}`);
    console.error(both('cli.book_faults', { faults: faults.length }));
    process.exitCode = 1;
  }
} finally {
  await house.store.close();
}
