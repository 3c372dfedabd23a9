import { useQuery } from '@tanstack/react-query'
import { useLocale, useTranslations } from 'use-intl'
import { formatMoney, parseMoney } from '#ledger/rules/money.ts'
import type { AnyField } from '#platform/record/field.ts'
import { type Names, type Source, titleOf } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { dayText } from '../dates.ts'
import type { Filter } from '../filters.ts'
import { useSource } from '../sourcesContext.ts'
import type { RecordText } from '../useRecordText.ts'

interface Props {
  readonly field: AnyField
  readonly name: string
  readonly filter: Filter
  readonly text: RecordText
  readonly names: Names
}

/** "is Zhou Hang", "from 1 Oct to 31 Dec", "is empty": a filter as one says it. */
export function FilterWords({ field, name, filter, text, names }: Props) {
  const t = useTranslations('web.filter')
  const locale = useLocale()
  const source = useSource(field.of)
  const said = (value: string) => {
    if (field.kind === 'choice')
      return value
        .split(',')
        .map((one) => text.choice(name, one))
        .join(t('or'))
    if (field.kind === 'day') return dayText(value, locale, 'long')
    if (field.kind === 'money') return moneyText(value, locale)
    if (field.kind === 'flag') return text.choice(name, value === 'true' ? 'yes' : 'no')
    return value
  }
  const { eq, in: oneOf, ne, gte, lte, empty } = filter
  if (empty !== undefined) return <span>{t(empty === 'false' ? 'filled' : 'empty')}</span>
  const is = eq ?? oneOf
  if (is !== undefined)
    return (
      <span>
        {t('is', { value: '' })}
        {source ? <RelatedNames source={source} ids={is} names={names} /> : said(is)}
      </span>
    )
  if (ne !== undefined) return <span>{t('isNot', { value: said(ne) })}</span>
  if (gte !== undefined && lte !== undefined) return <span>{t('between', { from: said(gte), to: said(lte) })}</span>
  if (gte !== undefined) return <span>{t('from', { value: said(gte) })}</span>
  if (lte !== undefined) return <span>{t('to', { value: said(lte) })}</span>
  return <span>…</span>
}

function RelatedNames({
  source,
  ids,
  names,
}: {
  readonly source: Source
  readonly ids: string
  readonly names: Names
}) {
  const [first = '', ...more] = ids.split(',')
  const known = names[first]
  const { data } = useQuery({ ...recordQuery(source, first), enabled: known === undefined && first !== '' })
  const name = known ?? (data ? titleOf(source.declaration, data.record) : '…')
  return more.length === 0 ? name : `${name} +${more.length}`
}

function moneyText(value: string, locale: string): string {
  const [amount = '', currency = ''] = value.split(' ')
  try {
    return formatMoney(parseMoney(amount, currency), locale)
  } catch {
    return value
  }
}
