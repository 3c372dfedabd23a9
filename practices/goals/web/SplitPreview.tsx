import { useId } from 'react'
import { useTranslations } from 'use-intl'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { useMe } from '#web/api/session.ts'
import { Face } from '#web/parts/PersonName.tsx'
import { Tick } from '#web/parts/Tick.tsx'
import { unitsJson } from '../rules/amount.ts'
import style from './setTarget.module.css'
import { partsOf } from './splitParts.ts'
import { useTargetMetrics } from './useGoals.ts'
import { usePeopleBelow } from './usePeopleBelow.ts'
import type { Wished } from './wished.ts'

interface Props {
  readonly wished: Wished
  readonly onChange: (change: Partial<Wished>) => void
}

/** Who gets how much where a target is handed down in equal parts; who is unticked gets none. */
export function SplitPreview({ wished, onChange }: Props) {
  const t = useTranslations('goals.set')
  const { org } = useMe()
  const form = useId()
  const figures = useFigureText()
  const unit = useTargetMetrics().find(({ key }) => key === wished.metric)?.unit ?? 'count'
  const known = wished.of === 'organisation' || wished.teamId !== null
  const { data: people = [] } = usePeopleBelow(wished.of === 'organisation' ? null : wished.teamId, known)
  if (!known || people.length === 0) return known ? <p className="dim small">{t('nobodyBelow')}</p> : null
  const measure = { unit, currency: org.currency }
  const parts = partsOf(wished, people, measure)
  const { leftOut, split } = wished
  const turn = (id: string) =>
    onChange({ leftOut: leftOut.includes(id) ? leftOut.filter((one) => one !== id) : [...leftOut, id] })
  return (
    <fieldset className={style.split}>
      <legend className="hidden-words">{t('people')}</legend>
      <label className={style.turn} htmlFor={`${form}-split`}>
        <Tick id={`${form}-split`} checked={split} onChange={() => onChange({ split: !split })} />
        {t('split', { count: people.length - leftOut.length })}
      </label>
      {split && (
        <ul>
          {people.map(({ id, name, vacant }) => {
            const units = parts?.get(id)
            return (
              <li key={id}>
                <label htmlFor={`${form}-${id}`}>
                  <Tick id={`${form}-${id}`} checked={!leftOut.includes(id)} onChange={() => turn(id)} />
                  <Face name={name} small />
                  <span className="cut">{name}</span>
                  {vacant && <small className="dim">{t('vacant')}</small>}
                </label>
                <span className="num">{units === undefined ? '—' : figures.text(unitsJson(units, measure), unit)}</span>
              </li>
            )
          })}
        </ul>
      )}
    </fieldset>
  )
}
