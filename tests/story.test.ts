import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { kindNames } from '#ledger/rules/kinds.ts'
import texts from '../ledger/text/en.json' with { type: 'json' }
import { root, sourceFiles } from './sourceFiles.ts'

// A path of this repository, whole and in backticks: `ledger/server/save.ts`. One with <…> or … in it names no one file.
const file = /`([\w.@-]+(?:\/[\w.@-]+)+\.(?:tsx?|mjs|cjs|sql|json|css|md))`/g

const pages = sourceFiles(/(^docs\/.*|^[A-Z][\w.-]*)\.md$/)
const named = pages.flatMap(({ path, text }) =>
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

test('the story of one request passes through every part of the product', () => {
  const told = named.filter(({ at }) => at.startsWith('docs/story.md:'))
  const rooms = told.map(({ target }) => target.slice(0, target.indexOf('/')))
  expect(rooms).toEqual(expect.arrayContaining(['ledger', 'platform', 'practices', 'web']))
})

test('the definitions say what every metric and every ledger kind means', () => {
  const said = pages.find(({ path }) => path === 'docs/definitions.md')?.text ?? ''
  const { input: _, nobody: __, own: ___, ...metrics } = texts.metric
  const missing = [...Object.keys(metrics).map((key) => `\`${key}\``), ...kindNames].filter(
    (one) => !said.includes(one),
  )
  expect(missing.map((one) => `docs/definitions.md:1: define ${one}`)).toEqual([])
})
