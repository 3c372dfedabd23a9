import { sql } from 'kysely'
import type { FigureJson, ValuesJson } from '#ledger/contract.ts'
import { formatMoney, moneyFromJson } from '#ledger/rules/money.ts'
import { metricValues } from '#ledger/server/routes.ts'
import { verify } from '#ledger/server/verify.ts'
import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import { createApiKey } from '#platform/auth/server/apiKeys.ts'
import { resetUser } from '#platform/auth/server/userReset.ts'
import { createUser } from '#platform/auth/server/users.ts'
import { type Command, type CommandCall, type Outcome, required, Usage } from '#platform/cli/command.ts'
import { inOrg, whereOf, within } from '#platform/cli/here.ts'
import { createOrg, orgIdOf } from '#platform/org/server/createOrg.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { say } from '#platform/text/messages.ts'
import { start } from './main.ts'
import { metrics, recordTypes, starters, types } from './product.ts'

const org = { org: { type: 'string' } } as const
const publicUrlOf = () => process.env['FARSAIL_URL'] ?? null

const startCommand: Command = {
  name: 'start',
  usage: '[--port 3000] [--host 127.0.0.1] [--data DIR]',
  options: { port: { type: 'string' }, host: { type: 'string' } },
  async run(call) {
    const port = Number(call.text('port') ?? process.env['PORT'] ?? 3000)
    if (!Number.isInteger(port) || port < 0 || port > 65535)
      throw new Usage(say(call.locale, 'cli.port_invalid', { value: call.text('port') ?? '' }))
    const running = await start({
      where: whereOf(call, true),
      host: call.text('host') ?? '127.0.0.1',
      port,
      publicUrl: publicUrlOf(),
    })
    process.stdout.write(
      call.flag('json')
        ? `${JSON.stringify({ address: running.opens })}\n`
        : `${say(call.locale, 'cli.serving', { address: running.opens })}\n`,
    )
    await new Promise<void>((ended) => {
      for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => ended())
    })
    await running.stop()
    return { json: undefined, lines: [] }
  },
}

const orgCreate: Command = {
  name: 'org create',
  usage:
    '--name N --slug S --currency USD --time-zone America/New_York [--fiscal-start 1] --owner-name N --owner-email E --owner-password-stdin [--key-expires DAYS] [--json]',
  options: {
    name: { type: 'string' },
    slug: { type: 'string' },
    currency: { type: 'string' },
    'time-zone': { type: 'string' },
    'fiscal-start': { type: 'string' },
    locale: { type: 'string' },
    'owner-name': { type: 'string' },
    'owner-email': { type: 'string' },
    'owner-password-stdin': { type: 'boolean' },
    'key-expires': { type: 'string' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const owner = { name: required(call, 'owner-name'), email: required(call, 'owner-email') }
      const password = call.flag('owner-password-stdin') ? await standardInput() : null
      const given = {
        name: required(call, 'name'),
        slug: required(call, 'slug'),
        currency: required(call, 'currency').toUpperCase(),
        timeZone: required(call, 'time-zone'),
        locale: call.text('locale') ?? call.locale,
        fiscalStartMonth: Number(call.text('fiscal-start') ?? 1),
      }
      const userId = password === null ? null : await createUser(app, { ...owner, password })
      const { orgId, memberId } = await createOrg(app, { ...given, owner: { ...owner, userId } })
      const settings = await orgSettings(app.db.of(orgId), orgId)
      const host = hostOf(orgId, todayIn(settings, app.clock.now()).toString(), call.locale)
      const days = Number(call.text('key-expires') ?? 30)
      const key = await writing(app, host, (write) =>
        createApiKey(write, { memberId, name: 'org create', scopes: ['*'], days }),
      )
      const json = {
        orgId,
        slug: given.slug,
        ownerId: memberId,
        userId,
        apiKey: key.key,
        apiKeyExpiresAt: key.expiresAt,
      }
      return {
        json,
        lines: [
          say(call.locale, 'cli.org_created', { name: given.name, slug: given.slug }),
          `${say(call.locale, 'cli.api_key')} ${key.key}`,
        ],
      }
    }),
}

async function standardInput(): Promise<string> {
  let text = ''
  for await (const part of process.stdin.setEncoding('utf8')) text += part
  return text.replace(/\r?\n$/, '')
}

const metric: Command = {
  name: 'metric',
  usage:
    'KEY --org S --by member|team|manager|region|month|account|product|stage [--from D --to D | --period 2017-Q3] [--as-of DAY] [--known-on DAY] [--nonzero] [--json]',
  options: {
    ...org,
    by: { type: 'string' },
    from: { type: 'string' },
    to: { type: 'string' },
    period: { type: 'string' },
    'as-of': { type: 'string' },
    'known-on': { type: 'string' },
    nonzero: { type: 'boolean' },
  },
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [key] = call.args
      if (!key) throw new Usage(say(call.locale, 'cli.metric_missing'))
      const { actor } = await inOrg(call, app)
      const given = (option: string) => call.text(option) ?? undefined
      const values = await metricValues(
        app,
        {
          db: app.db.of(actor.orgId),
          actor,
          scope: 'all',
          input: dropUndefined({
            key,
            by: given('by') ?? 'none',
            from: given('from'),
            to: given('to'),
            period: given('period'),
            asOf: given('as-of'),
            knownOn: given('known-on'),
            nonzero: call.flag('nonzero') ? 'true' : undefined,
          }),
        },
        metrics,
        types,
      )
      return { json: plainValues(values), lines: valueLines(values, call) }
    }),
}

function dropUndefined<T extends { readonly key: string }>(given: T): T {
  const kept: T = { ...given }
  for (const name of Object.keys(kept)) if (Reflect.get(kept, name) === undefined) Reflect.deleteProperty(kept, name)
  return kept
}

/** The command line's document: rows of key, name, value and entries, without links. */
function plainValues({ total, rows, ...rest }: ValuesJson) {
  return {
    ...rest,
    total: total.value,
    rows: rows.map(({ key, name, value, entries }) => ({ key, name, value, entries })),
  }
}
function valueLines(values: ValuesJson, call: CommandCall): string[] {
  const shown = ({ value }: FigureJson) =>
    value === null ? '—' : typeof value === 'string' ? value : formatMoney(moneyFromJson(value), call.locale)
  const wide = Math.max(10, ...values.rows.map((row) => row.name.length))
  return [
    ...values.rows.map((row) => `${row.name.padEnd(wide)}  ${shown(row)}`),
    `${say(call.locale, 'cli.total').padEnd(wide)}  ${shown(values.total)}`,
    say(call.locale, 'cli.position', { seq: values.asOfSeq, from: values.from, to: values.to }),
  ]
}

const ledgerVerify: Command = {
  name: 'ledger verify',
  usage: '[--org S] [--json]',
  options: org,
  run: (call) =>
    within(call, starters, async ({ app }): Promise<Outcome> => {
      const orgs = call.text('org')
        ? [await orgIdOf(app, required(call, 'org'))]
        : (await sql<{ id: string }>`select org_ids() as id`.execute(app.db.outside)).rows.map((row) => row.id)
      const found = []
      for (const orgId of orgs) {
        const { slug } = await orgSettings(app.db.of(orgId), orgId)
        const { entries, records, damages } = await verify(app.db.of(orgId), orgId, recordTypes)
        found.push({ org: slug, entries: Number(entries), records, differences: damages })
      }
      const failed = found.some((one) => one.differences.length > 0)
      const lines = found.flatMap((one) => [
        say(call.locale, one.differences.length ? 'cli.ledger_damaged' : 'cli.ledger_clean', {
          org: one.org,
          entries: one.entries,
          records: one.records,
          count: one.differences.length,
        }),
        ...one.differences.map((damage) => `  ${damage.check}: ${damage.subject}: ${damage.detail}`),
      ])
      return { json: { clean: !failed, organisations: found }, lines, failed }
    }),
}

const userReset: Command = {
  name: 'user reset',
  usage: 'EMAIL [--json]',
  options: {},
  run: (call) =>
    within(call, starters, async ({ app }) => {
      const [email] = call.args
      if (!email) throw new Usage(say(call.locale, 'cli.email_missing'))
      const { url } = await resetUser(app, email, publicUrlOf() ?? 'http://127.0.0.1:3000')
      return { json: { url }, lines: [say(call.locale, 'cli.user_reset', { url })] }
    }),
}

export const commands: readonly Command[] = [startCommand, orgCreate, metric, ledgerVerify, userReset]
