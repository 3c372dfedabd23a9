import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { MoneyJson } from '#ledger/rules/money.ts'
import type { CreditJson } from '#platform/record/field.ts'
import { client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
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

/** Asks what a win needs: amount and day, both filled in already, and how the credit is split. */
export default function WinDialog({ deal, onClose }: Props) {
  const t = useTranslations('crm.winDialog')
  const text = useRecordText(declaration)
  const { today } = useMe()
  const settle = useSettle(dealSource)
  const [amount, setAmount] = useState<MoneyJson | null>(deal.amount)
  const [on, setOn] = useState<unknown>(today)
  const [credits, setCredits] = useState<readonly CreditJson[] | null>(deal.credits)
  const { busy, error, send } = useSubmit(async (input: Parameters<typeof client.crm.deals.win>[0]) => {
    const won = await client.crm.deals.win(input, { context: { ifMatch: deal.version } })
    onClose()
    await settle(won)
    notify(t('done', { name: deal.name }), () => void client.crm.deals.reopen({ id: deal.id }).then(settle))
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send({
      id: deal.id,
      ...(typeof on === 'string' ? { on } : {}),
      ...(amount ? { amount } : {}),
      ...(credits ? { credits } : {}),
    })
  }
  const closedOn = declaration.kept.closedOn
  return (
    <Dialog onClose={onClose} title={t('title')}>
      <form className={style.dialog} onSubmit={submit} ref={form} noValidate>
        <MoneyEditor
          label={text.label('amount')}
          name="amount"
          value={amount}
          onChange={setAmount}
          error={problem?.at('amount')}
          autoFocus
        />
        <FieldEditor
          field={{ ...closedOn, required: true }}
          name="closedOn"
          text={text}
          names={{}}
          value={on}
          onChange={setOn}
          error={problem?.at('on')}
        />
        <CreditsEditor
          value={credits}
          ownerId={deal.ownerId}
          onChange={setCredits}
          error={problem?.at('credits') ?? problem?.at('shares')}
        />
        <ProblemText error={error} besides={['amount', 'on', 'credits', 'shares']} />
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
