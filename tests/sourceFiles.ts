import { readdirSync, readFileSync } from 'node:fs'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'

export const root = fileURLToPath(new URL('..', import.meta.url))

/** A file that people write, by its path from the root of the repository. */
export interface SourceFile {
  readonly path: string
  readonly text: string
}

const NOT_OURS = new Set(['node_modules', 'dist', 'data', '.git', '.cache'])

const paths = walk(root)

/** The files whose path fits, generated ones left out. */
export function sourceFiles(fitting: RegExp): SourceFile[] {
  const found = paths.filter((path) => fitting.test(path) && !/\.generated\.|package-lock/.test(path))
  return found.map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

function walk(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return NOT_OURS.has(entry.name) ? [] : walk(path)
    return entry.isFile() ? [relative(root, path).replaceAll('\\', '/')] : []
  })
}

/** Every place where the pattern stands, as `path:line: advice`. */
export function places(files: readonly SourceFile[], pattern: RegExp, advice: string): string[] {
  return files.flatMap(({ path, text }) =>
    text.split('\n').flatMap((line, index) => (pattern.test(line) ? [`${path}:${index + 1}: ${advice}`] : [])),
  )
}

const parsed = new Map<string, ts.SourceFile>()

function syntaxOf({ path, text }: SourceFile): ts.SourceFile {
  const known = parsed.get(path)
  if (known) return known
  const made = ts.createSourceFile(path, text, ts.ScriptTarget.Latest, true)
  parsed.set(path, made)
  return made
}

/** Every piece of syntax for which `adviceFor` has advice, as `path:line: advice`. */
export function syntaxPlaces(
  files: readonly SourceFile[],
  adviceFor: (node: ts.Node, source: ts.SourceFile) => string | undefined,
): string[] {
  return files.flatMap((file) => {
    const source = syntaxOf(file)
    const found: string[] = []
    const visit = (node: ts.Node): void => {
      const advice = adviceFor(node, source)
      if (advice !== undefined) found.push(`${file.path}:${lineOf(node, source)}: ${advice}`)
      ts.forEachChild(node, visit)
    }
    visit(source)
    return found
  })
}

function lineOf(node: ts.Node, source: ts.SourceFile): number {
  return source.getLineAndCharacterOfPosition(node.getStart(source)).line + 1
}

/** How many lines a piece of syntax takes, its comment above not counted. */
export function linesOf(node: ts.Node, source: ts.SourceFile): number {
  return source.getLineAndCharacterOfPosition(node.getEnd()).line + 2 - lineOf(node, source)
}
