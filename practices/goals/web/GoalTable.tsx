import { Link } from '@tanstack/react-router'
import { useLocale, useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Cases, Figure } from '#ledger/web/Figure.tsx'
import { sizeOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { Button } from '#web/parts/Button.tsx'
import { Nothing } from '#web/parts/Nothing.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import { SortButton } from '#web/parts/SortButton.tsx'
import type { GoalJson } from '../contract.ts'
import { GoalFigureLink } from './explain/GoalFigureLink.tsx'
import type { GoalFigure } from './explain/goalAddress.ts'
import { GoalCourse } from './GoalCourse.tsx'
import { GoalStatusTag } from './GoalStatusTag.tsx'
import { type Order, useGoalsView } from './goalsView.ts'
import style from './goalTable.module.css'

interface Props {
  readonly goals: readonly GoalJson[]
  readonly stale: boolean
  readonly onMore: (() => void) | null
}

/** Whose, target, done, percent, expected, forecast, status: everybody's goal of a figure in a line each. */
export function GoalTable({ goals, stale, onMore }: Props) {
  const t = useTranslations('goals.table')
  const locale = useLocale()
  const [view] = useGoalsView()
  const sort = view.sort ?? 'tree'
  return (
    <>
      <table className={style.table} data-stale={stale || undefined} aria-busy={stale}>
        <thead>
          <tr>
            <Head name="name" sort={sort} label={t('whose')} />
            <td className={style.course} />
            <th scope="col" className={style.value} data-wide>
              {t('target')}
            </th>
            <Head name="gap" sort={sort} label={t('actual')} right />
            <Head name="attainment" sort={sort} label={t('attainment')} right />
            <th scope="col" className={style.value} data-wide>
              {t('expected')}
            </th>
            <Head name="landing" sort={sort} label={t('landing')} right />
            <th scope="col" className={style.status}>
              {t('status')}
            </th>
          </tr>
        </thead>
        <tbody>
          {sorted(goals, sort, locale).map((goal) => (
            <Line key={goal.targetId} goal={goal} />
          ))}
        </tbody>
      </table>
      {onMore && <Button onClick={onMore}>{t('more')}</Button>}
    </>
  )
}

function Line({ goal }: { readonly goal: GoalJson }) {
  const t = useTranslations('goals.table')
  const texts = useGoalTexts()
  const figures = useFigureText()
  return (
    <tr data-of={goal.of}>
      <th scope="row" className={style.name}>
        <span className={style.who}>
          {goal.of === 'member' && <Face name={goal.name} small />}
          <Link to="/goals/$targetId" params={{ targetId: goal.targetId }} className="cut">
            {goal.name}
          </Link>
          {goal.of !== 'member' && <small className="dim">{t(goal.of)}</small>}
        </span>
        <Answer of={goal} />
      </th>
      <td className={style.course}>
        <GoalCourse goal={goal} size="small" />
      </td>
      <td className={style.value} data-wide>
        <Opens goal={goal} what="target" value={goal.target && texts.exact(goal, goal.target)} />
      </td>
      <td className={style.value}>
        <FigureLink explain={goal.actual.explain} of={goal.name}>
          <Figure of={goal.actual} />
        </FigureLink>{' '}
        <Cases of={goal.actual} />
        <small className={style.below}>/ {texts.exact(goal, goal.target)}</small>
      </td>
      <td className={style.value} data-wide>
        <Opens goal={goal} what="attainment" value={goal.attainment && figures.text(goal.attainment, 'ratio')} />
      </td>
      <td className={style.value} data-wide>
        <Opens goal={goal} what="expected" value={goal.expected && texts.exact(goal, goal.expected)} />
      </td>
      <td className={style.value} data-wide>
        <Opens goal={goal} what="pace" value={goal.byPace && texts.exact(goal, goal.byPace.value)} />
      </td>
      <td className={style.status}>
        <GoalStatusTag of={goal.status} since={goal.since} />
      </td>
    </tr>
  )
}

interface OpensProps {
  readonly goal: GoalJson
  readonly what: GoalFigure
  readonly value: string | null
}

function Opens({ goal, what, value }: OpensProps) {
  if (value === null) return <Nothing />
  return (
    <GoalFigureLink targetId={goal.targetId} what={what} of={goal.name}>
      {value}
    </GoalFigureLink>
  )
}

/** What its person has said to it so far. */
function Answer({ of: { of, acceptedAt, declinedFor, pendingChanges } }: { readonly of: GoalJson }) {
  const t = useTranslations('goals.table')
  if (of !== 'member') return null
  if (pendingChanges > 0) return <small className={style.answer}>{t('changeWaits')}</small>
  if (declinedFor !== null) return <small className={style.answer}>{t('declined', { reason: declinedFor })}</small>
  return acceptedAt === null ? <small className={style.answer}>{t('notAccepted')}</small> : null
}

interface HeadProps {
  readonly name: 'name' | 'attainment' | 'gap' | 'landing'
  readonly sort: Order
  readonly label: string
  readonly right?: boolean
}

function Head({ name, sort, label, right = false }: HeadProps) {
  const [, show] = useGoalsView()
  const down = `-${name}` as const
  // a name is looked for from A, a value from the largest
  const [first, second] = name === 'name' ? ([name, down] as const) : ([down, name] as const)
  const order = sort === name ? 'ascending' : sort === down ? 'descending' : undefined
  return (
    <th
      scope="col"
      aria-sort={order}
      className={right ? style.value : style.name}
      data-wide={(name !== 'name' && name !== 'gap') || undefined}
    >
      <SortButton order={order} onTurn={() => show({ sort: sort === first ? second : first })} right={right}>
        {label}
      </SortButton>
    </th>
  )
}

/** In the order of the tree, or by a column; what is absent comes last either way. */
function sorted(goals: readonly GoalJson[], sort: Order, locale: string): readonly GoalJson[] {
  if (sort === 'tree') return goals
  const turn = sort.startsWith('-') ? -1 : 1
  if (sort.endsWith('name')) return goals.toSorted((a, b) => turn * a.name.localeCompare(b.name, locale))
  return goals.toSorted((a, b) => {
    const [x, y] = [sortKey(a, sort), sortKey(b, sort)]
    if (x === null || y === null) return x === y ? 0 : x === null ? 1 : -1
    return turn * (x - y)
  })
}

function sortKey(goal: GoalJson, sort: Order): number | null {
  if (sort.endsWith('attainment')) return goal.attainment === null ? null : Number(goal.attainment)
  return sizeOf(sort.endsWith('landing') ? (goal.byPace?.value ?? null) : goal.actual.value)
}
