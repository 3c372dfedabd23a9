import { existsSync } from 'node:fs'
import { join } from 'node:path'
import pg from 'pg'
import { type Database, databaseAt, reachable, type Where } from '#platform/config/installation.ts'
import { migrations, requireKnown, requireVersion } from '#platform/db/migrate.ts'
import { mailServerIn } from '#platform/mail/smtp.ts'
import type { Locale } from '#platform/text/messages.ts'
import { broken, type Finding, finding, sizeText } from './finding.ts'

const clockOffMostMs = 5_000

/** What the database says: looked at as the host, changed in nothing, neither made nor migrated. */
export async function databaseFindings(where: Where, locale: Locale): Promise<Finding[]> {
  const isEmbedded = where.databaseUrl === null
  if (isEmbedded && !existsSync(join(where.dataDir, 'postgres', 'postgres', 'PG_VERSION'))) {
    return [
      finding(locale, { name: 'database', state: 'note', text: 'database_none', shown: { folder: where.dataDir } }),
    ]
  }
  let database: Database | null = null
  try {
    database = await databaseAt(where)
    return await lookInto(database, isEmbedded ? 'embedded' : 'own', locale)
  } catch (error) {
    return [broken(locale, 'database', reachable(error))]
  } finally {
    await database?.stop()
  }
}

async function lookInto({ config }: Database, kind: 'embedded' | 'own', locale: Locale): Promise<Finding[]> {
  const client = new pg.Client({ ...config, application_name: 'farsail doctor' })
  client.on('error', () => {})
  await client.connect()
  try {
    const found = [await database(client, kind, locale), await clock(client, locale)]
    const [applied, isComplete] = await migrated(client, locale)
    found.push(applied, await running(client, locale))
    // as the application, which may ask for these across organisations
    if (isComplete) {
      await client.query('set role farsail_app')
      found.push(await organisations(client, locale), await mail(client, locale))
    }
    return found
  } finally {
    await client.end()
  }
}

async function database(client: pg.Client, kind: 'embedded' | 'own', locale: Locale): Promise<Finding> {
  const row = await rowOf(
    client,
    `select current_setting('server_version') as version, current_setting('server_version_num') as number, pg_database_size(current_database()) as bytes`,
  )
  requireVersion(row['number'])
  const bytes = Number(row['bytes'])
  const version = String(row['version']).split(' ')[0] ?? ''
  const shown = { version, size: sizeText(bytes, locale) }
  const values = { kind, version, bytes }
  return finding(locale, { name: 'database', text: `database_${kind}`, shown, values })
}

/** Half of the way there and back is taken off. */
async function clock(client: pg.Client, locale: Locale): Promise<Finding> {
  const before = Date.now()
  const row = await rowOf(client, 'select extract(epoch from clock_timestamp()) * 1000 as at')
  const offMs = Math.round(Number(row['at']) - (before + Date.now()) / 2)
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const isOff = Math.abs(offMs) > clockOffMostMs
  const shown = { seconds: Math.round(Math.abs(offMs) / 1000), timeZone }
  const values = { offMs, timeZone }
  return isOff
    ? finding(locale, { name: 'clock', state: 'broken', text: 'clock_off', shown, values })
    : finding(locale, { name: 'clock', text: 'clock', shown, values })
}

async function migrated(client: pg.Client, locale: Locale): Promise<readonly [Finding, boolean]> {
  const all = await migrations()
  const { there } = await rowOf(client, `select to_regclass('public.migration') is not null as there`)
  const name = 'migrations'
  if (there !== true) return [finding(locale, { name, state: 'note', text: 'migrations_none' }), false]
  const { rows } = await client.query<{ name: string }>('select name from migration order by name')
  const applied = rows.map((row) => row.name)
  try {
    requireKnown(applied, all)
  } catch (error) {
    return [broken(locale, name, error), true]
  }
  const pending = all.map((one) => one.name).filter((one) => !applied.includes(one))
  const values = { applied: applied.length, pending }
  if (pending.length === 0)
    return [finding(locale, { name, text: 'migrations', shown: { count: applied.length }, values }), true]
  const shown = { count: pending.length, names: pending.join(', ') }
  return [finding(locale, { name, state: 'broken', text: 'migrations_pending', shown, values }), applied.length > 5]
}

/** Every server process listens for what is live; a session ends with its process. */
async function running(client: pg.Client, locale: Locale): Promise<Finding> {
  const row = await rowOf(
    client,
    `select count(*) as n from pg_stat_activity where datname = current_database() and application_name = 'farsail live'`,
  )
  const count = Number(row['n'])
  const given = { name: 'server', shown: { count }, values: { processes: count } }
  if (count === 0) return finding(locale, { ...given, state: 'note', text: 'server_none' })
  return finding(locale, { ...given, text: 'server' })
}

async function organisations(client: pg.Client, locale: Locale): Promise<Finding> {
  const count = Number((await rowOf(client, 'select count(*) as n from org_ids()'))['n'])
  if (count === 0)
    return finding(locale, { name: 'organisations', state: 'note', text: 'organisations_none', values: { count } })
  return finding(locale, { name: 'organisations', text: 'organisations', shown: { count } })
}

async function mail(client: pg.Client, locale: Locale): Promise<Finding> {
  const waiting = Number((await rowOf(client, 'select count(*) as n from auth.unsent_mail'))['n'])
  const name = 'mail'
  try {
    const server = mailServerIn(process.env)
    if (server === null) return finding(locale, { name, state: 'note', text: 'mail_none', shown: { waiting } })
    const { host, port, from } = server
    const state = waiting > 0 ? 'note' : 'fine'
    return finding(locale, { name, state, text: 'mail_set', shown: { host, port: String(port), from, waiting } })
  } catch (error) {
    return broken(locale, name, error)
  }
}

async function rowOf(client: pg.Client, text: string): Promise<{ readonly [name: string]: unknown }> {
  const { rows } = await client.query<{ [name: string]: unknown }>(text)
  return rows[0] ?? {}
}
