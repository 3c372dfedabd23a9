import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { NextJson } from '../contract.ts'

/** What can be done about one thing of the list. Each says that it is done, and goes back by one press. */
export function useNextActions(item: NextJson) {
  const t = useTranslations('today.do')
  const locale = useLocale()
  const { today } = useMe()
  const words = useProblemWords()
  const queries = useQueryClient()
  const [busy, setBusy] = useState(false)
  const refresh = () =>
    Promise.all([['today'], ['crm'], ['goals']].map((key) => queries.invalidateQueries({ queryKey: [key] })))
  const back = (work: () => Promise<unknown>) => () =>
    void work().then(refresh, (error: unknown) => notifyWrong(words(error)))
  const before = { nextStep: item.nextStep, nextStepOn: item.nextStepOn, closesOn: item.closesOn }
  const change = async (values: Partial<typeof before>) => {
    if (item.dealId !== null) await client.crm.deals.update({ id: item.dealId, ...values })
  }
  const isDue = item.nextStepOn !== null && item.nextStepOn <= today

  return {
    busy,
    /** A contact; the step that was due is done with it. */
    async log(kind: 'call' | 'email', subject: string) {
      const { dealId, accountId } = item
      const made = await client.crm.activities.create({
        kind,
        subject,
        occurredOn: today,
        dealId,
        accountId,
        ...(kind === 'call' ? { connected: true } : {}),
      })
      if (isDue) await change({ nextStep: null, nextStepOn: null })
      const { nextStep, nextStepOn } = before
      const undo = () =>
        Promise.all([client.crm.activities.delete({ id: made.id }), isDue ? change({ nextStep, nextStepOn }) : null])
      notify(t('logged'), back(undo))
      await refresh()
    },
    async plan(nextStep: string, nextStepOn: string) {
      await change({ nextStep, nextStepOn })
      notify(
        t('planned'),
        back(() => change({ nextStep: before.nextStep, nextStepOn: before.nextStepOn })),
      )
      await refresh()
    },
    async move(closesOn: string) {
      await change({ closesOn })
      notify(
        t('moved'),
        back(() => change({ closesOn: before.closesOn })),
      )
      await refresh()
    },
    async accept() {
      setBusy(true)
      try {
        await client.goals.targets.accept({ id: item.targetId ?? '' })
        notify(t('accepted'))
        await refresh()
      } catch (error) {
        notifyWrong(words(error))
      } finally {
        setBusy(false)
      }
    },
    async putOff(until: string) {
      try {
        await client.today.putOff({ key: item.key, until })
        notify(
          t('putOff', { day: dayText(until, locale, 'short') }),
          back(() => client.today.takeUp({ key: item.key })),
        )
        await refresh()
      } catch (error) {
        notifyWrong(words(error))
      }
    },
  }
}
