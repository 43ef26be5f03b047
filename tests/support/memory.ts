/**
 * Where the databases of a run lie: in memory, where the machine keeps a file system there. Every commit waits for its disk,
 * as it does in the house, and a disk is what a machine shares with everybody: ten times the time of the tests themselves
 * has been spent in waiting for it. Everything else that a file does is the same. TMPDIR says otherwise.
 */
import { existsSync, mkdirSync, readdirSync, rmSync, statfsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';
/** A container may give it no more than 64 MB, and two files of tests at a time need some of those. */
const ENOUGH = 1_000_000_000;
const NAME = /^yinling-run-(\d+)$/;

function hasRoom(): boolean {
  if (!existsSync(MEMORY)) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ENOUGH;
}

const parent = process.env.TMPDIR === undefined && hasRoom() ? MEMORY : tmpdir();

/** Temporary files of this run, and of nobody else. */
export const runFolder = join(parent, `yinling-run-${process.pid}`);

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

/** What a run left that was stopped from outside would stay in memory. */
function clearUp(): void {
  for (const name of readdirSync(parent)) {
    const [, pid] = NAME.exec(name) ?? [];
    if (pid && !isAlive(Number(pid))) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

export default function setup(): () => void {
  clearUp();
  mkdirSync(runFolder, { recursive: true });
  return () => rmSync(runFolder, { recursive: true, force: true });
}
