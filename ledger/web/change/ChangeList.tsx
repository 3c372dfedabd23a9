import type { ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ChangePartJson, OtherPartsJson } from '#ledger/contract/changeParts.ts'
import type { FigureJson } from '#ledger/contract.ts'
import { dayText } from '#web/parts/dates.ts'
import { Subject } from '../explain/Subject.tsx'
import { isMinus } from '../Figure.tsx'
import style from './change.module.css'
import { type Span, stepsOf } from './changeSteps.ts'

type Value = FigureJson['value']
type Effect = ChangePartJson['effect']

/** A line that is no record of the figure's own, such as a new target. */
export interface ExtraPart {
  readonly key: string
  readonly name: string
  readonly note: string
  readonly effect: Effect
}
interface Props {
  readonly before: Value
  readonly after: Value
  readonly difference: Effect
  readonly since: string
  readonly until: string
  readonly extra?: readonly ExtraPart[]
  readonly parts: readonly ChangePartJson[]
  readonly hidden: OtherPartsJson | null
  readonly rest: OtherPartsJson | null
  readonly valueText: (value: Value) => string
  readonly effectText: (effect: Effect) => string
}
interface Line {
  readonly key: string
  readonly name: ReactNode
  readonly note: string | null
  readonly effect: Effect
}

/** From what was to what is, part by part: each bar begins where the one above it ended, and the amounts add up. */
export function ChangeList(props: Props) {
  const { before, after, difference, since, until, valueText, effectText } = props
  const t = useTranslations('ledger.change')
  const locale = useLocale()
  const lines = useLines(props)
  const effects = lines.map(({ effect }) => effect)
  const steps = stepsOf(before, effects, after)
  const endOf = (day: string) => t('endOf', { day: dayText(day, locale, 'long') })
  return (
    <table className={style.table}>
      <caption className="hidden-words">{t('title')}</caption>
      <tbody>
        <tr className={style.end}>
          <th scope="row">{endOf(since)}</th>
          <td>{valueText(before)}</td>
        </tr>
        <Bar of={steps.before} />
      </tbody>
      {lines.map(({ key, name, note, effect }, i) => (
        <tbody key={key} className={style.part}>
          <tr>
            <th scope="row">
              {name}
              {note !== null && <span className={style.note}>{note}</span>}
            </th>
            <td data-minus={isMinus(effect) || undefined}>{effectText(effect)}</td>
          </tr>
          <Bar of={steps.parts[i]} way={isMinus(effect) ? 'down' : 'up'} />
        </tbody>
      ))}
      <tfoot>
        <tr className={style.sum}>
          <th scope="row">{t('difference')}</th>
          <td data-minus={isMinus(difference) || undefined}>{effectText(difference)}</td>
        </tr>
        <tr className={style.end}>
          <th scope="row">{endOf(until)}</th>
          <td>{valueText(after)}</td>
        </tr>
        <Bar of={steps.after} />
      </tfoot>
    </table>
  )
}

function Bar({ of, way }: { readonly of: Span | undefined; readonly way?: 'up' | 'down' }) {
  if (of === undefined) return null
  return (
    <tr>
      <td colSpan={2} className={style.bar}>
        <span aria-hidden="true" data-way={way} style={{ marginInlineStart: `${of.left}%`, width: `${of.width}%` }} />
      </td>
    </tr>
  )
}

function useLines({ extra = [], parts, hidden, rest }: Props): readonly Line[] {
  const t = useTranslations('ledger.change')
  const note = useNote()
  const other = (key: 'hidden' | 'rest', of: OtherPartsJson | null): readonly Line[] =>
    of === null ? [] : [{ key, name: t(key, { count: of.count }), note: null, effect: of.effect }]
  return [
    ...extra,
    ...parts.map((part) => ({
      key: `${part.type} ${part.id}`,
      name: <Subject type={part.type} id={part.id} name={part.name} />,
      note: note(part),
      effect: part.effect,
    })),
    ...other('hidden', hidden),
    ...other('rest', rest),
  ]
}

/** "Deal won · Huaxia · Maya · 24 Nov": what happened, with whom, whose, and when. */
function useNote(): (part: ChangePartJson) => string {
  const t = useTranslations()
  const locale = useLocale()
  return ({ how, kinds, name, accountName, memberName, on }) => {
    const what = kinds.map(({ kind, says }) => (t.has(`kind.${kind}`) ? t(`kind.${kind}`) : says)).join(', ')
    const said = t(`ledger.change.how.${how}`, { what, known: String(what !== '') })
    const besides = accountName !== null && !name.includes(accountName) ? accountName : null
    const day = on === null ? null : dayText(on, locale, 'long')
    return [said, besides, memberName, day].filter((one) => one !== null && one !== '').join(' · ')
  }
}
