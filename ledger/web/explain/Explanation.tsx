import { useSuspenseQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ExplanationJson, InputJson } from '#ledger/contract.ts'
import { isBefore } from '#ledger/rules/fiscalYear.ts'
import { type Period, rangeOf } from '#ledger/rules/period.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { dayText } from '#web/parts/dates.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { copyText } from '../copyText.ts'
import { Cases, Figure, isMinus } from '../Figure.tsx'
import { Reach } from '../Reach.tsx'
import { DayField } from '../results/DayField.tsx'
import { usePeriodName } from '../results/usePeriodName.ts'
import { useMetricText } from '../results/useResults.ts'
import { useFigureText } from '../useFigureText.ts'
import { EntryList } from './EntryList.tsx'
import style from './explain.module.css'
import { explanationQuery } from './explanationQueries.ts'
import { RecordList } from './RecordList.tsx'

interface Props {
  /** The last part of the address that came with the figure. */
  readonly token: string
  /** Shows the same figure as of another day, where the page can. */
  readonly onAsOf?: (day: string) => void
}

/** What a figure is made of: its formula in a sentence, its inputs, and everything behind it to the end of the list. */
export function Explanation({ token, onAsOf }: Props) {
  const t = useTranslations('ledger.explain')
  const locale = useLocale()
  const figures = useFigureText()
  const metricText = useMetricText()
  const { data } = useSuspenseQuery(explanationQuery(token))
  return (
    <div className={style.explanation}>
      <div className={style.big}>
        <Figure of={data} /> <Cases of={data} />
      </div>
      <Reach />
      <p className={style.formula}>{metricText(data.metric, 'says', data.says)}</p>
      {data.inputs.length > 0 && <Inputs of={data} />}
      {data.recordCount > 0 && <RecordList token={token} of={data} />}
      {(data.count > 0 || data.recordCount === 0) && <EntryList token={token} of={data} />}
      <Ways onAsOf={onAsOf} asOf={data.asOf} />
      <p className={style.foot}>
        {t('position', { seq: figures.number(data.asOfSeq) })}
        {data.asOf !== null && <> · {t('asOf', { day: dayText(data.asOf, locale, 'long') })}</>}
      </p>
    </div>
  )
}

/** What the figure is and whose: "Booked revenue  Zhou Hang, Q4 2026". */
export function ExplanationTitle({ token }: Pick<Props, 'token'>) {
  const metricText = useMetricText()
  const periodName = usePeriodName()
  const t = useTranslations('ledger.explain')
  const { data } = useSuspenseQuery(explanationQuery(token))
  const month = monthOf(data)
  const period = periodName(daysOf(data, month))
  return (
    <span className={style.title}>
      {metricText(data.metric, 'name', data.name)}{' '}
      <small>{data.of === null || month !== null ? period : t('whose', { of: data.of, period })}</small>
    </span>
  )
}

/** The month that the figure is of, where the rows are months. */
function monthOf({ of }: ExplanationJson): Temporal.PlainYearMonth | null {
  return /^\d{4}-\d\d$/.test(of ?? '') ? Temporal.PlainYearMonth.from(of ?? '') : null
}

/** Of a month as much as the period has of it. */
function daysOf(data: ExplanationJson, month: Temporal.PlainYearMonth | null): Period {
  const [from, to] = [Temporal.PlainDate.from(data.from), Temporal.PlainDate.from(data.to)]
  if (month === null) return rangeOf(from, to)
  const [first, last] = [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })]
  return rangeOf(isBefore(first, from) ? from : first, isBefore(to, last) ? to : last)
}

function Inputs({ of: { inputs } }: { readonly of: ExplanationJson }) {
  const t = useTranslations('ledger.explain')
  return (
    <section>
      <table className={style.table}>
        <caption className="hidden-words">{t('inputs')}</caption>
        <tbody>
          {inputs.map((input) => (
            <tr key={input.name}>
              <th scope="row">
                <InputName of={input} />
              </th>
              <td className={style.amount} data-minus={isMinus(input.value) || undefined}>
                <Figure of={input} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

export function InputName({ of: { name, says } }: { readonly of: InputJson }): ReactNode {
  const t = useTranslations('metric.input')
  return t.has(name) ? t(name) : says
}

function Ways({ onAsOf, asOf }: { readonly onAsOf: Props['onAsOf']; readonly asOf: string | null }) {
  const t = useTranslations('ledger.explain')
  const { today } = useMe()
  const [asking, ask] = useState(false)
  const copy = async () => {
    if (await copyText(location.href)) notify(t('linkCopied'))
    else notifyWrong(t('linkNotCopied'))
  }
  return (
    <section className={style.ways}>
      {onAsOf && asking && (
        <div className={style.day}>
          <DayField
            label={t('asOfLabel')}
            name="explainAsOf"
            value={asOf ?? today}
            onChange={(day) => day !== null && onAsOf(day)}
          />
        </div>
      )}
      {onAsOf && !asking && <Button onClick={() => ask(true)}>{t('asOfAnother')}</Button>}
      {onAsOf && <Button onClick={() => void copy()}>{t('copyLink')}</Button>}
    </section>
  )
}
