/**
 * What runs on the helper's phone, made of `src/field` by esbuild: when the sources have changed, kept under their
 * fingerprint in build/phone. A start that was built finds them there; whoever works on them gets the new ones at once.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { BuildOptions, BuildResult } from 'esbuild';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const KEPT = join(ROOT, 'build/phone');
/** What they are made of: their own files, and the pure rules and words that they bring along. */
const SOURCES = ['src/field', 'src/domain', 'src/i18n'];
/** Of 2021: what an older browser cannot read leaves it with the page as it is without script. */
const TARGETS = ['chrome87', 'firefox90', 'safari15'];

/** Each script, and where it begins. */
export const PHONE_SCRIPTS = {
  'field.js': 'src/field/main.ts',
  'field-codes.js': 'src/field/codes.ts',
  'field-worker.js': 'src/field/worker/worker.ts',
} as const;
export type PhoneScript = keyof typeof PHONE_SCRIPTS;

export const isPhoneScript = (name: string): name is PhoneScript => Object.hasOwn(PHONE_SCRIPTS, name);

const sources = (): string[] =>
  SOURCES.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .sort()
      .map((file) => join(folder, file)),
  );

/** Changes when a file is written: cheaper to ask for than what stands in it. */
const lastWritten = (files: readonly string[]): string =>
  `${files.length} ${Math.max(...files.map((file) => statSync(join(ROOT, file)).mtimeMs))}`;

function fingerprint(files: readonly string[]): string {
  const hash = createHash('sha256').update(JSON.stringify(TARGETS));
  for (const file of [...files, 'package-lock.json', 'src/http/phone-scripts.ts'])
    hash.update(file).update(readFileSync(join(ROOT, file)));
  return hash.digest('hex').slice(0, 16);
}

let known: { written: string; print: string } | null = null;
const bodies = new Map<string, Buffer>();

/** @param settled while we run no source changes: it is looked at once */
export function phoneScript(name: PhoneScript, settled = false): Buffer {
  if (!known || !settled) {
    const files = sources();
    const written = lastWritten(files);
    if (known?.written !== written) known = { written, print: fingerprint(files) };
  }
  const file = join(KEPT, `${known.print}-${name}`);
  const body = bodies.get(file) ?? (existsSync(file) ? readFileSync(file) : bundle(name, file));
  bodies.set(file, body);
  return body;
}

/** Only where there is something to build: a house that was built has no use for it. */
const buildSync = (options: BuildOptions & { write: false }): BuildResult<{ write: false }> =>
  (createRequire(import.meta.url)('esbuild') as typeof import('esbuild')).buildSync(options);

function bundle(name: PhoneScript, file: string): Buffer {
  const { outputFiles } = buildSync({
    entryPoints: [join(ROOT, PHONE_SCRIPTS[name])],
    absWorkingDir: ROOT,
    bundle: true,
    write: false,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: TARGETS,
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
    mkdirSync(KEPT, { recursive: true });
    const draft = `${file}.${process.pid}`;
    writeFileSync(draft, body);
    renameSync(draft, file);
  } catch {}
}
