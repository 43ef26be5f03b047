/** The process in which the books are read (`reader.ts`). It only looks, beside a server that goes on writing. */
import { readConfig } from '#config';
import type { ReadSoFar } from '#domain/audit-run';
import { answerApart } from '#jobs/apart';
import { deskFor } from '#usecases/desk';
import { type Reading, readBooks } from '#usecases/ledger/audit';
import { openHouse } from '../house.ts';

await answerApart<ReadSoFar[], Reading>(async (tell) => {
  const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
  const desk = deskFor(house, { actor: { kind: 'job', id: 'job:audit' }, requestId: 'job-audit' });
  const reading = await readBooks(desk, tell);
  await house.store.close();
  return reading;
});
