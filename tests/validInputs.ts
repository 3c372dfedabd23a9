import type { AnyField } from '#platform/record/field.ts'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'

export type Values = Record<string, unknown>
/** An id of a record of each type, for the relations of a new one. */
export type Known = ReadonlyMap<string, string>

let made = 0

/**
 * A new record that its declaration lets in: what is required, filled in, and all relations that are known. Texts and days
 * are new each time, since some must not come twice.
 */
export function validInput(declaration: AnyDeclaration, known: Known): Values {
  made += 1
  const values: Values = {}
  for (const [name, field] of Object.entries(declaration.fields)) {
    const related = field.kind === 'relation' ? known.get(field.of ?? '') : undefined
    // a record of the same type would be its own parent
    const follows = related !== undefined && field.of !== declaration.type
    if (field.required || follows) values[name] = valueFor(declaration, name, field, related)
  }
  return { ...values, ...beside[declaration.type]?.() }
}

/** What a declaration does not say: rules between fields, and choices that are not for everybody. */
const beside: { readonly [type: string]: () => Values } = {
  fxRate: () => ({ fromCurrency: 'USD', toCurrency: 'CNY' }),
  member: () => ({ role: 'rep' }),
  ownMetric: () => ({
    key: `own_${made}`,
    formula: { kind: 'count', of: { kinds: ['deal.lost'] } },
  }),
  ramp: () => ({ shares: '0, 25, 50, 75, 100' }),
  target: () => ({ metric: 'revenue_booked', teamId: null, period: dayNumber(made), amount: '100.00' }),
}

function valueFor(declaration: AnyDeclaration, name: string, field: AnyField, related: string | undefined): unknown {
  switch (field.kind) {
    case 'text':
      return `${declaration.type} ${name} ${made}`.slice(0, field.max ?? 1000)
    case 'integer':
      return field.from ?? 1
    case 'rate':
      return '0.5'
    case 'money':
      return { amount: '100.00', currency: 'CNY' }
    case 'day':
      return dayNumber(made)
    case 'instant':
      return '2026-11-24T09:00:00.000Z'
    case 'flag':
      return false
    case 'choice':
      return field.options[0]
    case 'relation':
      if (related === undefined) throw new Error(`${declaration.type}.${name} needs a ${field.of}, and none is known.`)
      return related
    case 'credits':
    case 'json':
      return []
  }
}
function dayNumber(days: number): string {
  return Temporal.PlainDate.from('2020-01-01').add({ days }).toString()
}

/** A change that harms nothing: another text, number or day in a field of the record's own. */
export function harmlessChange(declaration: AnyDeclaration): Values {
  made += 1
  if (declaration.type === 'target') return { challenge: `${1000 + made}` }
  const own = Object.entries(declaration.fields)
  const found =
    own.find(([, field]) => field.kind === 'text' && (field.max ?? 1000) > 50) ??
    own.find(([, field]) => field.kind === 'day')
  if (!found) throw new Error(`${declaration.type} has nothing to change.`)
  const [name, field] = found
  return { [name]: field.kind === 'text' ? `changed ${made}` : dayNumber(made) }
}

/** The fields that hold related records, the owner apart. */
export function relationsOf(declaration: AnyDeclaration): readonly (readonly [string, string])[] {
  return fieldsOf(declaration).flatMap(([name, field]) =>
    field.kind === 'relation' && field.of !== null && name !== declaration.owner ? [[name, field.of] as const] : [],
  )
}
