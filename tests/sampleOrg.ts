import type { Actor } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import type { Stories } from '#sample/rules/company.ts'
import { companyFor, createSample } from '#sample/server/createSample.ts'
import { fillSample } from '#sample/server/fillSample.ts'

/** The sample company, filled: its owner to act as, and the ids of whom and what its stories (docs/sample.md) are about. */
export async function sampleOrg(
  app: App,
  { scale = 0.02, today, language = 'en' }: { scale?: number; today?: string; language?: 'zh-CN' | 'en' } = {},
): Promise<Actor & { readonly ids: ReadonlyMap<string, string>; readonly stories: Stories }> {
  const on = today === undefined ? app : { ...app, clock: { now: () => Temporal.Instant.from(`${today}T12:00:00Z`) } }
  const company = companyFor(on, language, scale)
  const made = await createSample(on, company, { language, userId: null, kind: 'own' })
  const ids = await fillSample(on, made, company)
  const { timeZone } = company.organisation
  const day = on.clock.now().toZonedDateTimeISO(timeZone).toPlainDate().toString()
  return {
    ...made,
    role: 'owner',
    via: 'app',
    scopes: null,
    locale: language,
    address: null,
    today: day,
    ids,
    stories: company.stories,
  }
}
