import { defineConfig } from 'vitest/config'

/** For `npm run check`: the tests that only read files, without the database that the others share. */
export default defineConfig({
  test: { include: ['tests/{tidy,text,story}.test.ts'], testTimeout: 60_000 },
})
