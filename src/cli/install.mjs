/**
 * Installs what is missing before any command runs, so that a fresh clone needs one command and no manual.
 * Plain JavaScript over Node's own modules, because nothing else is there yet.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const OLDEST = [20, 19];
const MARK = 'node_modules/.yinling';

const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
if (major < OLDEST[0] || (major === OLDEST[0] && minor < OLDEST[1])) {
  console.error(`Yinling needs Node ${OLDEST.join('.')} or newer; this is ${process.versions.node}.`);
  process.exit(1);
}

const production = process.env.NODE_ENV === 'production';
const wanted = fingerprint(production ? 'production' : 'everything');
const installed = existsSync(MARK) ? readFileSync(MARK, 'utf8') : '';

// What was installed with everything also serves production.
if (installed !== wanted && !(production && existsSync(MARK) && installed === fingerprint('everything'))) {
  console.log('Installing what Yinling is built on. The first time takes two or three minutes …');
  // Not `npm ci`: it refuses where a registry has no packages for other systems than this one. Versions are all exact.
  const flags = ['install', '--no-save', '--no-audit', '--no-fund', ...(production ? ['--omit=dev'] : [])];
  const { status } = spawnSync('npm', flags, { stdio: 'inherit' });
  if (status !== 0) {
    console.error(
      'That did not work. Yinling needs the npm registry once, and python3, make and g++ to build its database.',
    );
    process.exit(status ?? 1);
  }
  writeFileSync(MARK, wanted);
}

/** Changes with the lock file and with the version of Node that native modules are built for. */
function fingerprint(what) {
  return createHash('sha256')
    .update(readFileSync('package-lock.json'))
    .update(process.versions.modules)
    .update(what)
    .digest('hex');
}
