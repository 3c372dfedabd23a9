import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { afterAll, beforeAll, inject } from 'vitest'
import { type App, newId } from '#platform/config/context.ts'
import { openInstallation } from '#platform/config/installation.ts'
import { type Running, start } from '../../main.ts'
import { starters } from '../../product.ts'
import { farsail } from '../productProcess.ts'

/** The product as `farsail start` runs it, on an empty database of its own. */
export function productForTests() {
  const { host, port, user } = inject('database')
  const database = `e_${newId().replaceAll('-', '')}`
  let running: Running | null = null
  let folder = ''
  const databaseUrl = `postgres://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`
  const admin = async (text: string) => {
    const client = new pg.Client({ host, port, user, database: 'postgres' })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  beforeAll(async () => {
    await admin(`create database ${database}`)
    folder = await mkdtemp(join(tmpdir(), 'farsail-e2e-'))
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
    /** Does something beside the running product, as a command of the host would. */
    async beside<T>(work: (app: App) => Promise<T>): Promise<T> {
      const { app, close } = await openInstallation({ dataDir: folder, databaseUrl, owner: false }, starters)
      try {
        return await work(app)
      } finally {
        await close()
      }
    },
    /** A link of the product at the port that this run was given. */
    here(link: string): string {
      return new URL(new URL(link).pathname, running?.address).href
    },
    /** The link in the newest mail to somebody that did not go out, as the host reads it: `farsail mail unsent`. */
    async linkInMailTo(email: string): Promise<string> {
      const env = { DATABASE_URL: databaseUrl }
      const { out } = await farsail({ dataDir: folder, env }, ['mail', 'unsent'])
      const [, mail = ''] = out.split(`${email} ·`)
      return /https?:\/\/\S+/.exec(mail)?.[0] ?? ''
    },
  }
}
