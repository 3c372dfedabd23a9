import type { MoneyJson } from '#ledger/rules/money.ts'
import type { CreditJson } from '#platform/record/field.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { FieldEditor } from '#web/parts/field/FieldEditor.tsx'
import { MoneyEditor } from '#web/parts/field/MoneyEditor.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { deal as declaration } from '../records/deal.ts'
import { CreditsEditor } from './CreditsEditor.tsx'

/** What a win says: how much, when, and who is credited; null credits are the owner's alone. */
export interface Closing {
  readonly amount: MoneyJson | null
  readonly on: unknown
  readonly credits: readonly CreditJson[] | null
}

interface Props {
  readonly value: Closing
  readonly ownerId: string | null
  readonly onChange: (value: Closing) => void
  readonly error: Error | null
}

/** Names under which the API may refuse these fields. */
export const closingNames = ['amount', 'closedOn', 'on', 'credits', 'shares'] as const

export function ClosingFields({ value, ownerId, onChange, error }: Props) {
  const text = useRecordText(declaration)
  const problem = error instanceof ApiProblem ? error : null
  return (
    <>
      <MoneyEditor
        label={text.label('amount')}
        name="amount"
        value={value.amount}
        onChange={(amount) => onChange({ ...value, amount })}
        error={problem?.at('amount', text.label('amount'))}
        autoFocus
      />
      <FieldEditor
        field={{ ...declaration.kept.closedOn, required: true }}
        name="closedOn"
        text={text}
        names={{}}
        value={value.on}
        onChange={(on) => onChange({ ...value, on })}
        error={problem?.at('closedOn', text.label('closedOn')) ?? problem?.at('on', text.label('closedOn'))}
      />
      <CreditsEditor
        value={value.credits}
        ownerId={ownerId}
        onChange={(credits) => onChange({ ...value, credits })}
        error={problem?.at('credits') ?? problem?.at('shares')}
      />
    </>
  )
}
