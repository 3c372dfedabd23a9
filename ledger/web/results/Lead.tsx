import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import type { Source } from '#web/api/records.ts'
import { titleOf } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { dayText } from '#web/parts/dates.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { useSource } from '#web/parts/sourcesContext.ts'
import style from './results.module.css'
import { type Grouping, groupings, type ResultsView, useResultsView } from './resultsView.ts'

interface Props {
  readonly metric: string
  readonly by: Grouping
  readonly view: ResultsView
}

/** What is shown now, in a line: the metric, what it is narrowed to, and as of when; what narrows can be taken off. */
export function Lead({ metric, by, view }: Props) {
  const t = useTranslations('ledger.results')
  const locale = useLocale()
  const [, show] = useResultsView()
  const { where = {}, asOf, knownOn } = view
  const without = (off: Grouping) => {
    const { [off]: _, ...rest } = where
    show({ where: Object.keys(rest).length > 0 ? rest : undefined })
  }
  return (
    <span className={style.lead}>
      {t('lead', { metric, by })}
      {groupings.map((one) => {
        const value = where[one]
        return (
          value !== undefined && (
            <Chip key={one} onOff={() => without(one)}>
              {t(`by.${one}`)}: <Narrowed by={one} value={value} />
            </Chip>
          )
        )
      })}
      {asOf !== undefined && (
        <Chip onOff={() => show({ asOf: undefined })}>{t('asOfDay', { day: dayText(asOf, locale, 'long') })}</Chip>
      )}
      {knownOn !== undefined && (
        <Chip onOff={() => show({ knownOn: undefined })}>
          {t('knownOnDay', { day: dayText(knownOn, locale, 'long') })}
        </Chip>
      )}
    </span>
  )
}

function Chip({ children, onOff }: { readonly children: React.ReactNode; readonly onOff: () => void }) {
  const t = useTranslations('ledger.results')
  return (
    <span className={style.chip}>
      <span>{children}</span>
      <button type="button" onClick={onOff} aria-label={t('takeOff')} title={t('takeOff')}>
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}

function Narrowed({ by, value }: { readonly by: Grouping; readonly value: string }) {
  const t = useTranslations('metric.nobody')
  const locale = useLocale()
  const source = useSource(by === 'manager' ? 'member' : by)
  if (value === '') return t(by)
  if (by === 'month') return dayText(`${value}-01`, locale, 'month')
  return source ? <RecordName source={source} id={value} /> : value
}

function RecordName({ source, id }: { readonly source: Source; readonly id: string }) {
  const t = useTranslations('ledger.results')
  const { data, isError } = useQuery(recordQuery(source, id))
  if (data) return titleOf(source.declaration, data.record)
  return isError ? t('unseen') : '…'
}
