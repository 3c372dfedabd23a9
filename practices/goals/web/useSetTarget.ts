import { useQueryClient } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { unitsText } from '../rules/amount.ts'
import { partsOf } from './splitParts.ts'
import { useTargetMetrics } from './useGoals.ts'
import { type Person, peopleQuery } from './usePeopleBelow.ts'
import type { Wished } from './wished.ts'

interface Progress {
  readonly done: number
  readonly all: number
}

/** Sets the target, then hands it down one by one; who has one for the period already keeps it, which is said. */
export function useSetTarget(onClose: () => void) {
  const t = useTranslations('goals.set')
  const { org, today } = useMe()
  const metrics = useTargetMetrics()
  const queries = useQueryClient()
  const navigate = useNavigate()
  const [progress, setProgress] = useState<Progress | null>(null)
  const handDown = async (wished: Wished, people: readonly Person[]) => {
    const measure = { unit: metrics.find(({ key }) => key === wished.metric)?.unit ?? 'count', currency: org.currency }
    const parts = [...(partsOf(wished, people, measure) ?? [])]
    const kept: string[] = []
    for (const [done, [memberId, units]] of parts.entries()) {
      setProgress({ done, all: parts.length })
      const { metric, period } = wished
      try {
        await client.goals.targets.create({ metric, period, memberId, amount: unitsText(units, measure) })
      } catch (error) {
        if (!(error instanceof ApiProblem) || error.status !== 409) throw error
        kept.push(people.find(({ id }) => id === memberId)?.name ?? '')
      }
    }
    setProgress(null)
    return { set: parts.length - kept.length, kept }
  }
  const run = async (wished: Wished) => {
    const { of, memberId, teamId, metric, period, amount, stretch, challenge, split } = wished
    await client.goals.targets.create({
      metric,
      period,
      amount,
      ...(of === 'member' ? { memberId } : {}),
      ...(of === 'team' ? { teamId } : {}),
      ...(stretch === '' ? {} : { stretch }),
      ...(challenge === '' ? {} : { challenge }),
    })
    try {
      const { set, kept } =
        split && of !== 'member'
          ? await handDown(
              wished,
              await queries.ensureQueryData(peopleQuery(of === 'organisation' ? null : teamId, today)),
            )
          : noneBelow
      if (kept.length > 0) notifyWrong(t('kept', { names: kept.join(t('and')), count: kept.length }))
      else notify(set > 0 ? t('doneSplit', { count: set }) : t('done'))
    } finally {
      setProgress(null)
      await queries.invalidateQueries({ queryKey: [['goals']] })
    }
    onClose()
    await navigate({ to: '/goals', search: { period, metric } })
  }
  return { run, progress }
}

const noneBelow: { readonly set: number; readonly kept: readonly string[] } = { set: 0, kept: [] }
