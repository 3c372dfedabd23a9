import { TextInput } from '@mantine/core'
import { useTranslations } from 'use-intl'
import { useGoalTexts } from '#ledger/web/goalStanding.ts'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Dialog } from '#web/parts/Dialog.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm, type SlotProps } from '#web/parts/RecordForm.tsx'
import type { AmountJson, GoalJson } from '../contract.ts'
import { type TargetWire, targetChange } from '../records/target.ts'
import style from './goal.module.css'
import { plainDecimal } from './plainDecimal.ts'
import { targetSource } from './sources.ts'

interface Props {
  readonly target: TargetWire & { readonly [field: string]: unknown }
  readonly goal: GoalJson
  /** A change holds from a day on, a correction for the whole period. */
  readonly kind: 'change' | 'correction'
  readonly onClose: () => void
}

/** Another amount, with what it was before, and why; on an accepted target it waits for its person. */
export default function ChangeDialog({ target, goal, kind, onClose }: Props) {
  const t = useTranslations('goals.change')
  const { today } = useMe()
  const settle = useSettle(targetSource)
  const { amount, reason, from } = targetChange.fields
  const within = today < target.from ? target.from : today > target.to ? target.to : today
  const waits = target.acceptedAt !== null
  return (
    <Dialog title={t(`${kind}Title`)} onClose={onClose}>
      <p className={style.words}>
        {t(`${kind}Why`)} {t(waits ? 'waits' : 'holds')}
      </p>
      <RecordForm
        source={{ declaration: { ...targetChange, fields: { amount, reason, from: { ...from, required: true } } } }}
        fields={kind === 'change' ? ['amount', 'from', 'reason'] : ['amount', 'reason']}
        values={{ from: within }}
        slots={{ amount: (slot) => <NewAmount goal={goal} {...slot} /> }}
        submit={t(kind)}
        onCancel={onClose}
        onSubmit={async (values) => {
          const saved = await client.goals.targets.change(
            {
              id: target.id,
              kind,
              amount: textOf(values.amount),
              reason: textOf(values.reason),
              ...(kind === 'change' ? { from: textOf(values.from) } : {}),
            },
            { context: { ifMatch: target.version } },
          )
          onClose()
          await settle(saved)
          notify(t(waits ? 'doneWaits' : 'done'))
        }}
      />
    </Dialog>
  )
}

/** The new amount, and below it before → after. */
function NewAmount({ goal, value, onChange, error }: SlotProps & { readonly goal: GoalJson }) {
  const t = useTranslations('goals.change')
  const texts = useGoalTexts()
  const typed = plainDecimal(textOf(value))
  const after = /^-?\d+(\.\d+)?$/.test(typed) ? amountLike(goal.target ?? goal.actual.value, typed) : null
  return (
    <TextInput
      label={t('amount')}
      name="amount"
      inputMode="decimal"
      autoComplete="off"
      required
      withAsterisk
      data-autofocus
      value={textOf(value)}
      error={error}
      onChange={(event) => onChange(plainDecimal(event.currentTarget.value))}
      description={
        <span className="num">
          {texts.amount(goal, goal.target)} → {after === null ? '…' : texts.amount(goal, after)}
        </span>
      }
      inputWrapperOrder={['label', 'input', 'description', 'error']}
    />
  )
}

function amountLike(like: AmountJson | null, amount: string): AmountJson {
  return typeof like === 'object' && like !== null ? { amount, currency: like.currency } : amount
}
