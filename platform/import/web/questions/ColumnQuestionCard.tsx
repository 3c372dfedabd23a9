import { useLocale, useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { notify } from '#web/parts/notices.ts'
import { dayFormats } from '../../rules/days.ts'
import { numberFormats } from '../../rules/numbers.ts'
import type { ColumnQuestion } from '../../rules/questions.ts'
import { useFieldName } from '../fields.ts'
import { shownAs, tellingSamples, worthAs } from '../readAs.ts'
import { type Asking, columnAnswer } from './asking.ts'
import style from './questions.module.css'

const formats = [...dayFormats, ...numberFormats]

/** How a column is to be read: every reading with what the cells would become, so that one look decides. */
export function ColumnQuestionCard({
  question,
  alike,
  kind,
  settings,
  disabled,
  onChange,
}: Asking & { readonly question: ColumnQuestion; readonly alike: readonly ColumnQuestion[] }) {
  const t = useTranslations('import.questions')
  const { asks, header, field, choices, answer, id } = question
  const said = saidOf(question, settings)
  const chosen = said ?? answer
  const asked = asks === 'format' && choices.some((choice) => dayFormats.some((one) => one === choice)) ? 'day' : asks
  const choose = (choice: string) => {
    const others = alike.filter((one) => one.header !== header).map((one) => one.header)
    onChange(columnAnswer(asks, [header, ...others], choice, formats))
    if (others.length > 0) notify(t('alsoFor', { headers: others.join(', ') }))
  }
  return (
    <fieldset className={style.card} data-blocking={(question.blocking && answer === null) || undefined}>
      <legend className={style.asks}>{t(asked, { header, field: useFieldName(kind)(field) })}</legend>
      <p className={style.why}>{t(`${asks}Why`)}</p>
      <div className={style.choices}>
        {choices.map((choice) => (
          <label key={choice} className={style.choice}>
            <input
              type="radio"
              name={id}
              disabled={disabled}
              checked={choice === chosen}
              onChange={() => choose(choice)}
            />
            <span className={style.choiceName}>
              <ChoiceName asks={asks} choice={choice} />
            </span>
            <Samples question={question} choice={choice} />
          </label>
        ))}
      </div>
    </fieldset>
  )
}

function saidOf({ asks, header }: ColumnQuestion, settings: Asking['settings']): string | undefined {
  if (asks === 'currency') return settings.currencies[header]
  return asks === 'unit' ? settings.units[header] : settings.formats[header]
}

function ChoiceName({ asks, choice }: { readonly asks: ColumnQuestion['asks']; readonly choice: string }) {
  const t = useTranslations('import.questions')
  const locale = useLocale()
  if (asks === 'currency')
    return `${new Intl.DisplayNames(locale, { type: 'currency' }).of(choice) ?? choice} (${choice})`
  if (asks === 'unit') return t(`unit_${choice}`)
  const key = `format_${choice.replaceAll(/[^A-Za-z0-9]/g, '_')}`
  return t.has(key) ? t(key) : choice
}

function Samples({
  question: { asks, samples, choices },
  choice,
}: {
  readonly question: ColumnQuestion
  readonly choice: string
}) {
  const locale = useLocale()
  const { org } = useMe()
  const known = formats.filter((format) => choices.includes(format))
  const format = formats.find((one) => one === choice)
  const cells = asks === 'format' ? tellingSamples(samples, known, locale) : samples.slice(0, 2)
  const read = (cell: string) => {
    if (asks === 'unit') return worthAs(cell, choice, org.currency, locale)
    if (asks === 'currency') return worthAs(cell, '1', choice, locale)
    return format === undefined ? null : shownAs(cell, format, locale)
  }
  return cells.map((cell) => (
    <span key={cell} className={style.sample}>
      <span className="dim">{cell}</span> → <span className="num">{read(cell) ?? '—'}</span>
    </span>
  ))
}
