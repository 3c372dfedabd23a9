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
import type { DealWire } from '../records/deal.ts'
import { dealSource } from './sources.ts'

const CorrectDialog = lazy(() => import('./CorrectDialog.tsx'))
const LoseDialog = lazy(() => import('./LoseDialog.tsx'))
const WinDialog = lazy(() => import('./WinDialog.tsx'))

type Open = 'win' | 'lose' | 'correct' | null

/** What can be done with a deal as it stands: win or lose an open one, put right or reopen a closed one. */
export function DealActions({ deal }: { readonly deal: DealWire }) {
  const t = useTranslations('crm.dealActions')
  const may = useMay()
  const [open, setOpen] = useState<Open>(null)
  const { reopen, cancel, remove, restore } = useDealMoves(deal)
  const close = () => setOpen(null)
  if (deal.deletedAt !== null) return may('deal.delete') && <Button onClick={restore}>{t('restore')}</Button>
  const items = [
    deal.status === 'won' && may('deal.correct') && { key: 'correct', run: () => setOpen('correct') },
    deal.status === 'won' && may('deal.cancel') && { key: 'cancel', run: cancel },
    { key: 'copyLink', run: () => void navigator.clipboard.writeText(location.href).then(() => notify(t('copied'))) },
    may('deal.delete') && { key: 'delete', run: remove },
  ].filter((item) => item !== false)
  return (
    <>
      {deal.status === 'open' && may('deal.win') && (
        <Button first icon="check" onClick={() => setOpen('win')}>
          {t('win')}
        </Button>
      )}
      {deal.status === 'open' && may('deal.lose') && <Button onClick={() => setOpen('lose')}>{t('lose')}</Button>}
      {deal.status !== 'open' && may('deal.reopen') && <Button onClick={reopen}>{t('reopen')}</Button>}
      <MenuButton
        icon="dots"
        aria-label={t('more')}
        entries={items.map(({ key, run }) => ({ key, text: t(key), onSelect: run }))}
      />
      <Suspense fallback={null}>
        {open === 'win' && <WinDialog deal={deal} onClose={close} />}
        {open === 'lose' && <LoseDialog deal={deal} onClose={close} />}
        {open === 'correct' && <CorrectDialog deal={deal} onClose={close} />}
      </Suspense>
    </>
  )
}

/** The moves that ask for nothing more. */
function useDealMoves(deal: DealWire) {
  const t = useTranslations('crm.dealActions')
  const settle = useSettle(dealSource)
  const navigate = useNavigate()
  const words = useProblemWords()
  const onError = (error: Error) => notifyWrong(words(error))
  const { id } = deal
  const reopen = useMutation({
    mutationFn: () => client.crm.deals.reopen({ id }),
    onSuccess: (saved) => settle(saved).then(() => notify(t('reopened'))),
    onError,
  })
  const cancel = useMutation({
    mutationFn: () => client.crm.deals.cancel({ id }),
    onSuccess: (saved) => settle(saved).then(() => notify(t('cancelled'), () => reopen.mutate())),
    onError,
  })
  const restore = useMutation({ mutationFn: () => client.crm.deals.restore({ id }), onSuccess: settle, onError })
  const remove = useMutation({
    mutationFn: () => client.crm.deals.delete({ id }),
    onSuccess: async (saved) => {
      await settle(saved)
      notify(t('deleted', { name: deal.name }), () => restore.mutate())
      await navigate({ to: '/deals' })
    },
    onError,
  })
  return {
    reopen: () => reopen.mutate(),
    cancel: () => cancel.mutate(),
    restore: () => restore.mutate(),
    remove: () => remove.mutate(),
  }
}
