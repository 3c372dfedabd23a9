import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { root, sourceFiles } from './sourceFiles.ts'

// A path of this repository, whole and in backticks: `ledger/server/save.ts`. One with <…> or … in it names no one file.
const file = /`([\w.@-]+(?:\/[\w.@-]+)+\.(?:tsx?|mjs|cjs|sql|json|css|md))`/g

const named = sourceFiles(/(^docs\/.*|^[A-Z][\w.-]*)\.md$/).flatMap(({ path, text }) =>
  text
    .split('\n')
    .flatMap((line, index) =>
      [...line.matchAll(file)].map(([, target = '']) => ({ target, at: `${path}:${index + 1}` })),
    ),
)

test('every file that a page names is there', () => {
  expect(named.length).toBeGreaterThan(0)
  const gone = named.filter(({ target }) => !existsSync(join(root, target)))
  expect(gone.map(({ at, target }) => `${at}: ${target} is not there; name the file that took its place`)).toEqual([])
})

test('the story of one request names the files that it passes through, in every part of the product', () => {
  const rooms = named
    .filter(({ at }) => at.startsWith('docs/story.md:'))
    .map(({ target }) => target.slice(0, target.indexOf('/')))
  expect(rooms).toEqual(expect.arrayContaining(['ledger', 'platform', 'practices', 'web']))
})
