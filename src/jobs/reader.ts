/** Reads the books in a process of its own: reading all of a large book takes a minute of one processor. */
import type { ReadSoFar } from '#domain/audit-run';
import { workApart } from '#jobs/apart';
import type { Reading } from '#usecases/ledger/audit';

/** @param tell how far it is */
export type ReadBooks = (tell: (soFar: ReadSoFar[]) => void) => Promise<Reading>;

/** @param env of the house that is to be read @throws Error when it ended without an answer */
export const readApart =
  (env: NodeJS.ProcessEnv = process.env, started = process.argv[1] ?? ''): ReadBooks =>
  (tell) =>
    workApart({ script: 'reading', env, started, tell });
