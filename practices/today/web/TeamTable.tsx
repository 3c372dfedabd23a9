import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { sizeOf } from '#ledger/web/goalStanding.ts'
import { useMe } from '#web/api/session.ts'
import { useLocalTime } from '#web/frame/useLocalTime.ts'
import { Day } from '#web/parts/Day.tsx'
import { Nothing } from '#web/parts/Nothing.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import type { PersonJson } from '../contract.ts'
import { leadGoal } from '../rules/leadGoal.ts'
import { isOff, useGoalShown } from './goalShown.ts'
import { GoalStatus } from './MyGoals.tsx'
import style from './team.module.css'

interface Line {
  readonly person: PersonJson
  readonly goal: PersonJson['goals'][number] | null
}

const withGoals = ['here', 'picture', 'done', 'target', 'rate', 'expected', 'landing', 'status', 'active'] as const
const without = ['here', 'active'] as const

/** The team at a glance: a bar for each, with the mark of what is expected by today, and the numbers behind it. */
export function TeamTable({ people }: { readonly people: readonly PersonJson[] }) {
  const t = useTranslations('today.team')
  const lines = people.map((person): Line => ({ person, goal: leadGoal(person.goals) })).toSorted(byNeed)
  const most = Math.max(1, ...lines.map(({ goal }) => Number(goal?.attainment ?? 0)))
  const hasGoals = lines.some(({ goal }) => goal !== null)
  const head = hasGoals ? withGoals : without
  return (
    <section aria-labelledby="today-team" className={style.team}>
      <h2 id="today-team">
        {t('table')} {hasGoals && <small>{t('tableNote')}</small>}
      </h2>
      <div className={style.scroll}>
        <table className={style.table}>
          <thead>
            <tr>
              <th scope="col">{t('person')}</th>
              {head.map((name) => (
                <th key={name} scope="col" data-col={name} title={name === 'picture' ? t('pictureAxis') : undefined}>
                  {t(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {lines.map((line) => (
              <TeamLine key={line.person.memberId} line={line} most={Math.min(2, most)} hasGoals={hasGoals} />
            ))}
          </tbody>
        </table>
      </div>
    </section>
  )
}

interface LineProps {
  readonly line: Line
  readonly most: number
  /** Somebody has one: then who has none says so. */
  readonly hasGoals: boolean
}

function TeamLine({ line: { person, goal }, most, hasGoals }: LineProps) {
  const t = useTranslations('today.team')
  const shown = useGoalShown()
  return (
    <tr>
      <th scope="row">
        <span className={style.person}>
          {goal === null ? (
            <PersonName name={person.name} />
          ) : (
            <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className={style.name}>
              <PersonName name={person.name} />
            </Link>
          )}
          {person.onLeave !== null && (
            <small className="dim">{t(person.onLeave === 'half' ? 'leave_half' : 'leave')}</small>
          )}
        </span>
      </th>
      <td data-col="here">
        <Here zone={person.timeZone} />
      </td>
      {goal === null && hasGoals && (
        <td colSpan={7} className="dim" data-col="none">
          {t('noGoal')}
        </td>
      )}
      {goal !== null && (
        <>
          <td data-col="picture">
            <Bar goal={goal} most={most} />
          </td>
          <td data-col="done" data-label={t('done')}>
            <FigureLink explain={goal.actual.explain} of={`${person.name} ${goal.metricName}`}>
              {shown.amount(goal, goal.actual.value)}
            </FigureLink>
          </td>
          <td data-col="target" data-label={t('target')}>
            {shown.amount(goal, goal.target)}
          </td>
          <td data-col="rate" data-label={t('rate')}>
            {shown.rate(goal)}
          </td>
          <td data-col="expected" data-label={t('expected')}>
            {shown.amount(goal, goal.expected)}
          </td>
          <td data-col="landing" data-label={t('landing')}>
            {goal.byPace === null ? <Nothing /> : shown.amount(goal, goal.byPace.value)}
          </td>
          <td data-col="status">
            <GoalStatus of={goal.status} since={goal.since} />
          </td>
        </>
      )}
      <td data-col="active" data-label={t('active')}>
        <Day of={person.lastActiveOn} form="ago" />
      </td>
    </tr>
  )
}

function Here({ zone }: { readonly zone: string | null }) {
  const { org } = useMe()
  const { city, time } = useLocalTime(zone ?? org.timeZone)
  return (
    <span className="num">
      {time} <span className="dim">{city}</span>
    </span>
  )
}

function Bar({ goal, most }: { readonly goal: NonNullable<Line['goal']>; readonly most: number }) {
  const done = Math.min(most, Math.max(0, Number(goal.attainment ?? 0)))
  const [expected, target] = [sizeOf(goal.expected), sizeOf(goal.target)]
  const due = expected === null || target === null || target === 0 ? null : Math.min(most, expected / target)
  const tone = goal.status === 'offTrack' ? 'off' : goal.status === 'atRisk' ? 'risk' : 'ontrack'
  return (
    <span className={style.bar} data-tone={tone} aria-hidden="true">
      <i style={{ width: `${(done / most) * 100}%` }} />
      {due !== null && <b style={{ left: `${(due / most) * 100}%` }} />}
    </span>
  )
}

/** Off the pace first, the farthest before the others; then by name. */
function byNeed(a: Line, b: Line): number {
  const rank = ({ goal }: Line) => (goal === null ? 2 : isOff(goal) ? 0 : 1)
  const rate = ({ goal }: Line) => Number(goal?.attainment ?? 0)
  return rank(a) - rank(b) || (rank(a) === 0 ? rate(a) - rate(b) : 0) || (a.person.name < b.person.name ? -1 : 1)
}
