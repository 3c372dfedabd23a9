import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { newId } from '#platform/config/context.ts'
import { type Running, start } from '../../main.ts'

/** The product as `farsail start` runs it, on an empty database of its own. */
export function productForTests() {
  const { host, port, user } = inject('database')
  const database = `e_${newId().replaceAll('-', '')}`
  let running: Running | null = null
  let folder = ''
  const admin = async (text: string) => {
    const client = new pg.Client({ host, port, user, database: 'postgres' })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  beforeAll(async () => {
    await admin(`create database ${database}`)
    folder = await mkdtemp(join(tmpdir(), 'farsail-e2e-'))
    const databaseUrl = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
    running = await start({
      where: { dataDir: folder, databaseUrl, owner: true },
      host: '127.0.0.1',
      port: 0,
      publicUrl: null,
    })
  })
  afterAll(async () => {
    await running?.stop()
    await rm(folder, { recursive: true, force: true })
    await admin(`drop database ${database} with (force)`)
  })
  return {
    get address() {
      return running?.address ?? ''
    },
    /** The address that the host is shown: with the one-time token. */
    get opens() {
      return running?.opens ?? ''
    },
  }
}
