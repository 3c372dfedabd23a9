import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMay } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import type { GoalJson } from '../contract.ts'
import type { TargetWire } from '../records/target.ts'
import { targetSource } from './sources.ts'

const ChangeDialog = lazy(() => import('./ChangeDialog.tsx'))

interface Props {
  readonly target: TargetWire & { readonly [field: string]: unknown }
  readonly goal: GoalJson | undefined
}

/** What who sets targets does with one. */
export function GoalActions({ target, goal }: Props) {
  const t = useTranslations('goals.actions')
  const may = useMay()
  const navigate = useNavigate()
  const settle = useSettle(targetSource)
  const words = useProblemWords()
  const [open, setOpen] = useState<'change' | 'correction' | null>(null)
  const onError = (error: Error) => notifyWrong(words(error))
  const restore = useMutation({
    mutationFn: () => client.goals.targets.restore({ id: target.id }),
    onSuccess: settle,
    onError,
  })
  const remove = useMutation({
    mutationFn: () => client.goals.targets.delete({ id: target.id }),
    onSuccess: async (saved) => {
      await settle(saved)
      notify(t('deleted'), () => restore.mutate())
      await navigate({ to: '/goals', search: { period: target.period, metric: target.metric } })
    },
    onError,
  })
  if (target.deletedAt !== null)
    return may('target.delete') && <Button onClick={() => restore.mutate()}>{t('restore')}</Button>
  const more = [
    ...(may('target.change')
      ? [{ key: 'correction', text: t('correction'), onSelect: () => setOpen('correction') }]
      : []),
    ...(may('target.delete') ? [{ key: 'delete', text: t('delete'), onSelect: () => remove.mutate() }] : []),
  ]
  return (
    <>
      {may('target.change') && <Button onClick={() => setOpen('change')}>{t('change')}</Button>}
      {more.length > 0 && <MenuButton icon="dots" aria-label={t('more')} entries={more} />}
      <Suspense fallback={null}>
        {open !== null && goal && (
          <ChangeDialog target={target} goal={goal} kind={open} onClose={() => setOpen(null)} />
        )}
      </Suspense>
    </>
  )
}
