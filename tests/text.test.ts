import { existsSync } from 'node:fs'
import { join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { placeholdersOf } from './placeholders.ts'
import { root, type SourceFile, sourceFiles, syntaxPlaces } from './sourceFiles.ts'

const english = sourceFiles(/(^|\/)text\/en\.json$/).map((file) => ({ file, texts: textsOf(file) }))
const chinese = sourceFiles(/(^|\/)text\/zh-CN\.json$/).map((file) => ({ file, texts: textsOf(file) }))
const all = [...english, ...chinese]

test('every folder of texts has both languages', () => {
  const missing = all.flatMap(({ file }) => (existsSync(join(root, other(file))) ? [] : [`${other(file)}:1: write it`]))
  expect(missing).toEqual([])
})

test('both languages hold the same keys', () => {
  const missing = pairs().flatMap(({ here, there }) =>
    [...here.texts.keys()].filter((key) => !there.texts.has(key)).map((key) => `${there.file.path}: write ${key}`),
  )
  expect(missing).toEqual([])
})

test('every text can be read, and both languages take the same arguments', () => {
  const wrong = english.flatMap(({ file, texts }) => {
    const translated = chinese.find((one) => one.file.path === other(file))
    return [...texts].flatMap(([key, text]) => {
      const there = translated?.texts.get(key)
      if (there === undefined) return []
      const [en, zh] = [read(text), read(there)]
      return en === zh ? [] : [`${file.path}: ${key} takes ${en} in English and ${zh} in Chinese`]
    })
  })
  expect(wrong).toEqual([])
})

test('no text is empty, and no key is written twice', () => {
  const empty = all.flatMap(({ file, texts }) =>
    [...texts].filter(([, text]) => text.trim() === '').map(([key]) => `${file.path}: ${key} says nothing`),
  )
  expect([...empty, ...all.flatMap(({ file }) => doubled(file))]).toEqual([])
})

test('every refusal says its way out in both languages', () => {
  const known = [english, chinese].map((files) => new Set(files.flatMap(({ texts }) => [...texts.keys()])))
  const product = sourceFiles(/\.tsx?$/).filter(({ path }) => !/\.test\.tsx?$|^(tests|bench)\//.test(path))
  const silent = syntaxPlaces(product, (node) => {
    if (!ts.isNewExpression(node) || node.expression.getText() !== 'Fault') return undefined
    const code = node.arguments?.[0]
    if (!code || !ts.isStringLiteral(code)) return undefined
    return known.every((keys) => keys.has(`fault.${code.text}`))
      ? undefined
      : `write the text fault.${code.text} in both languages`
  })
  expect(silent).toEqual([])
})

function textsOf(file: SourceFile): Map<string, string> {
  const texts = new Map<string, string>()
  const collect = (value: unknown, key: string): void => {
    if (typeof value === 'string') texts.set(key, value)
    else if (typeof value === 'object' && value !== null)
      for (const [name, inner] of Object.entries(value)) collect(inner, key === '' ? name : `${key}.${name}`)
    else throw new Error(`${file.path}: ${key} is not a text`)
  }
  collect(JSON.parse(file.text), '')
  return texts
}

function other({ path }: SourceFile): string {
  return path.endsWith('/en.json') ? path.replace(/en\.json$/, 'zh-CN.json') : path.replace(/zh-CN\.json$/, 'en.json')
}

function pairs() {
  return all.flatMap((here) => {
    const there = all.find(({ file }) => file.path === other(here.file))
    return there ? [{ here, there }] : []
  })
}

function read(text: string): string {
  try {
    return [...placeholdersOf(text)].sort().join(', ') || 'nothing'
  } catch (error) {
    return `what can't be read (${error instanceof Error ? error.message : error})`
  }
}

// JSON keeps the last of two equal keys and says nothing; the syntax tree still has both.
function doubled(file: SourceFile): string[] {
  return syntaxPlaces([{ ...file, text: `(${file.text})`, path: `${file.path}.ts` }], (node) => {
    if (!ts.isObjectLiteralExpression(node)) return undefined
    const names = node.properties.map((property) => property.name?.getText() ?? '')
    const twice = names.filter((name, index) => names.indexOf(name) !== index)
    return twice.length === 0 ? undefined : `${twice.join(', ')} stands twice here`
  })
}
