import { defineConfig } from 'vitest/config';

const root = `${import.meta.dirname}/..`;

/** Unit tests are pure and quick; integration tests start real Redis servers and processes, so few run side by side. */
export default defineConfig({
  root,
  test: {
    projects: [
      {
        root,
        // Outside Electron the real module would start a download.
        resolve: { alias: { electron: `${root}/test/doubles/electron.ts` } },
        test: {
          name: 'unit',
          include: ['test/unit/**/*.test.ts'],
          globalSetup: ['test/support/node-version.ts'],
          // Some write ten thousand files or live through a year: a busy machine takes its time.
          testTimeout: 30_000,
        },
      },
      {
        root,
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          globalSetup: ['test/support/node-version.ts', 'test/support/redis-binary.ts'],
          pool: 'forks',
          maxWorkers: 2,
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
    ],
  },
});
