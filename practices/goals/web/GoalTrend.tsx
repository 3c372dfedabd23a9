import { useQueries } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { isLevel, sizeOf, toneOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { heightOf, scaleFor } from '#ledger/web/results/trendScale.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { Button } from '#web/parts/Button.tsx'
import { dayText } from '#web/parts/dates.ts'
import { Section } from '#web/parts/record/RecordPage.tsx'
import type { GoalJson, GoalsInput } from '../contract.ts'
import style from './goalTrend.module.css'
import { trendPoints } from './trendPoints.ts'
import { goalsQuery } from './useGoals.ts'

interface Props {
  readonly goal: GoalJson
  /** The question that has this goal among its answers. */
  readonly ask: GoalsInput
}

/** How it came there: done so far against what was expected, day by day of the period, and where it leads. */
export function GoalTrend({ goal, ask }: Props) {
  const t = useTranslations('goals.trend')
  const [asTable, turn] = useState(false)
  const days = trendPoints(goal)
  const answers = useQueries({
    queries: days.map((day) => ({ ...goalsQuery({ ...ask, asOf: day }), staleTime: 60_000 })),
  })
  const told = days.map((day, i) => ({
    day,
    goal: answers[i]?.data?.items.find(({ targetId }) => targetId === goal.targetId),
  }))
  if (days.length < 2) return null
  return (
    <Section
      title={t('title')}
      action={
        <Button plain onClick={() => turn(!asTable)} aria-pressed={asTable}>
          {t(asTable ? 'asPicture' : 'asTable')}
        </Button>
      }
    >
      {asTable ? <Table told={told} goal={goal} /> : <Picture told={told} goal={goal} />}
    </Section>
  )
}

export interface Told {
  readonly day: string
  readonly goal: GoalJson | undefined
}
interface ShownProps {
  readonly told: readonly Told[]
  readonly goal: GoalJson
}

function Picture({ told, goal }: ShownProps) {
  const t = useTranslations('goals.trend')
  const locale = useLocale()
  const figures = useFigureText()
  const [target, landing] = [sizeOf(goal.target), goal.on < goal.to ? sizeOf(goal.byPace?.value ?? null) : null]
  const done = told.filter(({ day }) => day <= goal.on)
  const sizes = told.flatMap(({ goal: one }) => [sizeOf(one?.actual.value ?? null), sizeOf(one?.expected ?? null)])
  const scale = scaleFor([...sizes, target, landing].filter((one) => one !== null))
  const x = (day: string) => (100 * daysFrom(goal.from, day)) / daysFrom(goal.from, goal.to)
  const y = (value: number) => 100 - heightOf(value, scale)
  const actual = lineOf(
    done.map(({ day, goal: one }) => [x(day), one && sizeOf(one.actual.value)]),
    y,
  )
  const start = isLevel(goal) ? [] : [[0, 0] as const]
  const due = lineOf([...start, ...told.map(({ day, goal: one }) => [x(day), one && sizeOf(one.expected)] as const)], y)
  const last = done.findLast(({ goal: one }) => one !== undefined && one.actual.value !== null)
  const now = last?.goal && sizeOf(last.goal.actual.value)
  return (
    <figure className={style.figure} data-tone={toneOf(goal.status)}>
      <div className={style.plot}>
        {scale.ticks.map((tick) => (
          <span key={tick} className={style.tick} style={{ bottom: `${heightOf(tick, scale)}%` }}>
            {figures.axis(tick, goal.actual.unit)}
          </span>
        ))}
        <svg viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {scale.ticks.map((tick) => (
            <path key={tick} className={style.line} d={`M0 ${y(tick)}H100`} />
          ))}
          {target !== null && <path className={style.target} d={`M0 ${y(target)}H100`} />}
          <path className={style.due} d={due} />
          {landing !== null && last && typeof now === 'number' && (
            <path className={style.ahead} d={`M${x(last.day)} ${y(now)}L100 ${y(landing)}`} />
          )}
          <path className={style.actual} d={actual} />
        </svg>
        {last && typeof now === 'number' && (
          <span className={style.now} style={{ left: `${x(last.day)}%`, top: `${y(now)}%` }} />
        )}
        {landing !== null && <span className={style.ring} style={{ left: '100%', top: `${y(landing)}%` }} />}
        {target !== null && (
          <span className={style.targetName} style={{ top: `${y(target)}%` }}>
            {t('target')}
          </span>
        )}
      </div>
      <div className={style.days} aria-hidden="true">
        <span>{dayText(goal.from, locale, 'short')}</span>
        <span>{dayText(goal.to, locale, 'short')}</span>
      </div>
      <figcaption className="hidden-words">
        <Table told={told} goal={goal} />
      </figcaption>
    </figure>
  )
}

function Table({ told, goal }: ShownProps) {
  const t = useTranslations('goals.trend')
  const locale = useLocale()
  const texts = useGoalTexts()
  return (
    <table className={style.table}>
      <caption className="hidden-words">{t('title')}</caption>
      <thead>
        <tr>
          <th scope="col">{t('day')}</th>
          <th scope="col">{t('actual')}</th>
          <th scope="col">{t('expected')}</th>
        </tr>
      </thead>
      <tbody>
        {told.map(({ day, goal: one }) => (
          <tr key={day}>
            <th scope="row">{dayText(day, locale, 'short')}</th>
            <td className="num">{day <= goal.on && one ? texts.exact(goal, one.actual.value) : '—'}</td>
            <td className="num">{one ? texts.exact(goal, one.expected) : '—'}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const daysFrom = (from: string, to: string) => (Date.parse(to) - Date.parse(from)) / 86_400_000 || 0

/** A line through the points that are known. */
function lineOf(
  points: readonly (readonly [number, number | null | undefined])[],
  y: (value: number) => number,
): string {
  return points
    .flatMap(([at, value]) => (typeof value === 'number' ? [`${at} ${y(value)}`] : []))
    .map((point, i) => `${i === 0 ? 'M' : 'L'}${point}`)
    .join('')
}
