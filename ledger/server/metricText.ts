import type { Input, Only } from '#ledger/rules/metric.ts'
import { dims, type Formula, type Part } from '#ledger/rules/ownMetric.ts'
import type { Actor } from '#platform/access/actor.ts'
import type { Db } from '#platform/db/connections.ts'
import { namesOf, type Types } from '#platform/record/server/names.ts'
import { type Locale, localeOf, say } from '#platform/text/messages.ts'
import type { MetricSource } from './evaluate.ts'

export function metricName({ key, defined }: MetricSource, locale: Locale): string {
  return defined ? defined.names[locale] : say(locale, `metric.${key}.name`)
}

/** What metrics and their inputs say, in words. */
export interface MetricWords {
  readonly says: (metric: MetricSource) => string
  readonly inputSays: (metric: MetricSource, input: Input) => string
}

/** For own metrics the words are made from the formula, so the records that they are filtered by are looked up by name. */
export async function metricWords(
  db: Db,
  actor: Actor,
  types: Types,
  metrics: readonly MetricSource[],
): Promise<MetricWords> {
  const locale = localeOf(actor.locale)
  const formulas = metrics.flatMap(({ defined }) => defined?.formula ?? [])
  const names = await valueNames(db, actor, types, formulas)
  const words: Words = { locale, nameOf: (value) => names[value] ?? value }
  return {
    says: ({ key, defined }) => (defined ? formulaWords(defined.formula, words) : say(locale, `metric.${key}.says`)),
    inputSays: ({ defined }, { name }) =>
      defined ? inputWords(defined.formula, name, words) : say(locale, `metric.input.${name}`),
  }
}

const uuid = /^[0-9a-f]{8}-[0-9a-f-]{27}$/

async function valueNames(db: Db, actor: Actor, types: Types, formulas: readonly Formula[]) {
  const only = formulas.flatMap(({ of, under }) => [...of.only, ...(under?.only ?? [])])
  const names: Record<string, string> = {}
  for (const type of new Set(Object.values(dims))) {
    const declaration = type && types.get(type)
    if (!declaration) continue
    const ids = only.flatMap(({ dim, values }) => (typeOf(dim) === type ? values.filter((id) => uuid.test(id)) : []))
    Object.assign(names, await namesOf(db, actor, declaration, [...new Set(ids)]))
  }
  return names
}
const typeOf = (dim: string) => Object.entries(dims).find(([name]) => name === dim)?.[1] ?? null

interface Words {
  readonly locale: Locale
  readonly nameOf: (value: string) => string
}

function formulaWords({ kind, of, under }: Formula, words: Words): string {
  const { locale } = words
  if (kind === 'ratio' && under)
    return say(locale, 'metric.own.ratio', { of: partWords(of, words), under: partWords(under, words) })
  if (kind === 'average') return say(locale, `metric.own.average.${of.measure}`, { of: casesWords(of, words) })
  if (kind === 'distinct') return say(locale, 'metric.own.distinct', { of: casesWords(of, words) })
  return partWords(of, words)
}

function inputWords({ kind, of, under }: Formula, name: string, words: Words): string {
  if (kind === 'distinct') return formulaWords({ kind, of, under }, words)
  if (name === 'under') return partWords(under ?? { ...of, measure: 'count' }, words)
  return partWords(of, words)
}

const partWords = (part: Part, words: Words) =>
  say(words.locale, `metric.own.part.${part.measure}`, { of: casesWords(part, words) })

/** "Deal lost (loss reason: Price or Timing)". */
function casesWords({ kinds, only }: Part, { locale, nameOf }: Words): string {
  const comma = locale === 'zh-CN' ? '、' : ', '
  const cases = kinds.map((kind) => say(locale, `kind.${kind}`)).join(comma)
  const filters = only.map(({ dim, values, not }: Only) =>
    say(locale, not ? 'metric.own.isNot' : 'metric.own.is', {
      dim: say(locale, `metric.own.dim.${dim}`),
      values: values.map(nameOf).join(comma),
    }),
  )
  if (filters.length === 0) return cases
  return say(locale, 'metric.own.filtered', { cases, filters: filters.join(locale === 'zh-CN' ? '；' : '; ') })
}
