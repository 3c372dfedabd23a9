import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { client } from '#web/api/client.ts'
import type { DraftTarget, FindingJson, SmartLetterJson } from '../contract/check.ts'
import style from './smartCheck.module.css'
import { useTargetMetrics } from './useGoals.ts'
import type { Wished } from './wished.ts'

/** Long enough that not every letter typed is asked about. */
const pauseMs = 350

/** The five letters of SMART while a target is written: what is missing, with the real figures. Advice, never a lock. */
export function SmartCheck({ wished }: { readonly wished: Wished }) {
  const t = useTranslations('goals.smart')
  const says = useFindingText(wished.metric)
  const [settled] = useDebouncedValue(wished, pauseMs)
  const draft = draftOf(settled)
  const { data, isFetching } = useQuery({
    queryKey: [['goals', 'goals'], 'check', draft],
    queryFn: ({ signal }) => client.goals.goals.check(draft, { signal }),
    placeholderData: keepPreviousData,
  })
  if (!data) return null
  const letters = data.letters.filter(({ letter }) => letter !== 'also')
  const open = data.letters.filter(({ ok }) => !ok)
  return (
    <section className={style.smart} aria-label={t('label')} aria-busy={isFetching}>
      <ul className={style.letters}>
        {letters.map(({ letter, ok }) => (
          <li key={letter} data-ok={ok || undefined} title={t(`word.${letter}`)}>
            <b aria-hidden="true">{letter}</b>
            <span className="hidden-words">{t(ok ? 'isOk' : 'isOpen', { word: t(`word.${letter}`) })}</span>
          </li>
        ))}
        <li className={style.sum}>{open.length === 0 ? t('good') : t('advice')}</li>
      </ul>
      <ul className={style.findings} role="status">
        {open.flatMap((one) => one.findings.map((found) => <Found key={found.code} of={one} says={says(found)} />))}
      </ul>
    </section>
  )
}

function Found({ of: { letter }, says }: { readonly of: SmartLetterJson; readonly says: string }) {
  const t = useTranslations('goals.smart')
  return (
    <li>
      <b>{t(`word.${letter}`)}</b> {says}
    </li>
  )
}

function draftOf({ of, memberId, teamId, metric, period, amount }: Wished): DraftTarget {
  const whose =
    of === 'organisation'
      ? { memberId: null, teamId: null }
      : of === 'member'
        ? memberId === null
          ? {}
          : { memberId }
        : teamId === null
          ? {}
          : { teamId }
  return { metric, period, amount: amount === '' ? null : amount, ...whose }
}

const amounts = ['amount', 'edge', 'open', 'trailing', 'missing']

/** A finding in the reader's language, its amounts as the reader writes them. */
function useFindingText(metric: string): (of: FindingJson) => string {
  const t = useTranslations('goals.check')
  const figures = useFigureText()
  const unit = useTargetMetrics().find(({ key }) => key === metric)?.unit ?? 'count'
  return ({ code, params, says }) => {
    if (!t.has(code)) return says
    const told = Object.entries(params).map(([name, value]) => {
      if (!amounts.includes(name)) return [name, value] as const
      const [amount = '', currency] = value.split(' ')
      return [name, figures.text(currency === undefined ? amount : { amount, currency }, unit)] as const
    })
    return t(code, Object.fromEntries(told))
  }
}
