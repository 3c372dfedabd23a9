import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { Door } from '#web/auth/Door.tsx'
import { useEnter } from '#web/auth/useEnter.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import type { SeatRole } from '../contract.ts'
import style from './sample.module.css'

/** Where a visitor of an open sample chooses through whose eyes to look. */
export function DemoScreen() {
  const t = useTranslations('sample')
  const enter = useEnter()
  const { data, error: away } = useQuery(api.sample.door.queryOptions({ input: {} }))
  const { busy, error, send } = useSubmit(async (as: SeatRole) => enter(await client.sample.enter({ as })))
  const signIn = (
    <Link to="/sign-in" className="link">
      {t('signIn')}
    </Link>
  )
  if (data?.seats.length === 0) return <Door title={t('noDoor')} lead={t('noDoorText')} below={signIn} />
  return (
    <Door title={t('door')} lead={t('doorText')} below={signIn}>
      <ul className={style.seats}>
        {data?.seats.map(({ as, name, title }) => (
          <li key={as}>
            <button type="button" className={style.seat} disabled={busy} onClick={() => void send(as)}>
              <strong>{t(`role_${as}`)}</strong>
              <span>{title === null ? name : t('seat', { name, title })}</span>
              <span className={style.sees}>{t(`sees_${as}`)}</span>
            </button>
          </li>
        ))}
      </ul>
      <ProblemText error={error ?? away} besides={[]} />
    </Door>
  )
}
