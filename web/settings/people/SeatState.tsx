import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import { Status } from '#web/parts/Status.tsx'

interface Seat {
  readonly userId: string | null
  readonly vacant: boolean
  readonly deactivatedOn: string | null
}

/** Whether somebody sits on a seat: signs in, was not invited yet, has left, or nobody is there at all. */
export function SeatState({ of: { userId, vacant, deactivatedOn } }: { readonly of: Seat }) {
  const t = useTranslations('web.settings.seat')
  const { today } = useMe()
  if (deactivatedOn !== null) {
    return (
      <Status tone="quiet">
        {t.rich(deactivatedOn <= today ? 'left' : 'leaves', { day: () => <Day of={deactivatedOn} /> })}
      </Status>
    )
  }
  if (vacant) return <Status tone="risk">{t('vacant')}</Status>
  return userId === null ? <Status tone="quiet">{t('notYet')}</Status> : <Status tone="ontrack">{t('signsIn')}</Status>
}
