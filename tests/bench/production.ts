/** The house as `npm start` runs it in production, with data: how soon its first page comes, and what it keeps in memory. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { copyOf } from '#tests/bench/files';
import { keptWorld, SMALL } from '#tests/bench/grown';
import { BENCH_SECRETS, openBenchHouse } from '#tests/bench/house';
import { pagesASecond } from '#tests/bench/load';
import { lineOf, type Measure } from '#tests/bench/measure';
import { signIn } from '#tests/bench/visitor';
import manifest from '../../package.json' with { type: 'json' };

/** What `npm start` runs, built before the bench. */
const MAIN = 'build/start/main.mjs';
const STARTS = 3;
/** What `npm start` hands to node. */
const FLAGS = manifest.scripts.start.split(' ').filter((word) => word.startsWith('--'));
const LIMITS = { startMs: 2_000, memoryMb: 200 };
/** A machine that others use too may take long; what is slow is told, and not given up. */
const PATIENCE_MS = 120_000;

export interface Running {
  origin: string;
  /** From the start of the process to its first page. */
  startedMs: number;
  residentMb(): number;
  stop(): Promise<void>;
  /** At once and in the middle of whatever it does: `kill -9`. */
  kill(): Promise<void>;
}

export async function startProduction(file: string, more: Record<string, string> = {}): Promise<Running> {
  const port = await freePort();
  const env = { ...process.env, ...BENCH_SECRETS, NODE_ENV: 'production', DATABASE_URL: file, PORT: String(port) };
  const began = performance.now();
  const child = spawn(process.execPath, [...FLAGS, MAIN], {
    env: { ...env, REQUESTS_PER_MINUTE: '999999', ...more },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const origin = `http://127.0.0.1:${port}`;
  while (!(await answers(`${origin}/sign-in`))) {
    if (child.exitCode !== null || performance.now() - began > PATIENCE_MS) throw new Error('the house did not start');
    await pause(10);
  }
  const startedMs = performance.now() - began;
  return {
    ...{ origin, startedMs },
    residentMb: () => residentMb(child),
    stop: () => stop(child, 'SIGTERM'),
    kill: () => stop(child, 'SIGKILL'),
  };
}

const answers = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ status }) => status === 200,
    () => false,
  );

async function stop(child: ChildProcess, signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill(signal);
  await gone;
}

/** As Linux counts it; elsewhere there is no number, and no number meets no target. */
function residentMb(child: ChildProcess): number {
  const [, kilobytes = Number.NaN] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? [];
  return Number(kilobytes) / 1024;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const address = probe.address();
  probe.close();
  return typeof address === 'object' && address ? address.port : 0;
}

/** Whatever else the machine does only makes a start longer, so the shortest of a few is the house's own. */
export const start: Measure = {
  name: 'start',
  async run(tell) {
    const copy = copyOf(await keptWorld(SMALL, tell));
    const took: number[] = [];
    for (let turn = 0; turn < STARTS; turn += 1) {
      const running = await startProduction(copy.file);
      took.push(running.startedMs);
      await running.stop();
    }
    copy.drop();
    const ours = Math.min(...took);
    return [lineOf({ name: 'start', unit: 'ms', ours, limit: LIMITS.startMs, target: { atMost: 1 } })];
  },
};

export const memory: Measure = {
  name: 'memory',
  async run(tell) {
    const copy = copyOf(await keptWorld(SMALL, tell));
    const house = await openBenchHouse(copy.file, { clock: Date.now });
    const [elder, town] = [await signIn(house, 'elder'), await signIn(house, 'town')];
    await house.store.close();
    const running = await startProduction(copy.file);
    for (let turn = 0; turn < 4; turn += 1) {
      await pagesASecond(`${running.origin}/home`, elder);
      await pagesASecond(`${running.origin}/queue/credits`, town);
    }
    const ours = running.residentMb();
    await running.stop();
    copy.drop();
    return [lineOf({ name: 'memory after load', unit: 'MB', ours, limit: LIMITS.memoryMb, target: { atMost: 1 } })];
  },
};
