import { isObject } from './input.ts'

/** A schema in the dialect of OpenAPI 3.1; only what Zod makes of ours occurs. */
export interface JsonSchema {
  readonly [keyword: string]: unknown
}

const formats: { readonly [format: string]: string } = {
  uuid: '019aa2f4-1c80-7c41-9d2f-3f2b1c0e5a77',
  date: '2026-11-24',
  'date-time': '2026-11-24T09:30:00.000Z',
  email: 'maya@example.com',
}
/** Each pattern that a schema uses has its example here. */
const patterns: { readonly [pattern: string]: string } = {
  '^-?\\d{1,18}(\\.\\d{1,4})?$': '1234.50',
  '^-?\\d{1,18}(\\.\\d{1,12})?$': '0.5',
  '^[A-Z]{3}$': 'CNY',
  '^\\d{1,18}$': '12345',
  '^\\d{1,3}$': '50',
  '^(\\*|[a-z][a-z0-9-]*:(read|write))$': 'deals:read',
  '^[1-9]\\d{0,11}$': '10000',
}
/** What fields without a form of their own hold, by their names. */
const names: { readonly [name: string]: string } = {
  key: 'revenue_booked',
  metric: 'revenue_booked',
  by: 'member',
  kind: 'deal.won',
  type: 'deal',
  period: 'FY2027-Q1',
  timeZone: 'Asia/Shanghai',
  locale: 'en',
  fromCurrency: 'USD',
  toCurrency: 'CNY',
  currency: 'CNY',
  slug: 'haiyue',
  name: 'Nordwind',
  subject: 'First call',
  asOfSeq: '12345',
  seq: '12345',
  explain: '/api/v1/explanations/WyIwMTlh.c2lnbmVk',
  says: 'Amounts of won deals by their close day, less cancellations by theirs.',
  password: 'the tide comes in',
  oldPassword: 'the tide comes in',
  newPassword: 'the tide goes out',
  instance: '/api/v1/deals',
  code: 'field.required',
  message: 'name is missing. Please fill it in.',
  value: '12',
  calendar: 'CN',
  region: 'East',
  externalId: 'N-1042',
  source: 'website',
  competitor: 'Südwind',
  nextStep: 'Send the offer',
  low: '0.21',
  high: '0.74',
  cases: '19',
}

/** What is absent in a record that stands. */
const absent: ReadonlySet<string> = new Set([
  ...[
    'deletedAt',
    'deactivatedOn',
    'closedOn',
    'cancelledOn',
    'lossReasonId',
    'revokedAt',
    'finishedAt',
    'parentId',
    'reverses',
  ],
])

/** A value that the schema lets in, the same each time. `parts` are the document's schemas by their names. */
export function exampleOf(schema: JsonSchema, parts: ReadonlyMap<string, JsonSchema>, name = ''): unknown {
  if (typeof schema['$ref'] === 'string') {
    const part = parts.get(schema['$ref'].slice(schema['$ref'].lastIndexOf('/') + 1))
    return part ? exampleOf(part, parts, name) : null
  }
  if ('example' in schema) return schema['example']
  if ('const' in schema) return schema['const']
  if (Array.isArray(schema['enum'])) return schema['enum'][0]
  const either = schema['anyOf'] ?? schema['oneOf']
  if (Array.isArray(either)) {
    if (absent.has(name) && either.some((one) => isObject(one) && one['type'] === 'null')) return null
    const [first] = either.filter((one) => isObject(one) && one['type'] !== 'null')
    return isObject(first) ? exampleOf(first, parts, name) : null
  }
  const all = schema['allOf']
  if (Array.isArray(all))
    return Object.assign({}, ...all.map((one) => (isObject(one) ? exampleOf(one, parts, name) : null)))
  return typedExample(schema, parts, name)
}

function typedExample(schema: JsonSchema, parts: ReadonlyMap<string, JsonSchema>, name: string): unknown {
  switch (schema['type']) {
    case 'object':
      return objectExample(schema, parts)
    case 'array':
      return isObject(schema['items']) ? [exampleOf(schema['items'], parts, name)] : []
    case 'string':
      return textExample(schema, name)
    case 'integer':
    case 'number':
      return typeof schema['minimum'] === 'number' && schema['minimum'] > 1 ? schema['minimum'] : 1
    case 'boolean':
      return true
    default:
      return null
  }
}

function objectExample(
  { properties, propertyNames, additionalProperties, required }: JsonSchema,
  parts: ReadonlyMap<string, JsonSchema>,
): unknown {
  if (isObject(properties)) {
    // what may be switched on is left off: some such switches exclude each other
    const needed = Array.isArray(required) ? required : []
    const isSwitch = (name: string, one: unknown) =>
      isObject(one) && one['type'] === 'boolean' && !needed.includes(name)
    const each = Object.entries(properties).filter(([name, one]) => isObject(one) && !isSwitch(name, one))
    return Object.fromEntries(each.map(([name, one]) => [name, isObject(one) ? exampleOf(one, parts, name) : null]))
  }
  if (!isObject(additionalProperties) || Object.keys(additionalProperties).length === 0) return {}
  const keys =
    isObject(propertyNames) && Array.isArray(propertyNames['enum']) ? propertyNames['enum'].map(String) : ['name']
  return Object.fromEntries(keys.map((key) => [key, exampleOf(additionalProperties, parts, key)]))
}

function textExample({ format, pattern, minLength, maxLength }: JsonSchema, name: string): string {
  if (typeof format === 'string') {
    const found = formats[format]
    if (found === undefined) throw new Error(`Write an example for the format ${format} (${name}).`)
    return found
  }
  if (typeof pattern === 'string') {
    const found = patterns[pattern]
    if (found === undefined) throw new Error(`Write an example for the pattern ${pattern} (${name}).`)
    return found
  }
  const known = Object.hasOwn(names, name) ? names[name] : undefined
  const text = known ?? (minLength === undefined ? 'text' : `a ${name || 'text'}`)
  return typeof maxLength === 'number' ? text.slice(0, maxLength) : text
}
