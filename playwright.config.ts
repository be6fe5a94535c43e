import { randomBytes } from 'node:crypto'
import { defineConfig, devices } from '@playwright/test'
import { chromiumOptions } from './test-support/chromium.ts'

// The same for every worker of this run, and another one for a run beside it.
process.env['E2E_PORT'] ??= String(20_000 + (process.pid % 10_000))
// Links to a meeting are signed with it: a test makes one that has run out.
process.env['E2E_SECRET'] ??= randomBytes(32).toString('hex')

export default defineConfig({
  testDir: 'e2e',
  outputDir: 'test-results',
  globalSetup: './test-support/portal.ts',
  // One story, told in one database: what one test changes the next would see.
  workers: 1,
  retries: 0,
  forbidOnly: process.env['CI'] === 'true',
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: `http://localhost:${process.env['E2E_PORT']}`,
    locale: 'en-GB',
    timezoneId: 'UTC',
    trace: 'retain-on-failure',
    launchOptions: await chromiumOptions(),
  },
  projects: [{ name: 'chromium', use: devices['Desktop Chrome'] }],
})
