/**
 * Work in a process of its own, so that nobody's page waits for it. It is told nothing but where the house lies and what it
 * is to do, and answers with how far it is and what came of it.
 */
import { fork } from 'node:child_process';
import { setPriority } from 'node:os';
import { basename } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

/** Whatever else the machine has to do goes first. */
const NICE = 10;
/** Often enough for a page that renews itself; each one more is a message between two processes. */
const TELL_EVERY_MS = 500;

/** What the process says: one of the two. */
interface Said<S, R> {
  soFar?: S;
  result?: R;
}

/** Built, it lies beside the house that was started; unbuilt, it is translated as it is loaded. */
function scriptFor(name: string, started: string): { path: string; execArgv: string[] } {
  if (basename(started) !== 'main.mjs') {
    return { path: fileURLToPath(new URL(`./${name}.ts`, import.meta.url)), execArgv: ['--import', 'tsx'] };
  }
  return { path: fileURLToPath(new URL(`jobs/${name}.mjs`, pathToFileURL(started))), execArgv: process.execArgv };
}

export interface Apart<S> {
  /** The file in jobs/, without its ending. */
  script: string;
  args?: readonly string[];
  /** Of the house that it works in. */
  env: NodeJS.ProcessEnv;
  /** What this process was started with. */
  started: string;
  tell: (soFar: S) => void;
}

/** @throws Error when it ended without an answer */
export function workApart<S, R>({ script, args = [], env, started, tell }: Apart<S>): Promise<R> {
  const { path, execArgv } = scriptFor(script, started);
  const stdio = ['ignore', 'ignore', 'inherit', 'ipc'] as const;
  const child = fork(path, args, { env, execArgv, serialization: 'advanced', stdio: [...stdio] });
  if (child.pid) setPriority(child.pid, NICE);
  return new Promise((resolve, reject) => {
    child.on('message', ({ soFar, result }: Said<S, R>) => {
      if (soFar !== undefined) tell(soFar);
      if (result !== undefined) resolve(result);
    });
    child.once('error', reject);
    child.once('exit', (code) => reject(new Error(`${script} ended without an answer: ${code}`)));
  });
}

/** In that process: `work` is handed a way to say how far it is. */
export async function answerApart<S, R>(work: (tell: (soFar: S) => void) => Promise<R>): Promise<void> {
  const say = (said: Said<S, R>, done = () => {}): void => {
    process.send?.(said, done);
  };
  // Whoever asked is gone: nobody would hear it.
  process.once('disconnect', () => process.exit(0));
  let toldAt = 0;
  const result = await work((soFar) => {
    if (Date.now() - toldAt < TELL_EVERY_MS) return;
    toldAt = Date.now();
    say({ soFar });
  });
  say({ result }, () => process.exit(0));
}
