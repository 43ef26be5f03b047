/**
 * Files that are made of our sources by esbuild and sent to somebody's machine: when the sources have changed, kept under
 * their fingerprint in build/. A start that was built finds them there; whoever works on them gets the new ones at once.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, BuildResult } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));

export interface Recipe {
  /** Below build/. */
  folder: string;
  /** What it is made of. */
  sources: readonly string[];
  options: BuildOptions;
}

const sourcesOf = (recipe: Recipe): string[] =>
  recipe.sources.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => join(folder, file)),
  );

/** Changes when a file is written: cheaper to ask for than what stands in it. */
const lastWritten = (files: readonly string[]): string =>
  `${files.length} ${Math.max(...files.map((file) => statSync(join(ROOT, file)).mtimeMs))}`;

function fingerprint({ options }: Recipe, files: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(options));
  for (const file of [...files, 'package-lock.json', 'src/http/built.ts'])
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

const known = new Map<Recipe, { written: string; print: string }>();
const bodies = new Map<string, Buffer>();

/**
 * @param entry where it begins
 * @param settled while we run no source changes: it is looked at once
 */
export function builtFile(recipe: Recipe, name: string, entry: string, settled = false): Buffer {
  const file = join(ROOT, 'build', recipe.folder, `${printOf(recipe, settled)}-${name}`);
  const body = bodies.get(file) ?? (existsSync(file) ? readFileSync(file) : bundle(recipe, entry, file));
  bodies.set(file, body);
  return body;
}

function printOf(recipe: Recipe, settled: boolean): string {
  const before = known.get(recipe);
  if (before && settled) return before.print;
  const files = sourcesOf(recipe);
  const written = lastWritten(files);
  if (before?.written === written) return before.print;
  const print = fingerprint(recipe, files);
  known.set(recipe, { written, print });
  return print;
}

/** Only where there is something to build: a house that was built has no use for it. */
const buildSync = (options: BuildOptions & { write: false }): BuildResult<{ write: false }> =>
  (createRequire(import.meta.url)('esbuild') as typeof import('esbuild')).buildSync(options);

function bundle({ options }: Recipe, entry: string, file: string): Buffer {
  const { outputFiles } = buildSync({
    ...options,
    entryPoints: [join(ROOT, entry)],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    charset: 'utf8',
    logLevel: 'silent',
  });
  const body = Buffer.from(outputFiles[0]?.contents ?? '');
  keep(file, body);
  return body;
}

/** Put into place whole: two tests may build at once. Where nothing may be written it is made again at the next start. */
function keep(file: string, body: Buffer): void {
  try {
    mkdirSync(dirname(file), { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, body);
    renameSync(draft, file);
  } catch {}
}
