import type { By } from '#ledger/rules/metric.ts'

/** A metric's question as plain words for SQL that knows nothing of the product's. Days and instants are texts. */
export interface Window {
  readonly org: string
  readonly from: string
  readonly to: string
  /** The last day that entries count on, and the day whose end levels describe. */
  readonly last: string
  readonly day: string
  /** Up to when one looks what became of deals. */
  readonly outcome: string
  readonly seq: bigint
  /** Up to when it was known, where a past position is asked for. */
  readonly known: string | null
  /** Was a period asked for? */
  readonly asked: boolean
  /** The members whose rows are seen; null for all. */
  readonly visible: readonly string[] | null
  readonly revised: { readonly stage: string; readonly on: string }
}
/** SQL whose rows are `key` and `value` of each group; a whole has the key `all`. */
export type Twin = (by: By, window: Window) => string

/** Every metric written by hand a second time. */
export const twins: Readonly<Record<string, Twin>> = {
  revenue_booked: flow(`coalesce(sum(amount_base) filter (where kind in ('deal.won', 'deal.cancelled')), 0)`),
  deals_won: flow(count('deal.won', 'deal.cancelled')),
  deals_lost: flow(count('deal.lost')),
  new_logos: flow(count('account.first_won')),
  win_rate_count: flow(`${count('deal.won')} / nullif(${count('deal.won', 'deal.lost')}, 0)`),
  win_rate_value: flow(`case when coalesce(sum(quantity) filter (where kind = 'deal.lost' and amount is null), 0)
      <= 0.05 * coalesce(sum(quantity) filter (where kind = 'deal.lost'), 0)
    then coalesce(sum(amount_base) filter (where kind = 'deal.won'), 0) / nullif(sum(amount_base) filter (where kind in ('deal.won', 'deal.lost')), 0) end`),
  avg_deal_size: flow(
    `round(coalesce(sum(amount_base) filter (where kind = 'deal.won'), 0) / nullif(${count('deal.won')}, 0))`,
  ),
  cycle_mean: flow(
    `coalesce(sum(q2) filter (where kind = 'deal.won'), 0) / 1000000.0 / nullif(${count('deal.won')}, 0)`,
  ),
  pipeline_created: flow(`coalesce(sum(amount_base) filter (where kind = 'deal.created'), 0)`),
  deals_created: flow(count('deal.created')),
  pushes: flow(`coalesce(sum(quantity) filter (where kind = 'deal.changed' and dims->>'close_to' is not null
    and left(dims->>'close_to', 7) > left(dims->>'close_from', 7)), 0) / 1000000.0`),
  calls_made: flow(count('call.made')),
  calls_connected: flow(count('call.connected')),
  connect_rate: flow(`${count('call.connected')} / nullif(${count('call.made')}, 0)`),
  emails_sent: flow(count('email.sent')),
  meetings_held: flow(count('meeting.held')),
  visits_made: flow(count('visit.made')),
  messages_sent: flow(count('message.sent')),
  contacts_total: flow(count('call.connected', 'email.sent', 'meeting.held', 'visit.made', 'message.sent')),
  customers_contacted: (by, window) => `select key, count(*) as value from (
    select ${entryKey[by]} as key, account_id from (${entriesOf(window)}) e where ${kindIn(touches)} and account_id is not null
    group by 1, 2 having sum(quantity) > 0) a group by key`,
  activity_mix: (
    _,
    window,
  ) => `with n as (select kind as key, sum(quantity) as n from (${entriesOf(window)}) e where ${kindIn(touches)} group by 1),
    q as (select key, floor(1000 * n / (select sum(n) from n)) as whole, 1000 * n % (select sum(n) from n) as rest from n)
    select key, (whole + case when row_number() over (order by rest desc, key collate "C") <= 1000 - (select sum(whole) from q) then 1 else 0 end) / 1000 as value from q`,
  win_rate_created: cases(
    `sum(p0) / nullif(sum(p1), 0)`,
    (window) => `select e.subject_id as id, e.occurred_on as "on", e.occurred_on as held,
      e.member_id, e.account_id, e.product_id, e.dims->>'stage' as stage, 1.0 as p1,
      case when e.subject_id in (${net(window, 'deal.won', window.outcome)}) then 1.0 else 0.0 end as p0
    from (${entriesOf(window)}) e where kind = 'deal.created' group by 1, 2, 3, 4, 5, 6, 7 having sum(quantity) > 0`,
  ),
  cycle_median: cases(
    `percentile_cont(0.5) within group (order by p0)`,
    (window) => `select distinct e.subject_id as id, e.occurred_on as "on",
      e.occurred_on as held, e.member_id, e.account_id, e.product_id, e.dims->>'stage' as stage,
      e.occurred_on - (select created_on from deal where id = e.subject_id) as p0
    from (${entriesOf(window)}) e where kind = 'deal.won' group by 1, 2, 3, 4, 5, 6, 7 having sum(quantity) > 0`,
  ),
  discount_rate: flow(
    `1 - sum(amount_base) filter (where kind = 'deal.won' and dims ? 'list_amount') / nullif(${dimSum('list_amount', 'deal.won')}, 0)`,
  ),
  margin_booked: flow(
    `coalesce(sum(amount_base) filter (where kind in ('deal.won', 'deal.cancelled') and dims ? 'cost'), 0)
      - coalesce(${dimSum('cost', 'deal.won', 'deal.cancelled')}, 0)`,
  ),
  reply_rate: (by, window) => `select key, sum(answered) / nullif(sum(n), 0) as value from (
    select ${entryKey[by]} as key, subject_id, e.occurred_on, sum(quantity) / 1000000.0 as n,
      case when e.subject_id in (select w.subject_id from ledger_entry w where w.org_id = '${window.org}' and w.kind = 'email.replied'
        and w.occurred_on <= '${window.outcome}' and w.occurred_on - e.occurred_on <= 14 and w.seq <= ${window.seq}
        group by 1 having sum(w.quantity) > 0) then sum(quantity) / 1000000.0 else 0 end as answered
    from (${entriesOf(window)}) e where kind = 'email.sent' group by 1, 2, 3) m group by key`,
  pipeline_open: cases(`coalesce(sum(base), 0)`, openDue),
  pipeline_weighted: cases(`coalesce(round(sum(base * probability)), 0)`, openDue),
  stale_share: cases(
    `count(*) filter (where ${'day - greatest(created_on, touched) > 30'})::numeric / nullif(count(*), 0)`,
    staleDeals,
  ),
  slippage_rate: cases(`count(*) filter (where not closed)::numeric / nullif(count(*), 0)`, dueDeals),
  velocity: (by, window) => {
    const trailing = { ...window, from: minus(window.day, 89), last: window.day }
    const over = `sum(amount_base) filter (where kind = 'deal.won') * ${count('deal.won')}`
    const under = `(${count('deal.won', 'deal.lost')} * sum(q2) filter (where kind = 'deal.won') / 1000000.0)`
    const won = (value: string) => flow(value)(by, trailing)
    const open = cases('count(*)', (given) => openOn(given, given.day))
    return `select w.key, round(coalesce(o.value, 0) * w.value / nullif(u.value, 0)) as value from (${won(over)}) w
      join (${won(under)}) u on u.key is not distinct from w.key
      left join (${open(by, window)}) o on o.key is not distinct from w.key`
  },
}

const touches = ['call.connected', 'email.sent', 'meeting.held', 'visit.made', 'message.sent']
function kindIn(kinds: readonly string[]): string {
  return `kind in (${kinds.map((kind) => `'${kind}'`).join(', ')})`
}
function count(...kinds: string[]): string {
  return `(coalesce(sum(quantity) filter (where ${kindIn(kinds)}), 0) / 1000000.0)`
}
/** A reversal repeats the dimensions of what it takes back. */
function dimSum(dim: string, ...kinds: string[]): string {
  const value = `round((dims->>'${dim}')::numeric * 100)`
  return `sum(case when reverses is null then ${value} else -${value} end) filter (where ${kindIn(kinds)})`
}
const minus = (day: string, days: number) => Temporal.PlainDate.from(day).subtract({ days }).toString()
const seen = ({ visible }: Window, member: string) =>
  visible === null ? 'true' : `(${member} is null or ${member} in (${visible.map((id) => `'${id}'`).join(', ')}))`

function entriesOf(window: Window): string {
  const { org, from, last, seq } = window
  return `select * from ledger_entry where org_id = '${org}' and occurred_on between '${from}' and '${last}' and seq <= ${seq} and ${seen(window, 'member_id')}`
}
/** The deals for which entries of a kind net to something. */
const net = ({ org, seq }: Window, kind: string, day: string) => `select subject_id from ledger_entry
  where org_id = '${org}' and kind = '${kind}' and occurred_on <= '${day}' and seq <= ${seq} group by subject_id having sum(quantity) > 0`

const stayOf = (
  what: string,
  member: string,
  day: string,
) => `(select ${what} from membership s where s.member_id = ${member}
  and s.deleted_at is null and coalesce(s.valid_from, '-infinity') <= ${day} and coalesce(s.valid_to, 'infinity') > ${day})`
const regionOf = (team: string) =>
  `(select coalesce(t.region, p.region) from team t left join team p on p.id = t.parent_id where t.id = ${team})`

const entryKey: { readonly [by in By]: string } = {
  // no twin of its own: goals are tested with it
  teamTree: `''`,
  none: `'all'`,
  member: 'member_id::text',
  team: 'team_id::text',
  manager: `${stayOf('s.manager_id', 'e.member_id', 'e.occurred_on')}::text`,
  region: regionOf('e.team_id'),
  month: `left(occurred_on::text, 7)`,
  account: 'account_id::text',
  product: 'product_id::text',
  stage: `coalesce(dims->>'stage', dims->>'last_stage')`,
  kind: 'kind',
}
function flow(value: string): Twin {
  return (by, window) => `select ${entryKey[by]} as key, ${value} as value from (${entriesOf(window)}) e group by 1`
}

const caseKey: { readonly [by in By]: string } = {
  ...entryKey,
  member: 'c.member_id::text',
  team: `${stayOf('s.team_id', 'c.member_id', 'c.held')}::text`,
  manager: `${stayOf('s.manager_id', 'c.member_id', 'c.held')}::text`,
  region: regionOf(stayOf('s.team_id', 'c.member_id', 'c.held')),
  month: `left(c."on"::text, 7)`,
  account: 'c.account_id::text',
  product: 'c.product_id::text',
  stage: 'c.stage',
}
/** A value over cases, each counted once in a group however many have a part in it. */
function cases(value: string, list: (window: Window) => string): Twin {
  return (by, window) => `select key, ${value} as value from (
    select distinct on (key, id) * from (select ${caseKey[by]} as key, c.* from (${list(window)}) c where ${seen(window, 'c.member_id')}) k) u group by key`
}

/** Deals in force on a day: no version beats theirs. */
const inForce = ({ org, seq }: Window, day: string) => `select v.record_id as id, v.state as s from record_version v
  where v.org_id = '${org}' and v.type = 'deal' and v.valid_on <= '${day}' and v.seq <= ${seq} and v.state is not null
    and not exists (select from record_version w where w.org_id = v.org_id and w.type = v.type and w.record_id = v.record_id
      and w.valid_on <= '${day}' and w.seq <= ${seq} and (w.seq, w.part) > (v.seq, v.part))`

function openOn(window: Window, day: string): string {
  const { revised, known } = window
  const higher = day >= revised.on && (known === null || known.slice(0, 10) > revised.on)
  return `select d.id, (d.s->>'closesOn')::date as "on", '${day}'::date as held, (d.s->>'ownerId')::uuid as member_id,
      (d.s->>'accountId')::uuid as account_id, (d.s->>'productId')::uuid as product_id, d.s->>'stageId' as stage,
      (d.s->>'createdOn')::date as created_on, '${day}'::date as day,
      coalesce((d.s->>'probability')::numeric, case when d.s->>'stageId' = '${revised.stage}' then ${higher ? '0.6' : '0.5'} else t.probability end) as probability,
      round((d.s->'amount'->>'amount')::numeric * 100 * case d.s->'amount'->>'currency' when 'CNY' then 1 else (
        select r.rate from fx_rate r where r.org_id = '${window.org}' and r.from_currency = d.s->'amount'->>'currency' and r.valid_on <= '${day}'
          ${known === null ? '' : `and r.created_at < '${known}'`} order by r.valid_on desc limit 1) end) as base
    from (${inForce(window, day)}) d join stage t on t.id = (d.s->>'stageId')::uuid where d.s->>'status' = 'open'`
}

function openDue(window: Window): string {
  const due = window.asked ? `where o."on" >= '${window.from}' and o."on" <= '${window.to}'` : ''
  return `select * from (${openOn(window, window.day)}) o ${due}`
}

function staleDeals(window: Window): string {
  const { org, day, seq } = window
  return `select o.*, (select max(t.occurred_on) from activity a join (
        select subject_id, occurred_on from ledger_entry where org_id = '${org}' and ${kindIn(touches)} and occurred_on <= '${day}' and seq <= ${seq}
        group by 1, 2, kind having sum(quantity) > 0) t on t.subject_id = a.id where a.deal_id = o.id) as touched
    from (${openOn(window, day)}) o`
}

function dueDeals(window: Window): string {
  const { from, day } = window
  return `select o.id, o."on", '${from}'::date as held, o.member_id, o.account_id, o.product_id, o.stage,
      exists (select from (${inForce(window, day)}) d where d.id = o.id and d.s->>'status' <> 'open'
        and (d.s->>'closedOn')::date between '${from}' and '${day}') as closed
    from (${openOn(window, minus(from, 1))}) o where o."on" between '${from}' and '${day}'`
}
