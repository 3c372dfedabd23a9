import type { Kind } from '#ledger/rules/kinds.ts'
import type { Input, Metric } from '#ledger/rules/metric.ts'

/** The metrics that customers, deals and activities feed, by their public keys. Source: docs/definitions.md, metrics. */
const amount = (name: string, ...kinds: Kind[]): Input => ({ name, from: 'entries', kinds, measure: 'amount' })
const count = (name: string, ...kinds: Kind[]): Input => ({ name, from: 'entries', kinds, measure: 'quantity' })
const days = (name: string, ...kinds: Kind[]): Input => ({ name, from: 'entries', kinds, measure: 'q2' })

const grows = { direction: 'higher', cumulative: true } as const
const level = { direction: 'higher', cumulative: false } as const

/** What reaches a customer: a contact 触达. */
export const touches: Kind[] = ['call.connected', 'email.sent', 'meeting.held', 'visit.made', 'message.sent']

export const crmMetrics: readonly Metric[] = [
  {
    key: 'revenue_booked',
    unit: 'money',
    ...grows,
    combine: 'sum',
    inputs: [amount('won', 'deal.won'), amount('cancelled', 'deal.cancelled')],
  },
  {
    key: 'deals_won',
    unit: 'count',
    ...grows,
    combine: 'sum',
    inputs: [count('won', 'deal.won'), count('cancelled', 'deal.cancelled')],
  },
  {
    key: 'deals_lost',
    unit: 'count',
    direction: 'lower',
    cumulative: true,
    combine: 'sum',
    inputs: [count('lost', 'deal.lost')],
  },
  { key: 'new_logos', unit: 'count', ...grows, combine: 'sum', inputs: [count('first_won', 'account.first_won')] },
  {
    key: 'win_rate_count',
    unit: 'ratio',
    ...level,
    combine: 'ratio',
    rate: true,
    inputs: [count('won', 'deal.won'), count('closed', 'deal.won', 'deal.lost')],
  },
  {
    key: 'win_rate_value',
    unit: 'ratio',
    ...level,
    combine: 'ratio',
    inputs: [
      amount('won', 'deal.won'),
      amount('closed', 'deal.won', 'deal.lost'),
      { name: 'lost_without_amount', from: 'entries', kinds: ['deal.lost'], measure: 'withoutAmount' },
      count('lost', 'deal.lost'),
    ],
    absentAbove: { lacking: 'lost_without_amount', of: 'lost', share: 0.05 },
  },
  {
    key: 'avg_deal_size',
    unit: 'money',
    ...level,
    combine: 'ratio',
    inputs: [amount('won', 'deal.won'), count('deals', 'deal.won')],
  },
  {
    key: 'cycle_mean',
    unit: 'days',
    direction: 'lower',
    cumulative: false,
    combine: 'ratio',
    inputs: [days('days', 'deal.won'), count('deals', 'deal.won')],
  },
  { key: 'pipeline_created', unit: 'money', ...grows, combine: 'sum', inputs: [amount('created', 'deal.created')] },
  { key: 'deals_created', unit: 'count', ...grows, combine: 'sum', inputs: [count('created', 'deal.created')] },
  {
    key: 'pushes',
    unit: 'count',
    direction: 'lower',
    cumulative: true,
    combine: 'sum',
    inputs: [
      { name: 'pushed', from: 'entries', kinds: ['deal.changed'], measure: 'quantity', dims: { pushed: 'true' } },
    ],
  },
  { key: 'calls_made', unit: 'count', ...grows, combine: 'sum', inputs: [count('made', 'call.made')] },
  { key: 'calls_connected', unit: 'count', ...grows, combine: 'sum', inputs: [count('connected', 'call.connected')] },
  {
    key: 'connect_rate',
    unit: 'ratio',
    ...level,
    combine: 'ratio',
    rate: true,
    inputs: [count('connected', 'call.connected'), count('made', 'call.made')],
  },
  { key: 'emails_sent', unit: 'count', ...grows, combine: 'sum', inputs: [count('sent', 'email.sent')] },
  { key: 'meetings_held', unit: 'count', ...grows, combine: 'sum', inputs: [count('held', 'meeting.held')] },
  { key: 'visits_made', unit: 'count', ...grows, combine: 'sum', inputs: [count('made', 'visit.made')] },
  { key: 'messages_sent', unit: 'count', ...grows, combine: 'sum', inputs: [count('sent', 'message.sent')] },
  { key: 'contacts_total', unit: 'count', ...grows, combine: 'sum', inputs: [count('contacts', ...touches)] },
  {
    key: 'activity_mix',
    unit: 'ratio',
    direction: 'neither',
    cumulative: false,
    combine: 'mix',
    by: ['none', 'kind'],
    inputs: [count('of_kind', ...touches), count('contacts', ...touches)],
  },
  {
    key: 'customers_contacted',
    unit: 'count',
    ...grows,
    combine: 'first',
    inputs: [{ name: 'accounts', from: 'distinct', kinds: touches }],
  },
]
