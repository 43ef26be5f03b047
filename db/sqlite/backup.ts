/** Backup of a SQLite file while it is in use, and its return. */
import {
  chmodSync,
  chownSync,
  copyFileSync,
  existsSync,
  linkSync,
  mkdirSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { dirname } from 'node:path';
import Database from 'better-sqlite3';
import { putInPlace } from '#db/disk';
import { holdLock } from '#db/lock';
import { pathOf } from '#db/sqlite/path';

/** Everybody's names and telephone numbers are in it. */
const PRIVATE = 0o600;

export async function backupSqlite(url: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Error(`${to} is there already: a backup never replaces another.`);
  mkdirSync(dirname(to), { recursive: true });
  const draft = `${to}.part`;
  rmSync(draft, { force: true });
  try {
    await copyOut(pathOf(url), draft);
    check(draft);
    chmodSync(draft, PRIVATE);
    putInPlace(draft, to);
  } finally {
    rmSync(draft, { force: true });
  }
}

async function copyOut(file: string, draft: string): Promise<void> {
  if (!existsSync(file)) throw new Error(`There is no database at ${file}.`);
  const source = new Database(file, { fileMustExist: true });
  try {
    // One snapshot for the whole copy. Without it the copying starts anew whenever the server has written something.
    source.exec('begin');
    source.prepare('select count(*) from sqlite_master').get();
    await source.backup(draft);
  } finally {
    source.close();
  }
}

/** Sound, ours, and whole in one file: a copy of a WAL database would ask for its -wal wherever it is taken. */
function check(file: string): void {
  const client = new Database(file, { fileMustExist: true });
  try {
    client.pragma('journal_mode = DELETE');
    const said = client.pragma('integrity_check', { simple: true });
    if (said !== 'ok') throw new Error(`${said}`);
    if ((client.pragma('foreign_key_check') as unknown[]).length > 0)
      throw new Error('rows refer to rows that are not there');
    client.prepare('select count(*) from schema_state').get();
  } catch (error) {
    throw new Error(`The copy is not sound: ${(error as Error).message}.`);
  } finally {
    client.close();
  }
}

export function restoreSqlite(url: string, from: string, stamp: string): string | undefined {
  const file = pathOf(url);
  if (!existsSync(from)) throw new Error(`There is no backup at ${from}.`);
  if (existsSync(`${from}-wal`))
    throw new Error(`${from} is a database in use, not a backup: it has a -wal beside it.`);
  const lock = holdLock(file);
  const draft = `${file}.restoring`;
  try {
    copyFileSync(from, draft);
    check(draft);
    if (existsSync(file)) giveTo(draft, file);
    const aside = existsSync(file) ? keepAside(file, `${file}.replaced-${stamp}`) : undefined;
    putInPlace(draft, file);
    return aside;
  } finally {
    rmSync(draft, { force: true });
    lock.release();
  }
}

/** Whoever restores, often root, the server must be able to open what it gets. */
function giveTo(draft: string, file: string): void {
  const { mode, uid, gid } = statSync(file);
  chmodSync(draft, mode);
  chownSync(draft, uid, gid);
}

/** Linked, not moved: at no moment is there no database, and a server that starts then would make an empty one. */
function keepAside(file: string, aside: string): string {
  takeInWal(file, aside);
  try {
    linkSync(file, aside);
  } catch {
    copyFileSync(file, aside);
  }
  return aside;
}

/** What was committed last may still be in the -wal. A database too broken to take it in keeps it beside it. */
function takeInWal(file: string, aside: string): void {
  try {
    const client = new Database(file, { fileMustExist: true });
    client.pragma('wal_checkpoint(TRUNCATE)');
    client.close();
  } catch {
    if (existsSync(`${file}-wal`)) renameSync(`${file}-wal`, `${aside}-wal`);
  }
  // Left there, it would be read into the database that comes.
  for (const end of ['-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
}
