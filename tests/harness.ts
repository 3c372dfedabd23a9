import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import pino from 'pino'
import { afterAll, beforeAll, inject } from 'vitest'
import { startCrm } from '#crm/server/index.ts'
import type { Actor } from '#platform/access/actor.ts'
import { type App, type Clock, newId } from '#platform/config/context.ts'
import { connectionsOver, openPool } from '#platform/db/connections.ts'
import { createOrg } from '#platform/org/server/createOrg.ts'
import { template } from './globalSetup.ts'

/** The clock of a test: stands still until it is set. */
export interface TestClock extends Clock {
  set(instant: string): void
}
export function testClock(start = '2026-11-24T09:00:00Z'): TestClock {
  let now = Temporal.Instant.from(start)
  return {
    now: () => now,
    set(instant) {
      now = Temporal.Instant.from(instant)
    },
  }
}

export interface TestApp {
  readonly app: App
  readonly clock: TestClock
  /** Connects past row-level security: to look, and to plant damage. */
  readonly owner: pg.ClientConfig
}

/** A database of its own for this file, and the application on it, bound as in production. Call it at the file's top. */
export function appForTests(): TestApp {
  const clock = testClock()
  const { host, port, user } = inject('database')
  const database = `t_${newId().replaceAll('-', '')}`
  const owner = { host, port, user, database }
  const pool = openPool({ ...owner, options: '-c role=farsail_app' }, 6)
  const app: App = {
    db: connectionsOver(pool),
    clock,
    log: pino({ level: 'silent' }),
    secret: 'a secret for tests only',
    files: join(tmpdir(), database),
    starters: [startCrm],
    checkAnswers: true,
  }
  const admin = async (text: string) => {
    const client = new pg.Client({ host, port, user, database: 'postgres' })
    await client.connect()
    await client.query(text)
    await client.end()
  }
  beforeAll(() => admin(`create database ${database} template ${template}`))
  afterAll(async () => {
    await pool.end()
    await rm(app.files, { recursive: true, force: true })
    await admin(`drop database ${database} with (force)`)
  })
  return { app, clock, owner }
}

let orgs = 0
/** An organisation of its own for a test, and its owner to act as. */
export async function buildOrg(
  app: App,
  given: { currency?: string; timeZone?: string; locale?: string } = {},
): Promise<Actor> {
  const slug = `org-${process.pid}-${++orgs}`
  const timeZone = given.timeZone ?? 'Asia/Shanghai'
  const { orgId, memberId } = await createOrg(app, {
    name: '海岳科技',
    slug,
    currency: given.currency ?? 'CNY',
    timeZone,
    locale: given.locale ?? 'en',
    fiscalStartMonth: 1,
    owner: { name: 'Ada', email: `ada@${slug}.example`, userId: null },
  })
  const today = app.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return { orgId, memberId, role: 'owner', via: 'app', scopes: null, locale: 'en', address: null, today }
}
