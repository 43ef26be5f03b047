/**
 * Reads the books in a process of its own, so that nobody's page waits for it: reading all of a large book takes a minute of
 * one processor. It is told nothing but where the house lies, and answers with how far it is and what it found.
 */
import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { ReadSoFar } from '#domain/audit-run';
import type { Reading } from '#usecases/ledger/audit';

/** Whatever else the machine has to do goes first. */
const NICE = 10;

/** @param tell how far it is */
export type ReadBooks = (tell: (soFar: ReadSoFar[]) => void) => Promise<Reading>;

/** What the process says: one of the two. */
export interface Said {
  soFar?: ReadSoFar[];
  reading?: Reading;
}

/** Built, it lies beside the house that was started; unbuilt, it is translated as it is loaded. */
function scriptFor(started: string): { path: string; execArgv: string[] } {
  if (basename(started) !== 'main.mjs') {
    return { path: fileURLToPath(new URL('./reading.ts', import.meta.url)), execArgv: ['--import', 'tsx'] };
  }
  return { path: fileURLToPath(new URL('jobs/reading.mjs', pathToFileURL(started))), execArgv: process.execArgv };
}

/** @param env of the house that is to be read @throws Error when it ended without an answer */
export const readApart =
  (env: NodeJS.ProcessEnv = process.env, started = process.argv[1] ?? ''): ReadBooks =>
  (tell) => {
    const { path, execArgv } = scriptFor(started);
    const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
    const child = fork(path, { env, execArgv, serialization: 'advanced', stdio: [...stdio] });
    if (child.pid) setPriority(child.pid, NICE);
    return new Promise((resolve, reject) => {
      child.on('message', ({ soFar, reading }: Said) => {
        if (soFar) tell(soFar);
        if (reading) resolve(reading);
      });
      child.once('error', reject);
      child.once('exit', (code) => reject(new Error(`the books were not read to the end: ${code}`)));
    });
  };
