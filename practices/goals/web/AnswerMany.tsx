import { useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { periodOf } from '#ledger/rules/period.ts'
import { usePeriodName } from '#ledger/web/results/usePeriodName.ts'
import { useMetricText } from '#ledger/web/results/useResults.ts'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { ChangeWaits, useTargetAmount } from './ChangeWaits.tsx'
import style from './goal.module.css'
import { useWaiting, type WaitingTarget } from './useWaiting.ts'

/** One's own targets that wait for a yes: read in one list, accepted in one go; a no is said on the target's page. */
export function AnswerMany() {
  const t = useTranslations('goals.answerMany')
  const { data: waiting = [] } = useWaiting()
  const { accept, done } = useAcceptAll()
  if (waiting.length === 0) return null
  return (
    <section className={style.many} aria-label={t('title')}>
      <header>
        <h2>{t('title')}</h2>
        <Button first busy={done !== null} onClick={() => void accept(waiting)}>
          {t('accept', { count: waiting.length })}
        </Button>
      </header>
      <ul>
        {waiting.map((one) => (
          <Line key={one.target.id} of={one} />
        ))}
      </ul>
      <p className="dim small" role="status">
        {done === null ? t('decline') : t('progress', { done, all: waiting.length })}
      </p>
    </section>
  )
}

function Line({ of: { target, changes } }: { readonly of: WaitingTarget }) {
  const { org } = useMe()
  const metricText = useMetricText()
  const periodName = usePeriodName()
  const amount = useTargetAmount(target.metric)
  return (
    <li>
      <Link to="/goals/$targetId" params={{ targetId: target.id }}>
        {metricText(target.metric, 'name', target.metric)}
        <small className="dim">{periodName(periodOf(target.period, org))}</small>
      </Link>
      {changes.length === 0 ? (
        <b className="num">{amount(target.amount)}</b>
      ) : (
        <ChangeWaits metric={target.metric} changes={changes} />
      )}
    </li>
  )
}

/** Each by the version that was read: what somebody changed meanwhile is left, said, and shown anew. */
function useAcceptAll() {
  const t = useTranslations('goals.answerMany')
  const queries = useQueryClient()
  const words = useProblemWords()
  const [done, setDone] = useState<number | null>(null)
  const accept = async (waiting: readonly WaitingTarget[]) => {
    let changed = 0
    try {
      for (const [i, { target }] of waiting.entries()) {
        setDone(i)
        try {
          await client.goals.targets.accept({ id: target.id }, { context: { ifMatch: target.version } })
        } catch (error) {
          if (!(error instanceof ApiProblem) || ![409, 412].includes(error.status)) throw error
          changed += 1
        }
      }
      if (changed > 0) notifyWrong(t('changed', { count: changed }))
      else notify(t('done', { count: waiting.length }))
    } catch (error) {
      notifyWrong(words(error))
    } finally {
      setDone(null)
      await queries.invalidateQueries({ queryKey: [['goals']] })
    }
  }
  return { accept, done }
}
