import { Fault } from '#ledger/rules/fault.ts'
import { dayAt, type ImportRow, instantAt, textAt } from '#platform/import/rules/importRow.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import { plainKind, type RowContext, type Values } from '#platform/import/server/plainKind.ts'
import { activityKindIn, isConnected } from '../../rules/importActivity.ts'
import { requireReplyDay } from '../../rules/reply.ts'
import { Activity } from '../types.ts'
import { toAccount, toContact, toDeal, toMember } from './relations.ts'

/** What was done, on the day on which it was done and by whom: a call logged in March by Li stays Li's of March. */
export const activityImport = plainKind({
  kind: 'activities',
  type: Activity,
  apart: true,
  fields: targetFields('activities'),
  into: { owner: 'ownerId', account: 'accountId', contact: 'contactId', deal: 'dealId' },
  canonical: { kind: (word) => activityKindIn(word) ?? word },
  derived: { subject: { from: ['kind'], value: (_, texts) => texts.kind ?? null } },
  keys: [
    ['externalId'],
    ['occurredAt', 'owner', 'kind', 'subject', 'account'],
    ['occurredAt', 'owner', 'kind'],
    ['occurredOn', 'owner', 'kind', 'subject', 'account'],
    ['occurredOn', 'owner', 'kind', 'subject'],
  ],
  relations: (mapped) =>
    [
      { ...toMember, field: 'owner' },
      { ...toAccount, field: 'account' },
      { ...toContact, field: 'contact' },
      { ...toDeal, field: 'deal' },
    ].filter(({ field }) => mapped.has(field)),
  values: activityValues,
})

/** A row that tells the moment or the day of an answer, or both. */
function repliedIn(row: ImportRow, occurredOn: Temporal.PlainDate | null, run: RowContext['run']): Values {
  const at = instantAt(row, 'repliedAt') ?? null
  const repliedOn = dayAt(row, 'repliedOn') ?? at?.toZonedDateTimeISO(run.org.timeZone).toPlainDate() ?? null
  if (repliedOn === null || occurredOn === null) return {}
  requireReplyDay({ occurredOn, repliedOn }, run.today)
  return { repliedOn }
}
function occurredOnOf(before: RowContext['before']): Temporal.PlainDate | null {
  const on = before?.['occurredOn']
  return on instanceof Temporal.PlainDate ? on : null
}

function activityValues(row: ImportRow, { run, before }: RowContext): Values {
  const said = textAt(row, 'kind')
  if (said && activityKindIn(said) === null) throw new Fault('import.not_a_choice', { field: 'kind', value: said })
  const at = instantAt(row, 'occurredAt') ?? null
  const on = dayAt(row, 'occurredOn') ?? at?.toZonedDateTimeISO(run.org.timeZone).toPlainDate() ?? null
  if (on !== null && Temporal.PlainDate.compare(on, run.today) > 0) {
    throw new Fault('import.happened_in_future', {
      field: 'occurredOn',
      value: on.toString(),
      today: run.today.toString(),
    })
  }
  const outcome = textAt(row, 'outcome')
  return {
    ...(on === null ? {} : { occurredOn: on }),
    ...repliedIn(row, on ?? occurredOnOf(before), run),
    ...(outcome ? { connected: isConnected(outcome) } : {}),
    ...(before === null ? { createdBy: textAt(row, 'owner') ?? null } : {}),
  }
}
