import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'
import { startEmbedded } from '#platform/db/embedded.ts'
import { migrate, migrations } from '#platform/db/migrate.ts'

declare module 'vitest' {
  interface ProvidedContext {
    database: { host: string; port: number; user: string }
  }
}
export const template = 'farsail_template'

/** One PostgreSQL for the run, with a migrated template from which each worker's database is copied. */
export default async function setup(project: TestProject) {
  const folder = await mkdtemp(join(tmpdir(), 'farsail-test-'))
  const database = await startEmbedded({ dataDir: folder, fsync: false })
  const end = async () => {
    await database.stop()
    await rm(folder, { recursive: true, force: true })
  }
  try {
    const owner = database.urlOf('postgres')
    const client = new pg.Client(owner)
    await client.connect()
    await client.query(`create database ${template}`)
    await client.end()
    await migrate({ ...owner, database: template }, await migrations())
    project.provide('database', { host: owner.host, port: owner.port, user: owner.user })
    return end
  } catch (error) {
    await end()
    throw error
  }
}
