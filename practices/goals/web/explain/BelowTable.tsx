import { useTranslations } from 'use-intl'
import { useGoalTexts } from '#ledger/web/goalStanding.ts'
import type { GoalPartsJson } from '../../contract/goalParts.ts'
import { GoalFigureLink } from './GoalFigureLink.tsx'
import style from './goalExplain.module.css'

interface Props {
  readonly what: 'expected' | 'pace'
  readonly parts: GoalPartsJson
}

/** Whose parts a sum is made of; each opens to how it is worked out itself. */
export function BelowTable({ what, parts }: Props) {
  const t = useTranslations('goals.explain')
  const texts = useGoalTexts()
  const { goal, below, belowCount, belowRest } = parts
  const partOf = (one: Pick<GoalPartsJson['below'][number], 'expected' | 'landing'>) =>
    what === 'expected' ? one.expected : one.landing
  const sum = what === 'expected' ? goal.expected : (goal.byPace?.value ?? null)
  return (
    <table className={style.table}>
      <caption>{t('below', { count: belowCount })}</caption>
      <tbody>
        {below.map((one) => {
          const part = partOf(one)
          return (
            <tr key={one.targetId}>
              <th scope="row">{one.name}</th>
              <td>
                {part === null ? (
                  '—'
                ) : (
                  <GoalFigureLink targetId={one.targetId} what={what} of={one.name}>
                    {texts.exact(goal, part)}
                  </GoalFigureLink>
                )}
              </td>
            </tr>
          )
        })}
        {belowRest !== null && (
          <tr>
            <th scope="row">{t('rest', { count: belowCount - below.length })}</th>
            <td>{texts.exact(goal, partOf(belowRest))}</td>
          </tr>
        )}
        <tr className={style.sum}>
          <th scope="row">{t('sum')}</th>
          <td>{sum === null ? '—' : texts.exact(goal, sum)}</td>
        </tr>
      </tbody>
    </table>
  )
}
