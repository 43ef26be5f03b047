/**
 * `npm run verify`: reads the whole book from its first entry and says whether it stands, a line a journal; with a file,
 * that of an exported book. It only looks, so it may run beside the server; it exits with 1 when something is wrong.
 */
import { bothOf, printTold } from '#cli/say-check';
import { progressOn, readAsked, verifyFile } from '#cli/verify-file';
import { readConfig } from '#config';
import { deskFor } from '#usecases/desk';
import { checkedBooks } from '#usecases/ledger/audit';
import { openHouse } from '../house.ts';

async function verifyHouse(): Promise<number> {
  const house = await openHouse(readConfig(process.env), { readonly: true, readLimitMs: Number.POSITIVE_INFINITY });
  const progress = progressOn(process.stderr);
  try {
    const desk = deskFor(house, { actor: { kind: 'job', id: 'job:verify' }, requestId: 'verify' });
    const tell = (journal: string, seq: number, last: number) => progress.show(`${journal} ${seq} / ${last}`);
    const told = await checkedBooks(desk, tell);
    progress.clear();
    if (!house.seal) console.log(bothOf('check.not_signed'));
    return printTold(told) ? 0 : 1;
  } finally {
    await house.store.close();
  }
}

try {
  const asked = readAsked(process.argv.slice(2));
  process.exitCode = asked.file === null ? await verifyHouse() : await verifyFile(asked, 'npm run verify --');
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 2;
}
