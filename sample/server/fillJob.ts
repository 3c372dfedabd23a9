import { sql } from 'kysely'
import { Conflict } from '#ledger/rules/fault.ts'
import type { App } from '#platform/config/context.ts'
import type { JobKind } from '#platform/jobs/runner.ts'
import { orgSettings } from '#platform/org/settings.ts'
import { companyFor } from './createSample.ts'
import { fillSample } from './fillSample.ts'

export const fillKind = 'sample.fill'

/** Fills an organisation that was just made. One that broke off is removed and made anew: half a history tells untruths. */
export const fillJob: JobKind = {
  kind: fillKind,
  async run({ app, actor, progress, signal }) {
    const { orgId } = actor
    const { locale } = await orgSettings(app.db.of(orgId), orgId)
    const memberId = await onlyOwner(app, orgId)
    const company = companyFor(app, locale === 'zh-CN' ? 'zh-CN' : 'en')
    await fillSample(app, { orgId, memberId }, company, { signal, onProgress: progress })
    return { days: company.days.length }
  },
}

/** Throws Conflict `sample.broken_off` where it holds more than its owner. */
async function onlyOwner(app: App, orgId: string): Promise<string> {
  const { rows } = await sql<{ id: string }>`select id from member where org_id = ${orgId}::uuid limit 2`.execute(
    app.db.of(orgId),
  )
  const [owner, other] = rows
  if (owner === undefined || other !== undefined) throw new Conflict('sample.broken_off', { value: orgId })
  return owner.id
}
