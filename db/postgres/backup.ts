/** Backup of a PostgreSQL database with the server's own tools, and its return. */
import { spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { putInPlace } from '#db/disk';

const DEBIAN = '/usr/lib/postgresql';

export function backupPostgres(url: string, to: string): void {
  if (existsSync(to)) throw new Error(`${to} is there already: a backup never replaces another.`);
  mkdirSync(dirname(to), { recursive: true });
  const draft = `${to}.part`;
  try {
    run('pg_dump', url, '--format=custom', '--no-owner', `--file=${draft}`);
    run('pg_restore', undefined, '--list', draft);
    chmodSync(draft, 0o600);
    putInPlace(draft, to);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** Into a database of its own first; then the two change names, which the server refuses while anybody is connected. */
export async function restorePostgres(url: string, from: string, stamp: string): Promise<string> {
  if (!existsSync(from)) throw new Error(`There is no backup at ${from}.`);
  const name = databaseIn(url);
  const [fresh, aside] = [`${name}_restoring_${stamp}`, `${name}_replaced_${stamp}`];
  const client = new pg.Client({ connectionString: inDatabase(url, 'postgres') });
  await client.connect();
  try {
    await client.query(`create database ${pg.escapeIdentifier(fresh)} template template0`);
    run('pg_restore', inDatabase(url, fresh), '--no-owner', '--exit-on-error', from);
    await changeNames(client, [name, aside], [fresh, name]);
    return aside;
  } catch (error) {
    await client.query(`drop database if exists ${pg.escapeIdentifier(fresh)} with (force)`);
    throw error;
  } finally {
    await client.end();
  }
}

async function changeNames(client: pg.Client, ...changes: [string, string][]): Promise<void> {
  await client.query('begin');
  try {
    for (const [before, after] of changes) {
      await client.query(`alter database ${pg.escapeIdentifier(before)} rename to ${pg.escapeIdentifier(after)}`);
    }
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(
      `The backup was not put in place: ${(error as Error).message}. Stop whatever is using the database.`,
    );
  }
}

const databaseIn = (url: string): string => decodeURIComponent(new URL(url).pathname.slice(1));

function inDatabase(url: string, name: string): string {
  const address = new URL(url);
  address.pathname = `/${encodeURIComponent(name)}`;
  return address.href;
}

/** Debian keeps the tools of each version apart, and only some of them on the path. */
function toolPath(tool: string): string {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).map(Number) : [];
  const newest = join(DEBIAN, String(Math.max(...versions)), 'bin', tool);
  return existsSync(newest) ? newest : tool;
}

/** The password goes through the environment: everybody on the machine can read a command line. */
function run(tool: string, url: string | undefined, ...args: string[]): void {
  const address = url === undefined ? undefined : new URL(url);
  const env = { ...process.env };
  if (address?.password) env.PGPASSWORD = decodeURIComponent(address.password);
  if (address) address.password = '';
  const target = address ? [`--dbname=${address.href}`] : [];
  const done = spawnSync(toolPath(tool), [...target, ...args], {
    env,
    encoding: 'utf8',
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  if (done.error) throw new Error(`${tool} is not on this machine: install the PostgreSQL client tools.`);
  if (done.status !== 0) throw new Error(`${tool} said: ${done.stderr.trim()}`);
}
