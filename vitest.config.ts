import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { configDefaults, defineConfig } from 'vitest/config'

const exclude = [...configDefaults.exclude, '**/dist/**', '.next/**', '.data/**', 'e2e/**']

const withPostgres = { globalSetup: 'test-support/postgres.ts', maxWorkers: 2 }

const dataDir = join(tmpdir(), `assent-test-data-${userInfo().username}`)

export default defineConfig({
  resolve: {
    // The packages' sources, so that a test never runs against an older build.
    alias: {
      '@assent/receipt/node': resolve('packages/receipt/src/node-crypto.ts'),
      '@assent/receipt': resolve('packages/receipt/src/index.ts'),
      '@assent/decision/zoom': resolve('packages/decision/src/platforms/zoom.ts'),
      '@assent/decision': resolve('packages/decision/src/index.ts'),
    },
  },
  test: {
    environment: 'node',
    // No test reads or writes the data of a demonstration, or the user's own database.
    env: { DATA_DIR: dataDir, DATABASE_URL: '', DATABASE_OWNER_URL: '' },
    // A machine under load is slow, and that is no fault of what is tested.
    testTimeout: 60_000,
    hookTimeout: 60_000,
    allowOnly: process.env['CI'] !== 'true',
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['**/*.test.{ts,tsx}'],
          exclude: [...exclude, '**/*.db.test.ts', '**/route.test.ts'],
        },
      },
      {
        extends: true,
        test: { name: 'db', include: ['**/*.db.test.ts'], exclude, ...withPostgres },
      },
      {
        extends: true,
        test: { name: 'route', include: ['app/**/route.test.ts'], exclude, ...withPostgres },
      },
    ],
  },
})
