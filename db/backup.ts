/**
 * Backup and restore. A backup is one file, checked before it gets its name; a restore puts the database that it
 * replaces beside the new one, so that no command here can lose the only copy.
 */
import { dialectOf } from '#db/dialect';

/**
 * Write the database into a new file, while it is in use.
 * @throws Error in one sentence when it cannot be done or the copy is not sound
 */
export async function backup(url: string, to: string): Promise<void> {
  if (dialectOf(url) === 'postgres') return (await import('#db/postgres/backup')).backupPostgres(url, to);
  return (await import('#db/sqlite/backup')).backupSqlite(url, to);
}

/**
 * Put a backup in the place of the database, which nobody may be using.
 * @param stamp tells the replaced database from others: letters, digits, `-` and `_`
 * @returns where the replaced database is kept, or undefined if there was none
 */
export async function restore(url: string, from: string, stamp: string): Promise<string | undefined> {
  if (dialectOf(url) === 'postgres') return (await import('#db/postgres/backup')).restorePostgres(url, from, stamp);
  return (await import('#db/sqlite/backup')).restoreSqlite(url, from, stamp);
}
