import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { NextJson } from '../contract.ts'

/** What is done about one thing of the list in place. Each says that it is done, and goes back by one press. */
export function useNextActions(item: NextJson) {
  const t = useTranslations('today.do')
  const { today } = useMe()
  const { refresh, back } = useAfter()
  const { nextStep, nextStepOn, closesOn } = item
  const change = async (values: Partial<Pick<NextJson, 'nextStep' | 'nextStepOn' | 'closesOn'>>) => {
    if (item.dealId !== null) await client.crm.deals.update({ id: item.dealId, ...values })
  }
  const isDue = nextStepOn !== null && nextStepOn <= today
  return {
    /** A contact; the step that was due is done with it. */
    async log(kind: 'call' | 'email', subject: string) {
      const { dealId, accountId } = item
      const said = { kind, subject, occurredOn: today, dealId, accountId }
      const made = await client.crm.activities.create({ ...said, ...(kind === 'call' ? { connected: true } : {}) })
      if (isDue) await change({ nextStep: null, nextStepOn: null })
      const undo = () =>
        Promise.all([client.crm.activities.delete({ id: made.id }), isDue ? change({ nextStep, nextStepOn }) : null])
      notify(t('logged'), back(undo))
      await refresh()
    },
    async plan(step: string, on: string) {
      await change({ nextStep: step, nextStepOn: on })
      const undo = () => change({ nextStep, nextStepOn })
      notify(t('planned'), back(undo))
      await refresh()
    },
    async move(to: string) {
      await change({ closesOn: to })
      const undo = () => change({ closesOn })
      notify(t('moved'), back(undo))
      await refresh()
    },
  }
}

/** A target is accepted. */
export function useAccept({ targetId }: NextJson) {
  const t = useTranslations('today.do')
  const { refresh, wrong } = useAfter()
  const [busy, setBusy] = useState(false)
  const accept = async () => {
    if (targetId === null) return
    setBusy(true)
    try {
      await client.goals.targets.accept({ id: targetId })
      notify(t('accepted'))
      await refresh()
    } catch (error) {
      wrong(error)
    } finally {
      setBusy(false)
    }
  }
  return { busy, accept }
}

/** It leaves the list until a day. */
export function usePutOff({ key }: NextJson) {
  const t = useTranslations('today.do')
  const locale = useLocale()
  const { refresh, back, wrong } = useAfter()
  return async (until: string) => {
    try {
      await client.today.putOff({ key, until })
      const undo = () => client.today.takeUp({ key })
      notify(t('putOff', { day: dayText(until, locale, 'short') }), back(undo))
      await refresh()
    } catch (error) {
      wrong(error)
    }
  }
}

/** What follows: the page is read again; a way back does its work and reads it again too. */
function useAfter() {
  const words = useProblemWords()
  const queries = useQueryClient()
  const refresh = () =>
    Promise.all([['today'], ['crm'], ['goals']].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const wrong = (error: unknown) => notifyWrong(words(error))
  const back = (work: () => Promise<unknown>) => () => void work().then(refresh, wrong)
  return { refresh, wrong, back }
}
