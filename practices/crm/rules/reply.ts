import { Fault } from '#ledger/rules/fault.ts'

interface Replied {
  readonly occurredOn: Temporal.PlainDate
  readonly repliedOn: Temporal.PlainDate | null
}

/** An answer comes after what it answers, and not in the future. Throws Faults `activity.replied_before`, `activity.replied_in_future`. */
export function requireReplyDay({ occurredOn, repliedOn }: Replied, today: Temporal.PlainDate): void {
  if (repliedOn === null) return
  const value = repliedOn.toString()
  if (Temporal.PlainDate.compare(repliedOn, occurredOn) < 0)
    throw new Fault('activity.replied_before', { field: 'repliedOn', value, day: occurredOn.toString() })
  if (Temporal.PlainDate.compare(repliedOn, today) > 0)
    throw new Fault('activity.replied_in_future', { field: 'repliedOn', value, today: today.toString() })
}
