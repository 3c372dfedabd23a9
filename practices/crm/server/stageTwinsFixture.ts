import type pg from 'pg'
import type { By } from '#ledger/rules/metric.ts'
import { median } from '#ledger/rules/statistics.ts'
import type { Window } from './metricTwinsFixture.ts'

/** The stage metrics told a second time, deal by deal instead of set by set. */
type StageTwin = (client: pg.Client, by: By, window: Window) => Promise<Map<string | null, number | null>>

interface Mark {
  readonly deal: string
  readonly on: string
  readonly seq: string
  readonly member: string | null
  readonly team: string | null
  readonly manager: string | null
  readonly region: string | null
  readonly account: string | null
  readonly product: string | null
  readonly stage: string
}
interface Case extends Mark {
  readonly value: number
}

export const stageTwins: Readonly<Record<string, StageTwin>> = {
  async stage_conversion(client, by, window) {
    const found = await firstsOf(client, window)
    return grouped(by, found, (values) => values.reduce((sum, one) => sum + one, 0) / values.length)
  },
  async stage_days(client, by, window) {
    const found = await staysOf(client, window)
    return grouped(by, found, (values) => median(values) ?? null)
  },
}

function grouped(by: By, cases: readonly Case[], value: (values: readonly number[]) => number | null) {
  const key = (one: Case) =>
    by === 'none' || by === 'kind' || by === 'teamTree' ? 'all' : by === 'month' ? one.on.slice(0, 7) : one[by]
  const groups = Map.groupBy(cases, key)
  return new Map([...groups].map(([name, own]) => [name, value(own.map((one) => one.value))]))
}

async function firstsOf(client: pg.Client, window: Window): Promise<Case[]> {
  const { rows: stages } = await client.query<{ id: string; position: number }>(
    'select id, position from stage where org_id = $1 and deleted_at is null',
    [window.org],
  )
  const positions = new Map(stages.map(({ id, position }) => [id, position]))
  const wins = new Map((await endsOf(client, window, ['deal.won'])).map((one) => [one.deal, one]))
  const found: Case[] = []
  for (const marks of (await lives(client, window)).values()) {
    const latest = marks.at(-1)
    if (!latest) continue
    const win = wins.get(latest.deal)
    const path = marks.map((mark) => ({ mark, position: positions.get(mark.stage) ?? 0 }))
    if (win) path.push({ mark: { ...latest, on: win.on, seq: win.seq }, position: Number.POSITIVE_INFINITY })
    path.sort((a, b) => (inTurn(a.mark, b.mark) ? -1 : 1))
    for (const { id, position } of stages) {
      const first = path.find((step) => step.position >= position)
      if (!first || first.mark.on < window.from || first.mark.on > window.last) continue
      const passed = path.some((step) => step.position > position)
      found.push({ ...first.mark, stage: id, value: passed ? 1 : 0 })
    }
  }
  return seen(window, found)
}

async function staysOf(client: pg.Client, window: Window): Promise<Case[]> {
  const ends = new Map((await endsOf(client, window, ['deal.won', 'deal.lost'])).map((one) => [one.deal, one.on]))
  const found: Case[] = []
  for (const marks of (await lives(client, window)).values()) {
    marks.forEach((mark, i) => {
      const exits = [marks[i + 1]?.on, ends.get(mark.deal), window.outcome].filter((one) => one !== undefined).sort()
      const days = Temporal.PlainDate.from(mark.on).until(exits[0] ?? mark.on).days
      if (mark.on >= window.from && mark.on <= window.last) found.push({ ...mark, value: Math.max(0, days) })
    })
  }
  return seen(window, found)
}

const inTurn = (a: Mark, b: Mark) => a.on < b.on || (a.on === b.on && BigInt(a.seq) < BigInt(b.seq))
const seen = ({ visible }: Window, cases: Case[]) =>
  cases.filter((one) => visible === null || one.member === null || visible.includes(one.member))

async function lives(client: pg.Client, { org, outcome, seq }: Window): Promise<Map<string, Mark[]>> {
  const stay = (
    what: string,
  ) => `(select ${what} from membership s where s.member_id = e.member_id and s.deleted_at is null
    and coalesce(s.valid_from, '-infinity') <= e.occurred_on and coalesce(s.valid_to, 'infinity') > e.occurred_on)`
  const { rows } = await client.query<Mark>(
    `select v.deal_id::text as deal, e.occurred_on::text as "on", max(e.seq) filter (where e.reverses is null) as seq,
      e.member_id::text as member, e.team_id::text as team, ${stay('s.manager_id')}::text as manager,
      (select coalesce(t.region, p.region) from team t left join team p on p.id = t.parent_id where t.id = e.team_id) as region,
      e.account_id::text as account, e.product_id::text as product, e.dims->>'stage' as stage
    from ledger_entry e join deal_event v on v.id = e.subject_id
    where e.org_id = $1 and e.kind = 'deal.stage_entered' and e.occurred_on <= $2 and e.seq <= $3
    group by v.id, 1, 2, e.member_id, e.team_id, e.occurred_on, e.account_id, e.product_id, e.dims having sum(e.quantity) > 0`,
    [org, outcome, seq.toString()],
  )
  return Map.groupBy(
    rows.sort((a, b) => (inTurn(a, b) ? -1 : 1)),
    (row) => row.deal,
  )
}

async function endsOf(client: pg.Client, { org, outcome, seq }: Window, kinds: readonly string[]) {
  const { rows } = await client.query<{ deal: string; on: string; seq: string }>(
    `select subject_id::text as deal, occurred_on::text as "on", min(seq) filter (where reverses is null and not exists (
        select from ledger_entry x where x.org_id = e.org_id and x.reverses = e.seq and x.seq <= $4)) as seq
      from ledger_entry e where org_id = $1 and kind = any($2) and occurred_on <= $3 and seq <= $4
      group by 1, 2 having sum(quantity) > 0`,
    [org, kinds, outcome, seq.toString()],
  )
  return rows
}
