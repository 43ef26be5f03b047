/**
 * `npm run migrations [-- name]`: writes what the schema has become into db/migrations, for both databases.
 * With `--check` it writes into a copy, and fails if there was anything to write.
 */
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { inOneSentence } from '#cli/database';
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

/** Our configuration, but writing elsewhere. drizzle-kit puts './' before that place, so it must be a relative path. */
function configFor(out: string, folder: string): string {
  const [base, there] = [resolve('drizzle.config.ts'), relative('.', out)].map((path) => JSON.stringify(path));
  const file = join(folder, 'drizzle.config.ts');
  writeFileSync(file, `import base from ${base};\nexport default { ...base, out: ${there} };\n`);
  return file;
}

/** True if the migrations of this dialect are all that the schema asks for. */
function isUpToDate(dialect: Dialect): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'yinling-migrations-'));
  try {
    const out = join(folder, dialect);
    mkdirSync(out);
    cpSync(join(HERE, dialect), out, { recursive: true });
    const before = migrationsIn(out);
    const said = generate(dialect, configFor(out, folder), 'check', 'pipe');
    const fresh = migrationsIn(out).filter((path) => !before.includes(path));
    // It ends with status 0 even when it gave up: asking whether a column was renamed, it found nobody to ask.
    const isUnderstood = fresh.length > 0 || /No schema changes|Interactive prompts/.test(said);
    if (!isUnderstood) throw new Error(`drizzle-kit was not understood:\n${said}`);
    return fresh.length === 0 && /No schema changes/.test(said);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function check(): string {
  const behind = DIALECTS.filter((dialect) => !isUpToDate(dialect));
  if (behind.length > 0) throw new Error(`The schema has moved on: run \`npm run migrations\` (${behind.join(', ')}).`);
  return 'Migrations are up to date in both dialects.';
}

function write(name: string): string {
  for (const dialect of DIALECTS) generate(dialect, 'drizzle.config.ts', name, 'inherit');
  return check();
}

const [first = 'change'] = process.argv.slice(2);
await inOneSentence(async () => (first === '--check' ? check() : write(first)));
