import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Figure } from '#ledger/web/Figure.tsx'
import { isLevel, sizeOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { dayText } from '#web/parts/dates.ts'
import type { GoalPartsJson } from '../../contract/goalParts.ts'
import type { LandingJson } from '../../contract.ts'
import { GoalStatusTag } from '../GoalStatusTag.tsx'
import { BelowTable } from './BelowTable.tsx'
import type { GoalFigure } from './goalAddress.ts'
import style from './goalExplain.module.css'

interface Props {
  readonly what: GoalFigure
  readonly parts: GoalPartsJson
}
interface Line {
  readonly name: string
  readonly value: ReactNode
}

/** A number of a goal: the number, in a sentence how it is worked out, and what goes into it. */
export function PartsOf({ what, parts }: Props) {
  const t = useTranslations('goals.explain')
  const { value, says, lines } = useTold(what, parts)
  return (
    <div className={style.parts}>
      <p className={style.what}>{t(`name.${what}`)}</p>
      <p className={`${style.big} num`}>{value ?? '—'}</p>
      <p className={style.says}>{says}</p>
      <table className={style.table}>
        <caption className="hidden-words">{t('inputs')}</caption>
        <tbody>
          {lines.map(({ name, value: part }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{part}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {parts.isSum && (what === 'expected' || what === 'pace') && <BelowTable what={what} parts={parts} />}
    </div>
  )
}

interface Told {
  readonly value: ReactNode
  readonly says: string
  readonly lines: readonly Line[]
}

// Long: one case a number, each with its sentence and its lines.
function useTold(what: GoalFigure, parts: GoalPartsJson): Told {
  const t = useTranslations('goals.explain')
  const locale = useLocale()
  const texts = useGoalTexts()
  const figures = useFigureText()
  const { goal, expectedDays, landingDays, pipeline } = parts
  const amount = (of: typeof goal.target) => (of === null ? '—' : texts.exact(goal, of))
  const day = (of: string) => dayText(of, locale, 'long')
  const days = (of: typeof expectedDays) => t('days', { gone: of.gone, all: of.all })
  const done: Line = {
    name: t('done'),
    value: (
      <FigureLink explain={goal.actual.explain} of={t('done')}>
        <Figure of={goal.actual} />
      </FigureLink>
    ),
  }
  const target: Line = { name: t('name.target'), value: amount(goal.target) }
  const between = (landing: LandingJson): Line[] =>
    landing.low === null || landing.high === null
      ? []
      : [{ name: t('interval'), value: `${amount(landing.low)} – ${amount(landing.high)}` }]
  switch (what) {
    case 'target':
      return { value: amount(goal.target), ...targetTold(parts, t, day, amount, figures) }
    case 'attainment':
      return {
        value: goal.attainment === null ? null : figures.text(goal.attainment, 'ratio'),
        says: t(goal.direction === 'lower' ? 'says.attainmentLower' : 'says.attainment'),
        lines: [done, target],
      }
    case 'gap':
      return { value: amount(goal.gap), says: t('says.gap'), lines: [done, target] }
    case 'expected': {
      const reached = ratio(sizeOf(goal.actual.value), sizeOf(goal.expected))
      return {
        value: amount(goal.expected),
        says: t(`says.expected.${wayOf(parts)}`, { count: parts.belowCount }),
        lines: [
          target,
          ...(parts.isSum
            ? []
            : [{ name: t('expectedDays', { day: day(parts.expectedTo) }), value: days(expectedDays) }]),
          done,
          ...(reached === null || goal.direction === 'lower'
            ? []
            : [{ name: t('reached'), value: figures.text(reached, 'ratio') }]),
          ...(goal.status === null
            ? []
            : [{ name: t('status'), value: <GoalStatusTag of={goal.status} since={goal.since} /> }]),
        ],
      }
    }
    case 'pace':
      return {
        value: goal.byPace === null ? null : amount(goal.byPace.value),
        says: t(parts.isSum ? 'says.paceSum' : 'says.pace', { count: parts.belowCount }),
        lines: [
          done,
          ...(parts.isSum ? [] : [{ name: t('landingDays', { day: day(goal.on) }), value: days(landingDays) }]),
          ...(goal.byPace === null ? [] : between(goal.byPace)),
        ],
      }
    case 'pipeline':
      return {
        value: goal.byPipeline === null ? null : amount(goal.byPipeline.value),
        says: t('says.pipeline'),
        lines: [
          done,
          ...(pipeline === null
            ? []
            : [
                { name: t('openDeals', { count: pipeline.deals }), value: amount(pipeline.open) },
                {
                  name: t('weighted'),
                  value: (
                    <FigureLink explain={pipeline.weighted.explain} of={t('weighted')}>
                      <Figure of={pipeline.weighted} />
                    </FigureLink>
                  ),
                },
              ]),
          ...(goal.byPipeline === null ? [] : between(goal.byPipeline)),
        ],
      }
    case 'daysLeft':
      return {
        value: goal.workingDaysLeft === null ? null : figures.number(goal.workingDaysLeft),
        says: t('says.daysLeft', { day: day(goal.to) }),
        lines: [{ name: t('expectedDays', { day: day(parts.expectedTo) }), value: days(expectedDays) }],
      }
  }
}

const ratio = (a: number | null, b: number | null) => (a === null || b === null || b === 0 ? null : String(a / b))

function wayOf(parts: GoalPartsJson): 'sum' | 'vacant' | 'level' | 'plain' | 'own' {
  if (parts.isSum) return 'sum'
  if (parts.isVacant) return 'vacant'
  if (isLevel(parts.goal)) return 'level'
  return parts.goal.of === 'member' ? 'own' : 'plain'
}

/** A target: its amounts by day, and what makes it smaller for somebody who was not there all the time. */
function targetTold(
  { goal, amounts, employedFrom, employedTo }: GoalPartsJson,
  t: ReturnType<typeof useTranslations<'goals.explain'>>,
  day: (of: string) => string,
  amount: (of: GoalPartsJson['goal']['target']) => string,
  figures: ReturnType<typeof useFigureText>,
): Pick<Told, 'says' | 'lines'> {
  const joined = employedFrom !== null && employedFrom > goal.from
  const left = employedTo !== null && employedTo < goal.to
  const several = amounts.length > 1
  return {
    says: t(joined || left || several || goal.ramp !== null ? 'says.targetDays' : 'says.target'),
    lines: [
      ...amounts.map((one) => ({
        name: one.from === null ? t('amountFirst') : t('amountFrom', { day: day(one.from) }),
        value: amount(one.amount),
      })),
      ...(joined ? [{ name: t('joined'), value: day(employedFrom) }] : []),
      ...(left ? [{ name: t('left'), value: day(employedTo) }] : []),
      ...(goal.ramp?.shares ?? []).map(({ from, to, share }) => ({
        name: t('ramp', { from: day(from), to: day(to) }),
        value: figures.text(share, 'ratio'),
      })),
      { name: t('name.target'), value: <b>{amount(goal.target)}</b> },
    ],
  }
}
