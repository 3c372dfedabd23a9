import { useLocale, useTranslations } from 'use-intl'
import { nameOf } from '#ledger/rules/periodName.ts'
import { rangeText, usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import type { PeriodJson, RestatementJson } from '#platform/org/contract.ts'
import { dayText } from '#web/parts/dates.ts'
import { Money } from '#web/parts/Money.tsx'
import style from './Restated.module.css'

/** What a change restates: periods with their sums before and after, targets by name, and what stays on its day. */
export function Restated({ of, zone }: { readonly of: RestatementJson; readonly zone: string | null }) {
  const t = useTranslations('web.settings.basis')
  const locale = useLocale()
  const named = useNamed()
  const { today, periods, targets, timed } = of
  return (
    <section className={style.restated} aria-label={t('restates')} aria-live="polite">
      <h3>{t('restates')}</h3>
      {periods.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">{t('period')}</th>
              <th scope="col">{t('before')}</th>
              <th scope="col">{t('after')}</th>
            </tr>
          </thead>
          <tbody>
            {periods.map(({ kind, which, before, after }) => (
              <tr key={`${kind} ${which}`}>
                <th scope="row">{t(`${which}_${kind}`)}</th>
                <PeriodCell of={before} label={t('before')} />
                <PeriodCell of={after} label={t('after')} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ul>
        {periods.length === 0 && <li>{t('noPeriods')}</li>}
        {targets.all > 0 && <li>{t('targets', { all: targets.all, renamed: targets.renamed })}</li>}
        {zone !== null && <li>{t('timed', { ...timed })}</li>}
        {today.before !== today.after && (
          <li>
            {t('today', { before: dayText(today.before, locale, 'long'), after: dayText(today.after, locale, 'long') })}
          </li>
        )}
        {zone !== null && <li>{t('knownOn')}</li>}
      </ul>
      {targets.periods.length > 0 && (
        <details>
          <summary>{t('targetNames')}</summary>
          <ul>
            {targets.periods.map((one) => (
              <li key={`${one.before} ${one.from}`}>
                {t('targetName', {
                  before: named(one.before, one.from, one.to),
                  after: named(one.after, one.from, one.to),
                  count: one.count,
                })}
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  )
}

function PeriodCell({ of: { key, from, to, booked }, label }: { readonly of: PeriodJson; readonly label: string }) {
  const named = useNamed()
  const locale = useLocale()
  return (
    <td data-label={label}>
      <b>{named(key, from, to)}</b>
      <small>{rangeText(Temporal.PlainDate.from(from), Temporal.PlainDate.from(to), locale)}</small>
      <Money of={booked} trim />
    </td>
  )
}

/** By its key alone: half of these names belong to a year that isn't in force. */
function useNamed() {
  const periodName = usePeriodName()
  const locale = useLocale()
  return (key: string, first: string, last: string) => {
    const [from, to] = [Temporal.PlainDate.from(first), Temporal.PlainDate.from(last)]
    const kind = nameOf(key)?.kind
    return kind === undefined ? rangeText(from, to, locale) : periodName({ key, kind, from, to })
  }
}
