import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Actor } from '#platform/access/actor.ts'
import { type App, newId } from '#platform/config/context.ts'
import { type FileImport, type ImportReport, importFile } from '#platform/import/server/importFile.ts'
import { openBatch } from '#platform/import/server/openBatch.ts'
import { imports } from '../product.ts'

/** A file of the test's own, for imports that read from a path. */
export async function fileOf(app: App, text: string | Buffer): Promise<string> {
  const folder = join(app.files, 'given')
  await mkdir(folder, { recursive: true })
  const path = join(folder, `${newId()}.csv`)
  await writeFile(path, text)
  return path
}

/** Imports a text as a person would import a file from the command line. */
export async function importText(
  app: App,
  actor: Actor,
  kind: string,
  text: string | Buffer,
  more: Partial<FileImport> = {},
): Promise<ImportReport> {
  const path = await fileOf(app, text)
  const usual = { acceptSuggestions: false, dryRun: false, locale: 'en' } as const
  return await importFile(app, actor, imports, { ...usual, kind, path, ...more })
}

/** Opens a batch and goes no further. */
export async function openText(app: App, actor: Actor, kind: string, text: string | Buffer) {
  return await openBatch(app, actor, imports, { kind, fileName: `${kind}.csv`, input: await fileOf(app, text) })
}
