import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import type { Names } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import { Status } from '#web/parts/Status.tsx'
import style from '../Form.module.css'

export interface Stay {
  readonly id: string
  readonly teamId: string | null
  readonly managerId: string | null
  readonly siteId: string | null
  readonly validFrom: string | null
  /** The first day after it. */
  readonly validTo: string | null
}
export interface Stays {
  readonly items: readonly Stay[]
  readonly names: Names
}

/** Where a member belonged, the latest first. */
export function useStays(memberId: string): Stays {
  const filter = { memberId: { eq: memberId } }
  const { data } = useSuspenseQuery(
    api.org.memberships.list.queryOptions({ input: { filter, include: 'names', limit: 200 } }),
  )
  const items = data.items.toSorted((a, b) => ((a.validFrom ?? '') < (b.validFrom ?? '') ? 1 : -1))
  return { items, names: data.names ?? {} }
}

export function isNow({ validFrom, validTo }: Stay, today: string): boolean {
  return (validFrom === null || validFrom <= today) && (validTo === null || validTo > today)
}

/** Team, manager and site, each with the days it holds for. */
export function StayList({ stays: { items, names } }: { readonly stays: Stays }) {
  const t = useTranslations('web.settings.personPage')
  const { today } = useMe()
  if (items.length === 0) return <p className="dim">{t('nowhere')}</p>
  const named = (id: string | null) => (id === null ? null : (names[id] ?? null))
  return (
    <ul className={style.lines}>
      {items.map((stay) => (
        <li key={stay.id} className={style.line}>
          <div>
            {named(stay.teamId) ?? t('noTeam')}
            {stay.managerId !== null && (
              <span className="dim"> · {t('under', { name: named(stay.managerId) ?? '—' })}</span>
            )}
            {stay.siteId !== null && <span className="dim"> · {named(stay.siteId)}</span>}
            <small>
              <Days of={stay} />
            </small>
          </div>
          {isNow(stay, today) && <Status tone="accent">{t('now')}</Status>}
        </li>
      ))}
    </ul>
  )
}

function Days({ of: { validFrom, validTo } }: { readonly of: Stay }) {
  const t = useTranslations('web.settings.personPage')
  const from = () => <Day of={validFrom} form="long" />
  const to = () => <Day of={validTo === null ? null : dayBefore(validTo)} form="long" />
  if (validFrom === null && validTo === null) return t('always')
  if (validFrom === null) return t.rich('upTo', { to })
  return validTo === null ? t.rich('since', { from }) : t.rich('between', { from, to })
}

/** The last day of a stay whose first day after it is given: "2026-11-24" → "2026-11-23". */
const dayBefore = (day: string): string => Temporal.PlainDate.from(day).subtract({ days: 1 }).toString()
