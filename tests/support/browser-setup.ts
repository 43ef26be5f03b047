/**
 * Finds a Chromium once for all browser tests: one that is installed, else Playwright's, else Debian's where we are root.
 * A machine that has none and can get none is told so in one sentence.
 */
import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { chromium } from 'playwright-core';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    browserPath: string;
  }
}

const INSTALLED = [
  process.env.CHROME_PATH,
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/google-chrome-stable',
  '/snap/bin/chromium',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
];

const found = (): string | undefined => [...INSTALLED, playwrightPath()].find((path) => path && existsSync(path));

/** Where Playwright keeps its own; it throws where it has none for this system. */
function playwrightPath(): string | undefined {
  try {
    return chromium.executablePath();
  } catch {
    return undefined;
  }
}

function attempt(command: string, args: string[], env: NodeJS.ProcessEnv = process.env): void {
  try {
    execFileSync(command, args, { stdio: 'ignore', timeout: 300_000, env });
  } catch {
    // The next way is tried, and at the end the sentence below says what to do.
  }
}

function installPlaywrights(): void {
  const home = dirname(createRequire(import.meta.url).resolve('playwright-core/package.json'));
  attempt(process.execPath, [join(home, 'cli.js'), 'install', 'chromium']);
}

function installDebians(): void {
  if (process.getuid?.() !== 0 || !existsSync('/usr/bin/apt-get')) return;
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  attempt('apt-get', ['update'], env);
  attempt(
    'apt-get',
    ['install', '-y', '--no-install-recommends', 'chromium', 'fonts-noto-cjk', 'fonts-liberation'],
    env,
  );
}

/** @throws Error in one sentence when there is none and none can be had */
export function findBrowser(): string {
  if (!found()) installPlaywrights();
  if (!found()) installDebians();
  const path = found();
  if (!path) {
    throw new Error(
      'No Chrome or Chromium was found and none could be installed: install one, or name it in CHROME_PATH.',
    );
  }
  return path;
}

export default function setup(project: TestProject): void {
  project.provide('browserPath', findBrowser());
}
