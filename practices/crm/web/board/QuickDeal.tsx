import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { deal as declaration } from '../../records/deal.ts'
import { dealSource } from '../sources.ts'
import style from './board.module.css'

interface Props {
  readonly stageId: string
  readonly onClose: () => void
}
const blank = { name: '', amount: '', accountId: null, names: {} }
interface Typed {
  readonly name: string
  readonly amount: string
  readonly accountId: string | null
  readonly names: { readonly [id: string]: string }
}

/** A new deal in its column: a name and Enter; the next one can be typed at once. */
export function QuickDeal({ stageId, onClose }: Props) {
  const t = useTranslations('crm.board')
  const text = useRecordText(declaration)
  const { member, org } = useMe()
  const settle = useSettle(dealSource)
  const [typed, setTyped] = useState<Typed>(blank)
  const { busy, error, send } = useSubmit(async ({ name, amount, accountId }: Typed) => {
    const plain = amount.normalize('NFKC').replaceAll(/[,\s]/g, '')
    const made = await dealSource.routes.create({
      name,
      stageId,
      ownerId: member.id,
      ...(plain === '' ? {} : { amount: { amount: plain, currency: org.currency } }),
      ...(accountId === null ? {} : { accountId }),
    })
    setTyped(blank)
    const remove = () => void dealSource.routes.delete({ id: made.id }).then(settle)
    notify(t('made', { name: made.name }), remove)
    await settle(made)
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (typed.name.trim() !== '') void send(typed)
  }
  return (
    <form
      className={style.quick}
      onSubmit={submit}
      ref={form}
      noValidate
      onKeyDown={(event) => event.key === 'Escape' && !event.defaultPrevented && onClose()}
    >
      <TextLine
        autoFocus
        aria-label={text.label('name')}
        placeholder={text.label('name')}
        value={typed.name}
        onText={(name) => setTyped({ ...typed, name })}
        error={problem?.at('name', text.label('name'))}
      />
      <RelationPicker
        of="account"
        name="accountId"
        aria-label={text.label('accountId')}
        value={typed.accountId}
        names={typed.names}
        onChange={(accountId, names = {}) => setTyped({ ...typed, accountId, names })}
        error={problem?.at('accountId', text.label('accountId'))}
      />
      <TextLine
        inputMode="decimal"
        aria-label={`${text.label('amount')} (${org.currency})`}
        placeholder={`${text.label('amount')} (${org.currency})`}
        value={typed.amount}
        onText={(amount) => setTyped({ ...typed, amount })}
        error={problem?.at('amount', text.label('amount'))}
      />
      <ProblemText error={error} besides={['name', 'amount', 'accountId']} />
      <div className={style.ways}>
        <Button type="submit" first busy={busy} disabled={typed.name.trim() === ''}>
          {t('create')}
        </Button>
        <Button plain onClick={onClose}>
          {t('close')}
        </Button>
      </div>
    </form>
  )
}
