import { sql } from 'kysely'
import { verify } from '#ledger/server/verify.ts'
import { type Command, type Outcome, required } from '#platform/cli/command.ts'
import { orgOption, within } from '#platform/cli/here.ts'
import { orgIdOf } from '#platform/org/server/createOrg.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { say } from '#platform/text/messages.ts'
import { recordTypes, starters } from '../product.ts'

export const ledgerVerify: Command = {
  name: 'ledger verify',
  usage: '[--org S] [--json]',
  options: orgOption,
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
