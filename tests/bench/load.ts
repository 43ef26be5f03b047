/** Requests over real sockets, from this process to servers in processes of their own. */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import autocannon from 'autocannon';
import type { BarePage } from '#tests/bench/bare';
import type { Statement } from '#tests/bench/trace';

const CONNECTIONS = 8;
const SECONDS = 1.5;

export interface Server {
  origin: string;
  /** It has let go of its database afterwards. */
  close(): Promise<void>;
}

const start = (name: string, file: string): ChildProcess => {
  // Built, the entries lie beside this one; unbuilt, the loader comes along with `execArgv`.
  const built = process.argv[1]?.endsWith('.mjs');
  const script = built ? new URL(`${name}.mjs`, `file://${process.argv[1]}`) : new URL(`${name}.ts`, import.meta.url);
  return fork(fileURLToPath(script), [file], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
};

async function listening(child: ChildProcess): Promise<Server> {
  const [origin] = (await once(child, 'message')) as [string];
  const close = async () => {
    const gone = once(child, 'exit');
    child.disconnect();
    await gone;
  };
  return { origin, close };
}

export const openOurs = (file: string): Promise<Server> => listening(start('serve', file));

/** A bare page that runs these statements and is as long as `html`. */
export function openBare(file: string, statements: Statement[], html: string): Promise<Server> {
  const child = start('bare', file);
  const server = listening(child);
  const page: BarePage = { statements, parts: partsOf(html) };
  child.send(page);
  return server;
}

const partsOf = (html: string): BarePage['parts'] =>
  [...html.matchAll(/((?:<[^>]*>\s*)*)([^<]*)/g)].map(([, tag = '', words = '']) => ({ tag, words }));

/** Pages answered in a second. @throws Error when one was not a page */
export async function pagesASecond(url: string, cookie = ''): Promise<number> {
  const result = await autocannon({ url, connections: CONNECTIONS, duration: SECONDS, headers: { cookie } });
  const others = result.non2xx + result.errors;
  if (others > 0) throw new Error(`${others} answers of ${url} were no page`);
  return result['2xx'] / result.duration;
}
