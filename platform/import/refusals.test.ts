import { readdirSync, readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import en from './text/en.json' with { type: 'json' }
import zh from './text/zh-CN.json' with { type: 'json' }

test('every refusal of an import has its sentence in both languages', () => {
  const folder = new URL('./', import.meta.url)
  const sources = ['', 'rules/'].flatMap((under) =>
    readdirSync(new URL(under, folder))
      .filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'))
      .map((file) => readFileSync(new URL(`${under}${file}`, folder), 'utf8')),
  )
  const codes = sources.flatMap((source) => [...source.matchAll(/'import\.([a-z_]+)'/g)].map(([, code]) => code ?? ''))
  const used = [...new Set(codes)].sort()
  expect(Object.keys(en.fault.import).sort()).toEqual(used)
  expect(Object.keys(zh.fault.import).sort()).toEqual(used)
})
