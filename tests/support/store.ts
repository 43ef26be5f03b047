/**
 * A real store for a test: a database of its own, copied from one that was migrated once.
 * SQLite copies a file; PostgreSQL copies a database on the server that DATABASE_URL names.
 */
import { createHash, randomUUID } from 'node:crypto';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { dialect } from '#db/dialect';
import { migrate } from '#db/migrate';
import { openStore, type Store, type StoreOptions } from '#db/store';

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

export interface TestStore {
  store: Store;
  url: string;
  /** Closes the store and throws its database away. */
  close(): Promise<void>;
}

/** A slow machine is no failure: what a limit does is tested with the store itself. */
export const PATIENT: StoreOptions = { limitMs: 120_000, readLimitMs: 120_000, waitMs: 120_000 };

/** A store over a migrated and empty database. */
export async function openTestStore(options: StoreOptions = {}): Promise<TestStore> {
  const { url, drop } = await migratedDatabase();
  const store = await openStore(url, { ...PATIENT, ...options });
  const close = async () => {
    await store.close();
    await drop();
  };
  return { store, url, close };
}

/** A database in which the schema stands and nothing else. */
export const migratedDatabase = async (): Promise<TestDatabase> =>
  dialect === 'postgres' ? copyOnServer(await templateOnServer()) : copyFile(await templateFile());

/** A database in which nothing stands. */
export const emptyDatabase = async (): Promise<TestDatabase> =>
  dialect === 'postgres' ? copyOnServer('template0') : copyFile(undefined);

/** A copy of a database that nobody has open: a world that was founded once. */
export const copyOf = (url: string): TestDatabase | Promise<TestDatabase> =>
  dialect === 'postgres' ? copyOnServer(new URL(url).pathname.slice(1)) : copyFile(url);

/** Says whether a template is still what the schema asks for. */
function fingerprint(): string {
  const hash = createHash('sha256');
  const folders = [`db/migrations/${dialect}`, 'db/triggers', `db/${dialect}`];
  for (const folder of folders) {
    for (const name of readdirSync(folder).sort()) {
      const path = join(folder, name);
      if (name.includes('.')) hash.update(name).update(readFileSync(path));
    }
  }
  return hash.digest('hex').slice(0, 16);
}

async function templateFile(): Promise<string> {
  const file = join(tmpdir(), `yinling-template-${fingerprint()}.db`);
  if (existsSync(file)) return file;
  const folder = mkdtempSync(join(tmpdir(), 'yinling-template-'));
  const draft = join(folder, 'draft.db');
  await migrate(draft);
  // Several test files may be at it at once: each puts a whole file there, and they are all the same.
  renameSync(draft, file);
  rmSync(folder, { recursive: true });
  return file;
}

function copyFile(template: string | undefined): TestDatabase {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-test-'));
  const url = join(folder, 'yinling.db');
  if (template) copyFileSync(template, url);
  return { url, drop: async () => rmSync(folder, { recursive: true, force: true }) };
}

const server = (): URL => new URL(process.env.DATABASE_URL as string);

function addressOf(database: string): string {
  const address = server();
  address.pathname = `/${database}`;
  return address.href;
}

async function onServer<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: server().href });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function templateOnServer(): Promise<string> {
  const name = `yinling_template_${fingerprint()}`;
  await onServer(async (client) => {
    // Held by the first test file that comes; the others wait here until the template stands.
    await client.query('select pg_advisory_lock(7305913)');
    const { rows } = await client.query('select 1 from pg_database where datname = $1', [name]);
    if (rows.length > 0) return;
    const draft = `${name}_draft`;
    await client.query(`drop database if exists ${draft}`);
    await client.query(`create database ${draft} template template0`);
    await migrate(addressOf(draft));
    await client.query(`alter database ${draft} rename to ${name}`);
  });
  return name;
}

async function copyOnServer(template: string): Promise<TestDatabase> {
  const name = `yinling_test_${randomUUID().replaceAll('-', '')}`;
  await onServer((client) => client.query(`create database ${name} template ${template}`));
  const drop = async () => {
    await onServer((client) => client.query(`drop database ${name} with (force)`));
  };
  return { url: addressOf(name), drop };
}
