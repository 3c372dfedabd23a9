import { writing } from '#ledger/server/writing.ts'
import { hostOf } from '#platform/access/actor.ts'
import { createApiKey } from '#platform/auth/server/apiKeys.ts'
import { createUser } from '#platform/auth/server/users.ts'
import { type Command, required } from '#platform/cli/command.ts'
import { within } from '#platform/cli/here.ts'
import { createOrg } from '#platform/org/server/createOrg.ts'
import { orgSettings, todayIn } from '#platform/org/settings.ts'
import { say } from '#platform/text/messages.ts'
import { starters } from '../product.ts'

export const orgCreate: Command = {
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
