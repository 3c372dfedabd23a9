import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,ledger,practices,sample,web,tests}/**/*.test.{ts,tsx}'],
    globalSetup: ['tests/globalSetup.ts'],
    maxWorkers: 2,
    testTimeout: 120_000,
    hookTimeout: 60_000,
  },
})
