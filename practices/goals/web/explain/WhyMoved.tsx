import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { ChangeList } from '#ledger/web/change/ChangeList.tsx'
import type { ChangeDays } from '#ledger/web/change/changeDays.ts'
import { useEffectText } from '#ledger/web/change/useEffectText.ts'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Figure } from '#ledger/web/Figure.tsx'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { api } from '#web/api/client.ts'
import { dayText } from '#web/parts/dates.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GoalAtJson, GoalChangeJson, TargetEffectJson } from '../../contract/goalChange.ts'
import style from './goalExplain.module.css'

interface Props {
  readonly targetId: string
  readonly days: ChangeDays
}

const partsMost = 50

/** What came in and what was decided about the target between the ends of two days, adding up to how far it moved. */
export function WhyMoved({ targetId, days: { since, until } }: Props) {
  const t = useTranslations('goals.why')
  const change = useTranslations('ledger.change')
  const figures = useFigureText()
  const effectText = useEffectText()
  const note = useTargetNote()
  const input = { targetId, since, until, limit: partsMost }
  const { data, error } = useQuery({ ...api.goals.goals.change.queryOptions({ input }), refetchOnMount: 'always' })
  if (error) return <ProblemText error={error} />
  if (!data) return <Waiting lines={8} />
  const ratioText = (value: GoalAtJson['actual']['value']) => figures.text(value, 'ratio')
  return (
    <>
      <Ends of={data} />
      {data.difference === null ? (
        <p className={style.says}>{t('none')}</p>
      ) : (
        <>
          {data.known === 'now' && <p className={style.says}>{change('knownNow')}</p>}
          <ChangeList
            {...data}
            difference={data.difference}
            before={data.before.attainment}
            after={data.after.attainment}
            extra={data.targets.flatMap((one) =>
              one.effect === null
                ? []
                : [{ key: one.changeId, name: t(`target_${one.kind}`), note: note(data, one), effect: one.effect }],
            )}
            valueText={ratioText}
            effectText={(effect) => effectText(effect, 'ratio')}
          />
        </>
      )}
    </>
  )
}

/** "¥50,000 → ¥60,000 · a larger territory · Ada · 24 Nov" */
function useTargetNote(): (of: GoalChangeJson, one: TargetEffectJson) => string {
  const figures = useFigureText()
  const locale = useLocale()
  return ({ after }, { before, after: to, reason, byName, on }) => {
    const amount = (value: TargetEffectJson['before']) => figures.text(value, after.actual.unit)
    return [`${amount(before)} → ${amount(to)}`, reason, byName, dayText(on, locale, 'long')]
      .filter((part) => part !== null && part !== '')
      .join(' · ')
  }
}

/** Done and target on both days; done opens to its entries. */
function Ends({ of: { before, after, since, until } }: { readonly of: GoalChangeJson }) {
  const t = useTranslations('goals.why')
  const change = useTranslations('ledger.change')
  const locale = useLocale()
  const figures = useFigureText()
  const ends = [
    { day: since, at: before },
    { day: until, at: after },
  ]
  return (
    <table className={style.ends}>
      <thead>
        <tr>
          <td />
          <th scope="col">{t('done')}</th>
          <th scope="col">{t('target')}</th>
        </tr>
      </thead>
      <tbody>
        {ends.map(({ day, at }) => (
          <tr key={day}>
            <th scope="row">{change('endOf', { day: dayText(day, locale, 'short') })}</th>
            <td>
              <FigureLink explain={at.actual.explain} of={t('done')}>
                <Figure of={at.actual} />
              </FigureLink>
            </td>
            <td>{figures.text(at.target, at.actual.unit)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
