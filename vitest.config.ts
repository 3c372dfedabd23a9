import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    include: ['{platform,ledger,practices,web,tests}/**/*.test.{ts,tsx}'],
  },
})
