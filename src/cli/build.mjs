/**
 * `node src/cli/build.mjs NAME ENTRY…`: turns TypeScript into the JavaScript that node runs, into build/NAME, when a
 * source has changed. A loader that translated at every start would stay in memory for as long as the house is open.
 * Plain JavaScript, because it runs before there is any.
 */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const SOURCES = ['src', 'db', 'tests/bench', 'tests/support'];

/** Templates, styles and migrations are found from where a source stands, and not from where it was built to. */
const whereItStands = {
  name: 'where it stands',
  setup(build) {
    build.onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const text = readFileSync(path, 'utf8');
      if (!text.includes('import.meta.url')) return undefined;
      return { contents: text.replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href)), loader: 'ts' };
    });
  },
};

const [name = '', ...entries] = process.argv.slice(2);
const folder = join('build', name);
const mark = join(folder, '.sources');
const sources = fingerprint();

if (!existsSync(mark) || readFileSync(mark, 'utf8') !== sources) await build();

async function build() {
  const { build: bundle } = await import('esbuild');
  const draft = join('build', `draft-${process.pid}`);
  mkdirSync(draft, { recursive: true });
  await bundle({
    entryPoints: entries,
    outdir: draft,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    packages: 'external',
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20.19',
    charset: 'utf8',
    // Stack traces name the lines of the sources, which stand beside: they need not be in the map too.
    sourcemap: true,
    sourcesContent: false,
    plugins: [whereItStands],
    logLevel: 'error',
  });
  writeFileSync(join(draft, '.sources'), sources);
  // Put into place whole, so that a start that was broken off leaves nothing half done.
  rmSync(folder, { recursive: true, force: true });
  renameSync(draft, folder);
}

/** Changes with every source, with what was asked for, and with what it is built by. */
function fingerprint() {
  const hash = createHash('sha256').update(JSON.stringify(entries));
  for (const file of ['package.json', 'package-lock.json', 'src/cli/build.mjs']) hash.update(readFileSync(file));
  for (const source of SOURCES) {
    if (!existsSync(source)) continue;
    for (const file of readdirSync(source, { recursive: true }).sort()) {
      if (file.endsWith('.ts')) hash.update(file).update(readFileSync(join(source, file)));
    }
  }
  return hash.digest('hex');
}
