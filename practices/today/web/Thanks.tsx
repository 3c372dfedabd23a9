import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { dayText } from '#web/parts/dates.ts'
import { Money } from '#web/parts/Money.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import type { TeamJson } from '../contract.ts'
import { useGoalShown } from './goalShown.ts'
import { Period } from './Period.tsx'
import { Write } from './TeamLook.tsx'
import style from './today.module.css'

/** Who did something worth a thank-you: the largest wins of two weeks, a first win, a target reached. */
export function Thanks({ team }: { readonly team: TeamJson }) {
  const t = useTranslations('today.team')
  const locale = useLocale()
  const shown = useGoalShown()
  const people = new Map(team.people.map((one) => [one.memberId, one]))
  const reached = team.people.flatMap((person) =>
    person.goals
      .filter(({ attainment }) => attainment !== null && Number(attainment) >= 1)
      .map((goal) => ({ person, goal })),
  )
  if (team.wins.length + reached.length === 0) return null
  return (
    <section aria-labelledby="today-thanks">
      <h2 id="today-thanks">{t('thanks')}</h2>
      <ul className={style.list}>
        {reached.slice(0, 4).map(({ person, goal }) => (
          <li key={goal.targetId} className={style.thank}>
            <Face name={person.name} />
            <div className={style.what}>
              <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.title}>
                {t('reached', { name: person.name, metric: goal.metricName })}
              </Link>
              <div className={`${style.why} num`}>
                <Period of={goal} /> · {shown.rate(goal)}
              </div>
            </div>
            {person.email !== null && <Write email={person.email} thank />}
          </li>
        ))}
        {team.wins.map((win) => {
          const person = people.get(win.memberId)
          return (
            <li key={win.dealId} className={style.thank}>
              <Face name={person?.name ?? ''} />
              <div className={style.what}>
                <Link to="/deals/$dealId" params={{ dealId: win.dealId }} className={style.title}>
                  {t('won', { name: person?.name ?? '', deal: win.name })}
                </Link>
                <div className={`${style.why} num`}>
                  {win.amount !== null && <Money of={win.amount} trim />} ·{' '}
                  {t('wonOn', { day: dayText(win.on, locale, 'short') })}
                  {win.isFirst && ` · ${t('wonFirst')}`}
                </div>
              </div>
              {person && person.email !== null && <Write email={person.email} thank />}
            </li>
          )
        })}
      </ul>
    </section>
  )
}
