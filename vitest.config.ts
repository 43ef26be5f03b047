import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { runFolder } from './tests/support/memory.ts';

const LONGEST = /every-page\.test\.ts$/;

/** As ever, but the tour before all: begun in the middle, it would be at work alone at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const first = sorted.filter(({ moduleId }) => LONGEST.test(moduleId));
    return [...first, ...sorted.filter((file) => !first.includes(file))];
  }
}

/** Rules in milliseconds on a real store; the browser's files drive one Chromium and one server each. */
export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 2,
    env: { TMPDIR: runFolder },
    globalSetup: ['tests/support/memory.ts'],
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        extends: true,
        test: {
          name: 'rules',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**'],
          // Files share a process, its imports and the world that it founded once; every test has a house of its own.
          isolate: false,
          testTimeout: 30_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          globalSetup: ['tests/support/memory.ts', 'tests/support/browser-setup.ts'],
          testTimeout: 120_000,
          hookTimeout: 120_000,
          // How long a page may take to say it; a busy machine decides nothing.
          expect: { poll: { timeout: 20_000 } },
        },
      },
    ],
  },
});
