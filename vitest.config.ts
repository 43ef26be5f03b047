import { defineConfig } from 'vitest/config';

/** Browser tests drive one Chromium and one server each, so files run side by side only as far as two cores allow. */
export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    testTimeout: 30_000,
    hookTimeout: 120_000,
    pool: 'forks',
    maxWorkers: 2,
  },
});
