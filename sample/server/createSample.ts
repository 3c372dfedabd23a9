import { type App, newId } from '#platform/config/context.ts'
import { nationalCalendars } from '#platform/org/calendars/nationalCalendars.ts'
import { createOrg } from '#platform/org/server/createOrg.ts'
import type { Asked, Company } from '../rules/company.ts'
import { sampleCompany, wordsIn } from '../rules/sample.ts'

export interface Wanted {
  readonly language: Asked['language']
  readonly userId: string | null
  /** Whether anybody who reaches the address may enter it, or only whose it is. */
  readonly kind: 'own' | 'open'
}
export interface Made {
  readonly orgId: string
  readonly memberId: string
}

/** The company that an organisation of today's is filled with. */
export function companyFor(app: App, language: Asked['language'], scale = 1): Company {
  const { timeZone } = wordsIn(language)
  const today = app.clock.now().toZonedDateTimeISO(timeZone).toPlainDate()
  return sampleCompany({ seed: 'farsail', today, language, scale, calendars: calendars() })
}
function calendars(): Asked['calendars'] {
  const [china, unitedStates] = (['CN', 'US'] as const).map((key) => nationalCalendars.find((one) => one.key === key))
  if (china === undefined || unitedStates === undefined) throw new Error('The national calendars are missing.')
  return { CN: china, US: unitedStates }
}

/** The organisation with nothing in it yet but its owner, dated to when its history begins. */
export async function createSample(app: App, company: Company, { language, userId, kind }: Wanted): Promise<Made> {
  const { name, currency, timeZone } = company.organisation
  const owner = company.members.find(({ key }) => key === 'owner')
  const first = company.days[0]
  if (owner === undefined || first === undefined) throw new Error('The sample has nobody and nothing in it.')
  const then = Temporal.PlainDate.from(first.on)
    .toZonedDateTime({ timeZone, plainTime: { hour: 7 } })
    .toInstant()
  return createOrg(
    { ...app, clock: { now: () => then } },
    {
      ...{ name, currency, timeZone, locale: language, fiscalStartMonth: 1, sample: kind },
      slug: `sample-${newId().slice(-8)}`,
      owner: { name: owner.name, email: owner.email ?? '', userId },
    },
  )
}
