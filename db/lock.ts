/**
 * One process at a time writes to a SQLite file. It holds `<folder of the database>/lock` for as long as it lives, as an
 * exclusive transaction on that file: the operating system lets go of it in a crash, so no pid can go stale.
 */
import { chownSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import Database from 'better-sqlite3';

export interface Lock {
  release(): void;
}

/**
 * @param file the database's own path
 * @throws Error in one sentence when another process holds it
 */
export function holdLock(file: string): Lock {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const path = join(folder, 'lock');
  const client = new Database(path, { timeout: 0 });
  try {
    client.exec('begin exclusive');
    shareWithOwner(path);
  } catch (error) {
    client.close();
    if (isBusy(error)) throw new Error(`${file} is in use: another process holds ${path}. Stop it first.`);
    throw error;
  }
  return { release: () => client.close() };
}

/** A command that root ran must not leave a lock that the server cannot open. */
function shareWithOwner(path: string): void {
  if (process.getuid?.() !== 0) return;
  const { uid, gid } = statSync(dirname(path));
  chownSync(path, uid, gid);
}

/** SQLite's word for "somebody else is at it". */
export const isBusy = (error: unknown): boolean =>
  error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY');
