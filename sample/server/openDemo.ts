import { sql } from 'kysely'
import { Conflict } from '#ledger/rules/fault.ts'
import { enterVisitor } from '#platform/auth/server/visitors.ts'
import type { App } from '#platform/config/context.ts'
import type { Asked } from '../rules/company.ts'
import { companyFor, createSample } from './createSample.ts'
import { type Filling, fillSample } from './fillSample.ts'
import { openSample } from './seats.ts'

/** Where the door of an open sample is. */
export const demoPath = '/demo'

/**
 * The sample that `farsail start --demo` opens to whoever reaches the address: made on an empty installation, and kept
 * from then on. Throws Conflict `sample.not_empty` where somebody works already.
 */
export async function openDemo(
  app: App,
  language: Asked['language'],
  { scale = 1, ...filling }: Filling & { readonly scale?: number },
): Promise<void> {
  if ((await openSample(app)) !== null) return
  const { rows } = await sql<{ id: string }>`select org_ids() as id`.execute(app.db.outside)
  if (rows.length > 0) throw new Conflict('sample.not_empty')
  const company = companyFor(app, language, scale)
  const owner = company.members.find(({ key }) => key === 'owner')
  const { userId } = await enterVisitor(app, 'door', owner?.name ?? '')
  const made = await createSample(app, company, { language, userId, kind: 'open' })
  await fillSample(app, made, company, filling)
}
