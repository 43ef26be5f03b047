/**
 * `npm run migrations [-- name]`: writes what the schema has become into db/migrations, for both databases.
 * With `--check` it writes into a copy, and fails if there was anything to write.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import type { Dialect } from '#db/dialect';

const DIALECTS: readonly Dialect[] = ['sqlite', 'postgres'];
const HERE = 'db/migrations';

/** Any address of the kind: drizzle-kit connects to nothing, but the column kit is chosen by it. */
const ADDRESS: Record<Dialect, string> = { sqlite: 'data/yinling.db', postgres: 'postgres://localhost/yinling' };

const migrationsIn = (folder: string): string[] => readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort();

function generate(dialect: Dialect, config: string, name: string, stdio: 'inherit' | 'pipe'): string {
  const drizzleKit = resolve('node_modules/drizzle-kit/bin.cjs');
  const env = { ...process.env, DATABASE_URL: ADDRESS[dialect] };
  const child = spawnSync(process.execPath, [drizzleKit, 'generate', '--config', config, '--name', name], {
    env,
    encoding: 'utf8',
    // A check must not sit and wait when drizzle-kit asks whether something was renamed.
    stdio: stdio === 'inherit' ? 'inherit' : ['ignore', 'pipe', 'pipe'],
  });
  const said = `${child.stdout ?? ''}${child.stderr ?? ''}`;
  if (child.status !== 0) throw new Error(`drizzle-kit could not write the migrations for ${dialect}.\n${said}`);
  return said;
}

/** True if the migrations of this dialect are all that the schema asks for. */
function isUpToDate(dialect: Dialect): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-migrations-'));
  try {
    const out = join(folder, dialect);
    mkdirSync(out);
    cpSync(join(HERE, dialect), out, { recursive: true });
    const before = migrationsIn(out);
    // drizzle-kit puts './' before whatever it is given, so the way out must be a relative one.
    const config = { base: resolve('drizzle.config.ts'), out: relative('.', out) };
    const text = `import base from ${JSON.stringify(config.base)};\nexport default { ...base, out: ${JSON.stringify(config.out)} };\n`;
    const file = join(folder, 'drizzle.config.ts');
    writeFileSync(file, text);
    const said = generate(dialect, file, 'check', 'pipe');
    const fresh = migrationsIn(out).filter((path) => !before.includes(path));
    if (fresh.length === 0 && !/No schema changes/.test(said))
      throw new Error(`drizzle-kit was not understood:\n${said}`);
    return fresh.length === 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(): void {
  const behind = DIALECTS.filter((dialect) => !isUpToDate(dialect));
  if (behind.length > 0) throw new Error(`The schema has moved on: run \`npm run migrations\` (${behind.join(', ')}).`);
  console.log('Migrations are up to date in both dialects.');
}

const [first = 'change'] = process.argv.slice(2);
if (first === '--check') check();
else for (const dialect of DIALECTS) generate(dialect, 'drizzle.config.ts', first, 'inherit');
