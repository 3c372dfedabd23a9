import { Fault } from '#ledger/rules/fault.ts'
import { periodOf } from '#ledger/rules/period.ts'
import type { Metrics } from '#ledger/server/metrics.ts'
import { draft } from '#ledger/server/save.ts'
import { type ImportRow, textAt } from '#platform/import/rules/importRow.ts'
import { targetFields } from '#platform/import/rules/targets.ts'
import type { ImportKind } from '#platform/import/server/importKind.ts'
import { plainKind, type RowContext, type Values } from '#platform/import/server/plainKind.ts'
import { member } from '#platform/org/records/member.ts'
import { team } from '#platform/org/records/team.ts'
import type { Org } from '#platform/org/settings.ts'
import { locales, say } from '#platform/text/messages.ts'
import { target } from '../../records/target.ts'
import { requireOwnCurrency } from '../../rules/amount.ts'
import { metricKeyIn } from '../../rules/metricText.ts'
import { periodKeyIn } from '../../rules/periodText.ts'
import { checkedTarget, requireChangeable, targetMetric } from '../checkTarget.ts'
import { Target } from '../types.ts'

/** A target a row: of a person, a team or, where neither is named, the organisation. */
export function quotaImport(metrics: Metrics): ImportKind {
  return plainKind({
    kind: 'quotas',
    type: Target,
    fields: targetFields('quotas'),
    into: { member: 'memberId', team: 'teamId', target: 'amount' },
    // whose it is belongs to the key also where no column says so
    derived: {
      member: { from: ['metric'], value: () => null },
      team: { from: ['metric'], value: () => null },
    },
    canonical: {
      metric: (word) => metricKeyIn(word, namesOf(metrics)) ?? word,
      period: ownKey,
    },
    keys: [['period', 'metric', 'member', 'team']],
    relations: () => [
      { field: 'member', declaration: member, by: ['name', 'email', 'externalId'], inFile: false, creation: 'never' },
      { field: 'team', declaration: team, by: ['name', 'externalId'], inFile: false, creation: 'never' },
    ],
    others: ['target', 'stretch', 'challenge', 'currency'],
    values: (row, context) => targetIn(metrics, row, context),
  })
}

const namesOf = (metrics: Metrics) =>
  metrics.all.map(({ key }) => ({ key, names: locales.map((locale) => say(locale, `metric.${key}.name`)) }))

/** As the organisation calls the period; what is none is refused with the rest of its row. */
function ownKey(text: string, org: Org): string {
  const key = periodKeyIn(text)
  try {
    return periodOf(key, org).key
  } catch (error) {
    if (error instanceof Fault) return text
    throw error
  }
}

/** Throws the Faults of a target, naming the columns' fields. */
function targetIn(metrics: Metrics, row: ImportRow, { run, before }: RowContext): Values {
  const metric = textAt(row, 'metric') ?? ''
  const { measure } = targetMetric(metrics, metric, run.org)
  const amountAt = (field: string) => {
    const [amount, currency = null] = (textAt(row, field) ?? '').split(' ')
    requireOwnCurrency(currency, measure)
    return amount || null
  }
  const [amount, stretch, challenge] = ['target', 'stretch', 'challenge'].map(amountAt)
  const given = {
    metric,
    period: textAt(row, 'period') ?? '',
    memberId: textAt(row, 'member') ?? null,
    teamId: textAt(row, 'team') ?? null,
    ...(amount ? { amount } : {}),
    ...(stretch ? { stretch } : {}),
    ...(challenge ? { challenge } : {}),
  }
  if (before === null && !amount) throw new Fault('import.value_missing', { field: 'target', value: null })
  const old = draft(target, before ?? {})
  const after = checkedTarget(run.org, metrics, { ...old, ...given })
  if (before !== null) requireChangeable(old, after)
  const { from, to, period } = after
  return { ...given, period, from, to, amount: after.amount, stretch: after.stretch, challenge: after.challenge }
}
