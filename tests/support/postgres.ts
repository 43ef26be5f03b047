/**
 * `npm run test:postgres [-- files]`: the tests that touch the database, on PostgreSQL.
 * DATABASE_URL names a server whose user may create databases; without it one is made for this run and thrown away.
 */
import { spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { dialectOf } from '#db/dialect';

const FOLDERS = ['tests/db', 'tests/ledger', 'tests/records', 'tests/usecases'];
const DEBIAN = '/usr/lib/postgresql';

/** Nothing here must survive a power cut, and every test file copies a database. */
const THROWAWAY = [
  'fsync=off',
  'synchronous_commit=off',
  'full_page_writes=off',
  'wal_level=minimal',
  'max_wal_senders=0',
  'autovacuum=off',
  'max_connections=200',
];

interface Cluster {
  url: string;
  remove(): void;
}

/** Where this machine keeps initdb: the newest version, or whatever is on the path. */
function binaries(): string {
  if (!existsSync(DEBIAN)) return '';
  const newest = readdirSync(DEBIAN)
    .map(Number)
    .sort((a, b) => b - a)[0];
  return join(DEBIAN, String(newest), 'bin');
}

/** PostgreSQL refuses to run as root: then it runs as the user that its package made. */
const isRoot = process.getuid?.() === 0;

function run(program: string, ...args: string[]): void {
  const command = [join(binaries(), program), ...args];
  const [first = '', ...rest] = isRoot ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  const done = spawnSync(first, rest, { encoding: 'utf8', cwd: tmpdir(), stdio: ['ignore', 'ignore', 'pipe'] });
  if (done.status !== 0) throw new Error(`${program} did not work: ${done.error?.message ?? done.stderr}`);
}

function ownedByServer(folder: string): string {
  const said = spawnSync('id', ['-u', 'postgres'], { encoding: 'utf8' });
  if (isRoot) chownSync(folder, Number(said.stdout), 0);
  return folder;
}

async function makeCluster(): Promise<Cluster> {
  const folder = ownedByServer(mkdtempSync(join(tmpdir(), 'yinling-postgres-')));
  const data = join(folder, 'data');
  let started = false;
  const remove = () => {
    if (started) run('pg_ctl', 'stop', '-D', data, '-m', 'immediate', '-w');
    started = false;
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    initialise(data);
    const port = await freePort();
    started = true;
    const settings = [...THROWAWAY, `listen_addresses=127.0.0.1`, `unix_socket_directories=''`].map(
      (one) => `-c ${one}`,
    );
    run('pg_ctl', 'start', '-D', data, '-w', '-l', join(folder, 'log'), '-o', `-p ${port} ${settings.join(' ')}`);
    return { url: `postgres://postgres@127.0.0.1:${port}/postgres`, remove };
  } catch (error) {
    remove();
    throw error;
  }
}

/** A server that sorts as people in China do: whoever relies on the order of bytes must say so, or fails here. */
function initialise(data: string): void {
  const always = ['-D', data, '-U', 'postgres', '--auth=trust', '--encoding=UTF8', '--no-sync', '--locale=C.UTF-8'];
  try {
    run('initdb', ...always, '--locale-provider=icu', '--icu-locale=zh-Hans-CN');
  } catch {
    rmSync(data, { recursive: true, force: true });
    run('initdb', ...always);
  }
}

const freePort = () =>
  new Promise<number>((resolve, reject) => {
    const server = createServer();
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : 0));
    });
  });

function vitest(url: string, files: readonly string[]): Promise<number> {
  const args = ['node_modules/vitest/vitest.mjs', 'run', '--passWithNoTests', ...files];
  const child = spawn(process.execPath, args, { stdio: 'inherit', env: { ...process.env, DATABASE_URL: url } });
  // Interrupted from the keyboard, vitest hears it too: wait for its end, so that the cluster goes after it.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve) => {
    child.on('error', () => resolve(1));
    child.on('close', (code) => resolve(code ?? 1));
  });
}

async function main(): Promise<number> {
  const given = process.env.DATABASE_URL;
  const files = process.argv.length > 2 ? process.argv.slice(2) : FOLDERS;
  if (given && dialectOf(given) === 'postgres') return vitest(given, files);
  const cluster = await makeCluster();
  try {
    return await vitest(cluster.url, files);
  } finally {
    cluster.remove();
  }
}

process.exitCode = await main();
