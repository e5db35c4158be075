import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  // one copy of graphql: vite would give the sources another build of it than node gives node_modules
  resolve: { alias: [{ find: /^graphql$/, replacement: fileURLToPath(import.meta.resolve('graphql')) }] },
  test: {
    pool: 'forks',
    env: { LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent' },
    maxWorkers: 2,
    // what takes 5 s on a machine of its own takes a minute beside nine other programs; a test that hangs still ends
    testTimeout: 120_000,
    hookTimeout: 120_000,
    passWithNoTests: false,
    globalSetup: ['tests/setup/postgres.ts'],
    setupFiles: ['tests/setup/fail-on-errors.ts'],
    reporters: ['default', './tests/setup/plain-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'server',
          include: ['tests/**/*.test.ts'],
          exclude: ['tests/browser/**', 'tests/cluster/**', '**/node_modules/**'],
        },
      },
      { extends: true, test: { name: 'browser', include: ['tests/browser/**/*.test.ts'], fileParallelism: false } },
      // after the others: what is timed here must not share the machine with a browser
      {
        extends: true,
        test: {
          name: 'cluster',
          include: ['tests/cluster/**/*.test.ts'],
          fileParallelism: false,
          sequence: { groupOrder: 1 },
        },
      },
    ],
  },
})
