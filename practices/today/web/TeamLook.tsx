import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { sizeOf } from '#ledger/web/goalStanding.ts'
import { useMay } from '#web/api/session.ts'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import { dayText } from '#web/parts/dates.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { Money } from '#web/parts/Money.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import type { PersonJson, StandingGoalJson, StrayDealJson, TeamJson } from '../contract.ts'
import { type Look, lookAt } from '../rules/lookAt.ts'
import { useGoalShown } from './goalShown.ts'
import { Period } from './Period.tsx'
import style from './today.module.css'

interface LedGoal extends StandingGoalJson {
  readonly expectedPart: number | null
}
interface LedPerson extends Omit<PersonJson, 'goals'> {
  readonly goals: readonly LedGoal[]
}

/** Exceptions only, each with the one way to the next step. */
export function TeamLook({ team, today }: { readonly team: TeamJson; readonly today: string }) {
  const t = useTranslations('today.team')
  const people = team.people.map((one): LedPerson => ({ ...one, goals: one.goals.map(led) }))
  const { looks, offMore } = lookAt(people, team.stray, today)
  const names = new Map(people.map(({ memberId, name }) => [memberId, name]))
  return (
    <section aria-labelledby="today-look">
      <h2 id="today-look">{t('look')}</h2>
      {looks.length === 0 && <Fine team={team} />}
      <ul className={style.rows}>
        {looks.map((look) => (
          <LookRow key={keyOf(look)} look={look} names={names} today={today} />
        ))}
      </ul>
      <p className={`${style.foot} dim small`}>
        {[
          offMore > 0 && t('offMore', { count: offMore }),
          team.slipped > 4 && t('slippedMore', { count: team.slipped }),
          team.withoutStep > 3 && t('noStepMore', { count: team.withoutStep }),
        ]
          .filter(Boolean)
          .join(' · ')}
      </p>
    </section>
  )
}

function led(goal: StandingGoalJson): LedGoal {
  const [actual, expected] = [sizeOf(goal.actual.value), sizeOf(goal.expected)]
  if (actual === null || expected === null || expected === 0) return { ...goal, expectedPart: null }
  return { ...goal, expectedPart: goal.direction === 'lower' ? 2 - actual / expected : actual / expected }
}

const keyOf = (look: Look<LedPerson, StrayDealJson>) =>
  `${look.kind} ${'deal' in look ? look.deal.dealId : 'person' in look ? look.person.memberId : ''}`

function Fine({ team }: { readonly team: TeamJson }) {
  const t = useTranslations('today.team')
  const may = useMay()
  const isEmpty = team.count === 0
  return (
    <div className={style.none}>
      {team.count > 0 && team.people.length === 0 ? (
        <>
          <p>{t('big', { count: team.count })}</p>
          <ButtonLink to="/results">{t('openGoal')}</ButtonLink>
        </>
      ) : (
        <>
          <b>{t(isEmpty ? 'empty' : 'fine')}</b>
          <p>{t(isEmpty ? 'emptyWords' : 'fineWords')}</p>
          {isEmpty && may('member.create') && (
            <ButtonLink to="/settings/people" first>
              {t('invite')}
            </ButtonLink>
          )}
        </>
      )}
    </div>
  )
}

interface RowProps {
  readonly look: Look<LedPerson, StrayDealJson>
  readonly names: ReadonlyMap<string, string>
  readonly today: string
}

function LookRow({ look, names, today }: RowProps) {
  switch (look.kind) {
    case 'offPace':
      return <OffPace person={look.person} goal={look.goal} />
    case 'declined':
      return <Declined person={look.person} goal={look.goal} />
    case 'unaccepted':
      return <Unaccepted people={look.people} goal={look.goal} />
    case 'quiet':
      return <Quiet person={look.person} />
    case 'slipped':
    case 'noStep':
      return <StrayRow deal={look.deal} kind={look.kind} owner={names.get(look.deal.ownerId ?? '')} today={today} />
  }
}

function OffPace({ person, goal }: { readonly person: LedPerson; readonly goal: LedGoal }) {
  const t = useTranslations('today.team')
  const locale = useLocale()
  const shown = useGoalShown()
  const status = goal.status === null ? '' : shown.status(goal.status)
  return (
    <li className={style.look} data-tone={goal.status === 'offTrack' ? 'off' : 'risk'}>
      <Face name={person.name} />
      <div className={style.what}>
        <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.title}>
          {t('offPace', { name: person.name, metric: goal.metricName, status })}
        </Link>
        <div className={`${style.why} num`}>
          <Period of={goal} />
          {' · '}
          {t(goal.since === null ? 'offNow' : 'offSince', {
            day: goal.since === null ? '' : dayText(goal.since, locale, 'short'),
            done: shown.amount(goal, goal.actual.value),
            expected: shown.amount(goal, goal.expected),
          })}
        </div>
      </div>
      <ButtonLink to={`/goals/${goal.targetId}`}>{t('openGoal')}</ButtonLink>
    </li>
  )
}

function Declined({ person, goal }: { readonly person: LedPerson; readonly goal: LedGoal }) {
  const t = useTranslations('today.team')
  return (
    <li className={style.look} data-tone="off">
      <Face name={person.name} />
      <div className={style.what}>
        <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.title}>
          {t('declined', { name: person.name })}
        </Link>
        <div className={style.why}>
          {goal.metricName} · {goal.declinedFor}
        </div>
      </div>
      <ButtonLink to={`/goals/${goal.targetId}`}>{t('openGoal')}</ButtonLink>
    </li>
  )
}

function Unaccepted({ people, goal }: { readonly people: readonly LedPerson[]; readonly goal: LedGoal | undefined }) {
  const t = useTranslations('today.team')
  const locale = useLocale()
  const [one] = people
  if (!one || !goal) return null
  const isOne = people.length === 1
  const title = isOne ? t('unaccepted', { name: one.name }) : t('unacceptedMany', { count: people.length })
  const shown = people.slice(0, 6).map(({ name }) => name)
  return (
    <li className={style.look} data-tone="risk">
      {isOne ? <Face name={one.name} /> : <Sign icon="goals" />}
      <div className={style.what}>
        <span className={style.title}>{title}</span>
        <div className={style.why}>
          {isOne ? (
            <>
              {goal.metricName} · <Period of={goal} />
            </>
          ) : (
            `${new Intl.ListFormat(locale, { type: 'conjunction', style: 'long' }).format(shown)}${people.length > 6 ? ' …' : ''}`
          )}
        </div>
      </div>
      {isOne && one.email !== null && <Write email={one.email} />}
      {!isOne && <ButtonLink to="/goals">{t('openGoal')}</ButtonLink>}
    </li>
  )
}

function Quiet({ person }: { readonly person: LedPerson }) {
  const t = useTranslations('today.team')
  const locale = useLocale()
  const { lastActiveOn } = person
  return (
    <li className={style.look} data-tone="risk">
      <Face name={person.name} />
      <div className={style.what}>
        <Link to={`/settings/people/${person.memberId}`} className={style.title}>
          {t('quiet', { name: person.name })}
        </Link>
        <div className={`${style.why} num`}>
          {lastActiveOn === null ? t('quietNever') : t('quietSince', { day: dayText(lastActiveOn, locale, 'short') })}
        </div>
      </div>
      {person.email !== null && <Write email={person.email} />}
    </li>
  )
}

export function Write({ email, thank = false }: { readonly email: string; readonly thank?: boolean }) {
  const t = useTranslations('today.team')
  return (
    <a className={style.button} href={`mailto:${email}`}>
      {t(thank ? 'thank' : 'write')}
    </a>
  )
}

interface StrayProps {
  readonly deal: StrayDealJson
  readonly kind: 'slipped' | 'noStep'
  readonly owner: string | undefined
  readonly today: string
}

function StrayRow({ deal, kind, owner, today }: StrayProps) {
  const t = useTranslations('today.team')
  const locale = useLocale()
  const isPast = deal.closesOn !== null && deal.closesOn < today
  const why = [
    owner,
    isPast && deal.closesOn !== null && t('past', { day: dayText(deal.closesOn, locale, 'short', today) }),
    deal.pushes > 0 && t('pushes', { count: deal.pushes }),
  ].filter(Boolean)
  return (
    <li className={style.look} data-tone="risk">
      <Sign icon="deals" />
      <div className={style.what}>
        <Link to="/deals/$dealId" params={{ dealId: deal.dealId }} className={style.title}>
          {t(kind, { name: deal.name })}
        </Link>
        <div className={`${style.why} num`}>{why.join(' · ')}</div>
      </div>
      {deal.amount !== null && (
        <span className={style.amount}>
          <Money of={deal.amount} trim />
        </span>
      )}
      <ButtonLink to={`/deals/${deal.dealId}`}>{t('openDeal')}</ButtonLink>
    </li>
  )
}

function Sign({ icon }: { readonly icon: 'deals' | 'goals' }) {
  return (
    <span className={style.sign} aria-hidden="true">
      <Icon name={icon} size={14} />
    </span>
  )
}
