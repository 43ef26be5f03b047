/** Other people's programs that a test asks: where one is missing the test is passed over aloud, and in CI it fails. */
import { spawnSync } from 'node:child_process';

export const hasTool = (name: string): boolean =>
  isThere(name, spawnSync(name, ['--version']).error === undefined, 'what it says of our export');

/** A module of Python's. */
export const hasModule = (name: string): boolean =>
  isThere(name, spawnSync('python3', ['-c', `import ${name}`]).status === 0, 'that it finds nothing cheaper');

function isThere(name: string, there: boolean, what: string): boolean {
  if (!there && process.env.CI) throw new Error(`${name} is missing, and .ci/run should have brought it`);
  if (!there) console.warn(`\n*** ${name} is not on this machine: ${what} was NOT checked ***\n`);
  return there;
}

/** What it printed. @throws with what it complained about */
export function runTool(name: string, args: readonly string[], cwd?: string): string {
  const { status, stdout, stderr } = spawnSync(name, args, { encoding: 'utf8', cwd, maxBuffer: 1 << 28 });
  if (status !== 0) throw new Error(`${name} ended with ${status}: ${stdout}${stderr}`);
  return stdout;
}
