import { useLocale, useTranslations } from 'use-intl'
import { toneOf } from '#ledger/web/goalStanding.ts'
import { dayText } from '#web/parts/dates.ts'
import { Status } from '#web/parts/Status.tsx'
import type { GoalStatus } from '../rules/status.ts'

interface Props {
  readonly of: GoalStatus | null
  /** The first day of it, where it is known. */
  readonly since?: string | null
}

/** How a goal stands, in a word: "at risk since 18 Nov". */
export function GoalStatusTag({ of, since = null }: Props) {
  const t = useTranslations('goals')
  const locale = useLocale()
  if (of === null) return null
  const word = t(`status.${of}`)
  return (
    <Status tone={toneOf(of)}>
      {since === null ? word : t('since', { status: word, day: dayText(since, locale, 'short') })}
    </Status>
  )
}
