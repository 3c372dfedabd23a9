import { Textarea } from '@mantine/core'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { CreditJson } from '#platform/record/field.ts'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { FieldEditor } from '#web/parts/field/FieldEditor.tsx'
import { MoneyEditor } from '#web/parts/field/MoneyEditor.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { type DealWire, deal as declaration } from '../records/deal.ts'
import { CreditsEditor } from './CreditsEditor.tsx'
import style from './deal.module.css'
import { dealSource } from './sources.ts'

interface Props {
  readonly deal: DealWire
  readonly onClose: () => void
}

/** Puts a won deal right: the ledger keeps the old figure, reverses it and writes the new one, with the reason. */
export default function CorrectDialog({ deal, onClose }: Props) {
  const t = useTranslations('crm.correctDialog')
  const text = useRecordText(declaration)
  const settle = useSettle(dealSource)
  const [amount, setAmount] = useState(deal.amount)
  const [closedOn, setClosedOn] = useState<unknown>(deal.closedOn)
  const [credits, setCredits] = useState<readonly CreditJson[] | null>(deal.credits)
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
    void send({
      id: deal.id,
      reason,
      ...(amount ? { amount } : {}),
      ...(typeof closedOn === 'string' && closedOn !== deal.closedOn ? { closedOn } : {}),
      ...(credits ? { credits } : {}),
    })
  }
  return (
    <Dialog onClose={onClose} title={t('title')}>
      <form className={style.dialog} onSubmit={submit} ref={form} noValidate>
        <p className="dim">{t('text')}</p>
        <MoneyEditor
          label={text.label('amount')}
          name="amount"
          value={amount}
          onChange={setAmount}
          error={problem?.at('amount')}
          autoFocus
        />
        <FieldEditor
          field={{ ...declaration.kept.closedOn, required: true }}
          name="closedOn"
          text={text}
          names={{}}
          value={closedOn}
          onChange={setClosedOn}
          error={problem?.at('closedOn') ?? problem?.at('on')}
        />
        <CreditsEditor
          value={credits}
          ownerId={deal.ownerId}
          onChange={setCredits}
          error={problem?.at('credits') ?? problem?.at('shares')}
        />
        <Textarea
          label={t('reason')}
          required
          rows={2}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          error={problem?.at('reason', t('reason'))}
        />
        <ProblemText error={error} besides={['amount', 'closedOn', 'on', 'credits', 'shares', 'reason']} />
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
