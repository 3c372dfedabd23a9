import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ts from 'typescript'
import { expect, test } from 'vitest'
import { linesOf, places, root, type SourceFile, sourceFiles, syntaxPlaces } from './sourceFiles.ts'

// The house rules that no linter knows. Each offence names file, line and what to write instead.

const code = sourceFiles(/\.tsx?$/)
const product = code.filter(({ path }) => !isTest(path))
const scripts = sourceFiles(/\.(mjs|cjs|css)$/)
const pages = sourceFiles(/\.md$/)
const written = [...code, ...scripts, ...pages, ...sourceFiles(/\.(json|sql|html|ya?ml)$|^\.ci\//)]

test('only the ledger adds up the ledger', () => {
  const files = [...product, ...sourceFiles(/\.sql$/)].filter(
    ({ path, text }) => !/^(ledger|bench)\//.test(path) && /ledger_(entry|month)/.test(text),
  )
  expect(
    places(files, /\bsum\s*\(|\.sum\b|fn\.sum/i, 'evaluate a metric (ledger/server) instead of a sum of its own'),
  ).toEqual([])
})

test('rules and records know no clock, no chance and no database', () => {
  const pure = product.filter(({ path }) => /(^|\/)(rules|records)\//.test(path))
  const impure = /new Date\(|Date\.now|Temporal\.Now|performance\.now|Math\.random|randomUUID|process\.env|\bfetch\(/
  expect(places(pure, impure, 'take it as an argument; the caller in server/ or web/ knows it')).toEqual([])
})

test('the server asks its own clock for the time, which tests can set', () => {
  const server = product.filter(({ path }) => /\/server\//.test(path))
  expect(places(server, /new Date\(\)|Date\.now|Temporal\.Now/, 'ask the clock of the App')).toEqual([])
})

test('a type is parsed at the edge or narrowed, and never claimed', () => {
  const trusted = code.filter(({ path }) => !path.startsWith('platform/record/'))
  const claims = syntaxPlaces(trusted, (node, source) => {
    if (ts.isNonNullExpression(node)) return 'check for undefined instead of `!`'
    if (node.kind === ts.SyntaxKind.AnyKeyword) return 'write `unknown` and narrow it instead of `any`'
    if (ts.isTypeAssertionExpression(node)) return 'parse or narrow instead of a cast'
    const isCast = ts.isAsExpression(node) && node.type.getText(source) !== 'const'
    return isCast ? `parse or narrow instead of \`as ${node.type.getText(source)}\`` : undefined
  })
  const left = Object.groupBy(claims, pathOf)
  const added = Object.entries(left).flatMap(([path, found = []]) =>
    found.length > (CLAIMS_LEFT[path] ?? 0) ? found : [],
  )
  expect(added).toEqual([])
  const mended = Object.entries(CLAIMS_LEFT).filter(([path, count]) => (left[path]?.length ?? 0) < count)
  expect(mended.map(([path]) => `${path}: lower its number in CLAIMS_LEFT to ${left[path]?.length ?? 0}`)).toEqual([])
})

// Those that stood when the rule came, by file. Numbers may only fall, and no file may be added.
const CLAIMS_LEFT: Readonly<Record<string, number>> = {
  'ledger/server/recordType.ts': 2,
  'ledger/server/save.ts': 3,
  'ledger/server/settle.ts': 4,
  'platform/http/handled.ts': 4,
  'platform/http/mount.ts': 2,
  'platform/text/messages.ts': 2,
}

function pathOf(place: string): string {
  return place.slice(0, place.indexOf(':'))
}

test('a file has at most 400 lines', () => {
  const long = [...code, ...scripts].flatMap(({ path, text }) => {
    const lines = text.trimEnd().split('\n').length
    return lines > 400 && !explainsLength(text) ? [`${path}:400: ${lines} lines; ${SPLIT}`] : []
  })
  expect(long).toEqual([])
})

// A component is mostly markup, a line an attribute: it may be longer than a function that computes.
const LINES_MOST = 60
const COMPONENT_LINES_MOST = 100

test('a function has at most 60 lines, a component at most 100', () => {
  const long = syntaxPlaces(product, (node, source) => {
    if (!ts.isFunctionLike(node)) return undefined
    const lines = linesOf(node, source)
    const comment = source.text.slice(node.getFullStart(), node.getStart(source))
    const most = source.fileName.endsWith('.tsx') ? COMPONENT_LINES_MOST : LINES_MOST
    return lines > most && !explainsLength(comment) ? `${lines} lines; ${SPLIT}` : undefined
  })
  expect(long).toEqual([])
})

const SPLIT = 'split it by subject, or say why not in a comment that begins with "Long: "'

function explainsLength(text: string): boolean {
  return /(\/\/|\*) Long: \S/.test(text)
}

test('names say the subject: no utils, helpers or common, no Managers and Services', () => {
  const folders = code.flatMap(({ path }) =>
    /(^|\/)(utils?|helpers?|common|misc|lib)(\/|\.tsx?$)/i.test(path)
      ? [`${path}:1: put it where it is used, or name its subject`]
      : [],
  )
  const classes = syntaxPlaces(code, (node) =>
    ts.isClassDeclaration(node) && /(Manager|Helper|Service|Processor|Handler)$/.test(node.name?.text ?? '')
      ? `${node.name?.text}: say the verb, as a function`
      : undefined,
  )
  expect([...folders, ...classes]).toEqual([])
})

test('the only index.ts is that of a server/, the functions it offers to other practices', () => {
  const barrels = code.filter(({ path, text }) => {
    if (/(^|\/)server\/index\.ts$/.test(path)) return false
    const statements =
      text.replace(/\/\*[\s\S]*?\*\/|\/\/.*/g, '').match(/^\s*(export|import|const|function)\b.*/gm) ?? []
    const onlyPassesOn = statements.length > 0 && statements.every((line) => /^\s*export\b.*\bfrom\b/.test(line))
    return onlyPassesOn || /(^|\/)index\.tsx?$/.test(path)
  })
  expect(barrels.map(({ path }) => `${path}:1: import from where it stands`)).toEqual([])
})

test('a practice holds its contract and the seven folders, and nothing else', () => {
  const known = ['records', 'rules', 'migrations', 'server', 'web', 'text', 'contract.ts', 'contract']
  const strange = foldersIn('practices').flatMap((practice) =>
    readdirSync(join(root, practice)).flatMap((name) =>
      known.includes(name) || /\.test\.tsx?$/.test(name)
        ? []
        : [
            `${practice}/${name}:1: it decides → rules/, reads or changes → server/, is a fact → records/, is seen → web/`,
          ],
    ),
  )
  expect(strange).toEqual([])
})

test('migrations have one sequence of numbers through the whole repository', () => {
  const migrations = sourceFiles(/\/migrations\/.*\.sql$/).map(({ path }) => path)
  const unnamed = migrations.filter((path) => !/\/\d{4}-[a-z0-9-]+\.sql$/.test(path))
  expect(unnamed.map((path) => `${path}:1: name it 0042-what-it-does.sql`)).toEqual([])
  const numbers = migrations.map((path) => path.slice(path.lastIndexOf('/') + 1).slice(0, 4))
  const twice = migrations.filter((_, index) => numbers.indexOf(numbers[index] ?? '') !== index)
  expect(twice.map((path) => `${path}:1: its number is taken; give it the next free one`)).toEqual([])
})

test('nothing is unfinished or switched off', () => {
  const soft =
    /\b(it|test|describe)\.(skip|only|todo|fixme)\b|expect\(true\)|\b(TO|FIX)(DO|ME)\b|not implemented|coming soon/
  const here = written.filter(({ path }) => path !== 'tests/tidy.test.ts' && !path.endsWith('.md'))
  expect(places(here, soft, 'finish it, or take it out')).toEqual([])
})

test('the project stands alone: no places of one machine, nothing beside the repository but data for tests', () => {
  // Put together here, so that this file doesn't hold what it looks for.
  const machine = new RegExp(`(^|[^.\\w])/(${['wo'.concat('rk'), 'ro'.concat('ot'), 'fa'.concat('rm')].join('|')})/`)
  const beside = new RegExp(`\\.\\./${'sha'.concat('red')}(?!/data)`)
  expect([
    ...places(written, machine, 'take the place from an argument or a setting'),
    ...places(written, beside, 'keep what is needed of it in docs/'),
  ]).toEqual([])
})

test('the lock file names no registry', () => {
  expect(readFileSync(join(root, '.npmrc'), 'utf8')).toMatch(/^omit-lockfile-registry-resolved=true$/m)
  const lock = { path: 'package-lock.json', text: readFileSync(join(root, 'package-lock.json'), 'utf8') }
  expect(places([lock], /"resolved": "https?:/, 'run npm install again with the .npmrc of the repository')).toEqual([])
})

test('links between pages lead somewhere', () => {
  expect(pages.flatMap(deadLinks)).toEqual([])
})

function deadLinks({ path, text }: SourceFile): string[] {
  const prose = text.replace(/```[\s\S]*?```/g, (block) => block.replace(/[^\n]/g, ' '))
  return prose.split('\n').flatMap((line, index) =>
    [...line.matchAll(/\]\(<?([^)\s>]+)>?(?:\s+"[^"]*")?\)/g)].flatMap(([, target = '']) => {
      if (/^[a-z]+:|^#/i.test(target)) return []
      const file = decodeURIComponent(target.replace(/#.*/, ''))
      const from = file.startsWith('/') ? root : join(root, dirname(path))
      return existsSync(join(from, file)) ? [] : [`${path}:${index + 1}: ${target} is not there`]
    }),
  )
}

function foldersIn(room: string): string[] {
  if (!existsSync(join(root, room))) return []
  const found = readdirSync(join(root, room), { withFileTypes: true })
  return found.filter((entry) => entry.isDirectory()).map(({ name }) => `${room}/${name}`)
}

function isTest(path: string): boolean {
  return /\.test\.tsx?$|Fixture\.ts$|^(tests|bench)\//.test(path)
}
