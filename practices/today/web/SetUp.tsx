import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { notify } from '#web/parts/notices.ts'
import type { SetUpStep, TodayJson } from '../contract.ts'
import style from './today.module.css'

const places: Readonly<Record<SetUpStep, string>> = {
  people: '/settings/people',
  data: '/import',
  calendar: '/settings/calendars',
  targets: '/goals',
  invited: '/settings/people',
  deal: '/deals',
}

/** What a new organisation begins with; it ticks itself, and once put away it never comes back. */
export function SetUp({ steps }: { readonly steps: NonNullable<TodayJson['setUp']> }) {
  const t = useTranslations('today.setUp')
  const queries = useQueryClient()
  const say = useTranslations('today.do')
  const refresh = () => queries.invalidateQueries({ queryKey: [['today']] })
  const putAway = async () => {
    await client.today.putOff({ key: 'setUp', until: null })
    notify(say('away'), () => void client.today.takeUp({ key: 'setUp' }).then(refresh))
    await refresh()
  }
  const next = steps.find(({ done }) => !done)
  return (
    <section className={style.setUp} aria-labelledby="today-set-up">
      <h2 id="today-set-up">
        {t('title')}{' '}
        <small>
          {t('of', { done: steps.filter(({ done }) => done).length, all: steps.length })} · {t('note')}
        </small>
        <Button plain className={style.away ?? ''} onClick={() => void putAway()}>
          {t('away')}
        </Button>
      </h2>
      <ol className={style.steps}>
        {steps.map(({ step, done }) => (
          <li key={step} data-done={done || undefined} data-next={step === next?.step || undefined}>
            <Link to={places[step]}>
              <span className={style.tick}>{done && <Icon name="check" size={12} />}</span>
              {t(step)}
            </Link>
          </li>
        ))}
      </ol>
    </section>
  )
}
