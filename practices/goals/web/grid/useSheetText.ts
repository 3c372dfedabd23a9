import { useLocale, useTranslations } from 'use-intl'
import { currencyDigits } from '#ledger/rules/currency.ts'
import { decimalText, type Rational } from '#ledger/rules/rounding.ts'
import { type Measure, unitsText } from '../../rules/amount.ts'
import { overAssignment } from '../../rules/cascade.ts'
import { type Clash, type Draft, draftKey, standingAt } from './draft.ts'
import type { Figures } from './figures.ts'
import type { CellLook } from './gridPage.ts'
import { type Column, monthAt, monthsAt, type Sheet, yearColumn } from './sheet.ts'

export interface SheetText {
  readonly number: (units: bigint) => string
  readonly percent: (share: Rational) => string
  readonly column: (column: Column) => string
  readonly cell: (row: number, column: Column, now: SheetNow) => CellLook
  readonly over: (row: number, column: Column, figures: Figures) => Over | null
}
export interface SheetNow {
  readonly draft: Draft
  readonly figures: Figures
  readonly clashing: ReadonlyMap<string, Clash>
}
export interface Over {
  readonly own: bigint | null
  readonly people: bigint
  readonly difference: bigint | null
  readonly share: string | null
}

const formats = new Map<string, Intl.NumberFormat>()
function formatOf(locale: string, digits: number, least: number): Intl.NumberFormat {
  const key = `${locale} ${digits} ${least}`
  const made =
    formats.get(key) ?? new Intl.NumberFormat(locale, { maximumFractionDigits: digits, minimumFractionDigits: least })
  formats.set(key, made)
  return made
}

/** An amount with the reader's grouping; of money its small units only where there are any. */
function numberText(units: bigint, measure: Measure, locale: string): string {
  const text = unitsText(units, measure)
  const isMoney = measure.unit === 'money' || measure.unit === 'moneyPerDay'
  const digits = isMoney ? currencyDigits(measure.currency) : 6
  const isWhole = /^-?\d+(\.0*)?$/.test(text)
  const shown = formatOf(locale, digits, isMoney && !isWhole ? digits : 0)
  return shown.format(Number(text)).replace('-', '−')
}

// Long: what is read out of a cell, state by state, in the order in which it is said.
export function useSheetText(sheet: Sheet): SheetText {
  const t = useTranslations('goals.quotas')
  const locale = useLocale()
  const { measure, months } = sheet
  const number = (units: bigint) => numberText(units, measure, locale)
  const monthName = new Intl.DateTimeFormat(locale, { month: 'short', timeZone: 'UTC' })
  const names = months.map(({ from }, i) =>
    from.endsWith('-01') ? monthName.format(Date.parse(from)) : t('periodColumn', { number: String(i + 1) }),
  )
  const column = (at: Column) => {
    const month = monthAt(at)
    if (month !== null) return names[month] ?? ''
    return at === yearColumn ? sheet.year : t('quarter', { number: String(Math.floor(at / 4) + 1) })
  }
  const percent = ({ n, d }: Rational) => {
    const text = decimalText(n * 100n, d, 1)
    return `${n > 0n ? '+' : ''}${text.replace(/\.0$/, '').replace('-', '−')}%`
  }
  const over: SheetText['over'] = (row, at, figures) => {
    const line = sheet.rows[row]
    if (line === undefined || line.kind === 'member' || !line.whole) return null
    const people = figures.people(row, at)
    if (people === null) return null
    const own = figures.own(row, at)
    const { difference, share } = overAssignment(own, [people])
    return { own, people, difference, share: share === null ? null : percent(share) }
  }
  const cell: SheetText['cell'] = (row, at, now) => {
    const line = sheet.rows[row]
    if (line === undefined) return { text: '', sub: null, classes: '', label: '', title: '' }
    const units = now.figures.own(row, at)
    const states = statesOf(sheet, row, at, now)
    const { unread, waiting, clash } = states
    const text = unread ? unread.typed : units === null ? (line.kind === 'member' ? '' : '—') : number(units)
    const sums = over(row, at, now.figures)
    const sub = sums
      ? [t('sigma', { amount: number(sums.people) }), ...(sums.share === null ? [] : [sums.share])].join(' ')
      : waiting === null
        ? null
        : `→ ${number(waiting)}`
    const said = [
      ...(unread ? [t(`unread.${unread.why}`, { currency: measure.currency })] : []),
      ...(clash ? [t('clashCell', { theirs: clash.theirs === null ? '—' : number(clash.theirs) })] : []),
      ...(states.isChanged && !unread ? [t('changedCell')] : []),
      ...(waiting === null ? [] : [t('waitingCell', { amount: number(waiting) })]),
      ...(states.isAccepted && waiting === null ? [t('acceptedCell')] : []),
      ...(states.declined === null ? [] : [t('declinedCell', { reason: states.declined })]),
      ...(states.isSeveral ? [t('severalCell')] : []),
      ...(states.other === null ? [] : [t('otherCell', { amount: number(states.other) })]),
    ]
    const spoken = text === '' ? t('emptyCell') : text
    return {
      text,
      sub,
      classes: states.classes,
      label: [line.name, column(at), spoken, ...(sums ? [sub ?? ''] : []), ...said].join(', '),
      title: said.join('\n'),
    }
  }
  return { number, percent, column, cell, over }
}

/** What is to be seen of a cell beside its amount; a total shows that one of its months was changed. */
function statesOf(sheet: Sheet, row: number, at: Column, { draft, clashing }: SheetNow) {
  const month = monthAt(at)
  const line = sheet.rows[row]
  const keys = monthsAt(at).map((one) => draftKey(sheet, { row, month: one }))
  const edit = month === null ? undefined : draft.get(keys[0] ?? '')
  const standing = month === null ? null : standingAt(sheet, { row, month })
  const isChanged = keys.some((key) => draft.has(key))
  const clash = month === null ? undefined : clashing.get(keys[0] ?? '')
  const unread = edit?.unread ?? null
  const other = month === null ? (line?.others.get(at) ?? null) : null
  const marks = {
    'is-changed': isChanged,
    'is-unread': unread !== null,
    'is-clash': clash !== undefined,
    'is-waiting': standing?.waiting !== undefined && standing.waiting !== null,
    'is-accepted': standing?.accepted === true,
    'is-declined': standing?.declinedFor !== null && standing !== null,
    'is-other': other !== null,
    'is-readonly': line?.editable !== true,
    'is-above': line?.kind !== 'member',
  }
  return {
    unread,
    clash,
    other,
    isChanged,
    waiting: standing?.waiting ?? null,
    isAccepted: standing?.accepted === true,
    isSeveral: standing?.several === true,
    declined: standing?.declinedFor ?? null,
    classes: Object.entries(marks)
      .filter(([, on]) => on)
      .map(([name]) => name)
      .join(' '),
  }
}
