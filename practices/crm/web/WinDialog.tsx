import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import type { DealWire } from '../records/deal.ts'
import { type Closing, ClosingFields, closingNames } from './ClosingFields.tsx'
import style from './deal.module.css'
import { dealSource } from './sources.ts'

interface Props {
  readonly deal: DealWire
  readonly onClose: () => void
}

/** Asks what a win needs: amount and day, both filled in already, and how the credit is split. */
export default function WinDialog({ deal, onClose }: Props) {
  const t = useTranslations('crm.winDialog')
  const { today } = useMe()
  const settle = useSettle(dealSource)
  const [closing, setClosing] = useState<Closing>({ amount: deal.amount, on: today, credits: deal.credits })
  const { busy, error, send } = useSubmit(async (input: Parameters<typeof client.crm.deals.win>[0]) => {
    const won = await client.crm.deals.win(input, { context: { ifMatch: deal.version } })
    onClose()
    await settle(won)
    notify(t('done', { name: deal.name }), () => void client.crm.deals.reopen({ id: deal.id }).then(settle))
  })
  const form = useFocusOnProblem(error)
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { amount, on, credits } = closing
    void send({
      id: deal.id,
      ...(typeof on === 'string' ? { on } : {}),
      ...(amount ? { amount } : {}),
      ...(credits ? { credits } : {}),
    })
  }
  return (
    <Dialog onClose={onClose} title={t('title')}>
      <form className={style.dialog} onSubmit={submit} ref={form} noValidate>
        <ClosingFields value={closing} ownerId={deal.ownerId} onChange={setClosing} error={error} />
        <ProblemText error={error} besides={closingNames} />
        <div className={style.ways}>
          <Button first type="submit" busy={busy}>
            {t('win')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
