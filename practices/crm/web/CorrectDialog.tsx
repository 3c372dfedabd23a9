import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
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

/** Puts a won deal right: the ledger keeps the old figure, reverses it and writes the new one, with the reason. */
export default function CorrectDialog({ deal, onClose }: Props) {
  const t = useTranslations('crm.correctDialog')
  const settle = useSettle(dealSource)
  const [closing, setClosing] = useState<Closing>({ amount: deal.amount, on: deal.closedOn, credits: deal.credits })
  const [reason, setReason] = useState('')
  const { busy, error, send } = useSubmit(async (input: Parameters<typeof client.crm.deals.correct>[0]) => {
    const saved = await client.crm.deals.correct(input, { context: { ifMatch: deal.version } })
    onClose()
    await settle(saved)
    notify(t('done'))
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const { amount, on, credits } = closing
    void send({
      id: deal.id,
      reason,
      ...(amount ? { amount } : {}),
      ...(typeof on === 'string' && on !== deal.closedOn ? { closedOn: on } : {}),
      ...(credits ? { credits } : {}),
    })
  }
  return (
    <Dialog onClose={onClose} title={t('title')}>
      <form className={style.dialog} onSubmit={submit} ref={form} noValidate>
        <p className="dim">{t('text')}</p>
        <ClosingFields value={closing} ownerId={deal.ownerId} onChange={setClosing} error={error} />
        <Textarea
          label={t('reason')}
          required
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problem?.at('reason', t('reason'))}
        />
        <ProblemText error={error} besides={[...closingNames, 'reason']} />
        <div className={style.ways}>
          <Button first type="submit" busy={busy}>
            {t('correct')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
