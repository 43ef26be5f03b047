/** Databases of the bench: made once, kept under data/bench/ until what they are made of changes, and copied for each round. */
import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { join } from 'node:path';

const FOLDER = 'data/bench';
const FILE = 'yinling.db';

/** Says whether a database is still what these sources would make. */
function fingerprintOf(sources: readonly string[]): string {
  const hash = createHash('sha256');
  for (const source of sources) {
    const names = readdirSync(source, { recursive: true, encoding: 'utf8' }).filter((name) => /\.\w+$/.test(name));
    for (const name of names.sort()) hash.update(name).update(readFileSync(join(source, name)));
  }
  return hash.digest('hex').slice(0, 16);
}

/**
 * The database of this name, made anew when one of the sources has changed. Each lies in a folder of its own, because a
 * lock is held for a folder.
 * @param sources folders, every file of which counts
 * @param make fills a database at this address and closes it
 */
export async function keptDatabase(
  name: string,
  sources: readonly string[],
  tell: (words: string) => void,
  make: (file: string) => Promise<void>,
): Promise<string> {
  const folder = join(FOLDER, `${name}-${fingerprintOf(sources)}`);
  const file = join(folder, FILE);
  if (existsSync(file)) {
    tell(`${name}: kept from an earlier run in ${folder}`);
    return file;
  }
  mkdirSync(FOLDER, { recursive: true });
  for (const old of readdirSync(FOLDER)) if (old.startsWith(`${name}-`)) drop(join(FOLDER, old));
  const draft = newFolder('draft');
  const began = performance.now();
  await make(join(draft, FILE));
  renameSync(draft, folder);
  tell(`${name}: made in ${((performance.now() - began) / 1000).toFixed(0)} s and kept in ${folder}`);
  return file;
}

/** A copy that a round may change; `drop` throws it away. */
export function copyOf(file: string): { file: string; drop(): void } {
  const folder = newFolder('round');
  const copy = join(folder, FILE);
  copyFileSync(file, copy);
  return { file: copy, drop: () => drop(folder) };
}

const newFolder = (what: string): string => mkdtempSync(join(FOLDER, `${what}-`));
const drop = (folder: string): void => rmSync(folder, { recursive: true, force: true });
