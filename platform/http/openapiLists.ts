import type { AnyField } from '#platform/record/field.ts'
import { type AnyDeclaration, exportable, fieldsOf, sortableOf } from '#platform/record/record.ts'
import { operators } from '#platform/record/resource.ts'
import type { JsonSchema } from './openapiExample.ts'

/** What every list takes beside its filters and orders, by name in the document. */
export const listParameters = {
  Search: query(
    'search',
    'Parts of the searchable texts: two characters and more, Chinese also by the initials of its pinyin.',
    {
      type: 'string',
      maxLength: 200,
      example: '云帆',
    },
  ),
  Limit: query('limit', 'How many at once.', { type: 'integer', minimum: 1, maximum: 200, default: 50 }),
  Cursor: query('cursor', 'The `nextCursor` of the page before, with the same filters and order.', {
    type: 'string',
    maxLength: 500,
  }),
  Count: query('count', 'Counts all that the filters let through.', { type: 'boolean', default: false }),
  Deleted: query('deleted', 'The deleted ones, which can be restored, in place of the others.', {
    type: 'boolean',
    default: false,
  }),
  Language: query('language', 'The language of a file, for links, which can’t say `Accept-Language`.', {
    type: 'string',
    enum: ['en', 'zh-CN'],
  }),
  Include: query('include', '`names`: what the ids in the records are called.', { type: 'string', enum: ['names'] }),
} as const

function query(name: string, description: string, schema: JsonSchema) {
  return { name, in: 'query', description, schema, required: false }
}

/** The filters and orders of a list, from its declaration. */
export function listParametersOf(declaration: AnyDeclaration): unknown[] {
  return [
    ...filtersAndOrders(declaration),
    ...Object.keys(listParameters)
      .filter((name) => !ofFiles(name))
      .map(partRef),
  ]
}

/** The same for the file of a list, which has no pages. */
export function exportParametersOf(declaration: AnyDeclaration): unknown[] {
  const fields = query(
    'fields',
    'Columns, by the names of their fields, with commas between; all that a file can hold where not given.',
    { type: 'string', maxLength: 2000, example: exportable(declaration).slice(0, 4).join() },
  )
  const format = query('format', 'CSV, or a workbook.', { type: 'string', enum: ['csv', 'xlsx'], default: 'csv' })
  return [...filtersAndOrders(declaration), fields, format, ...['Search', 'Deleted', 'Language'].map(partRef)]
}
const ofFiles = (name: string) => name === 'Language'
const partRef = (name: string) => ({ $ref: `#/components/parameters/${name}` })

function filtersAndOrders(declaration: AnyDeclaration): unknown[] {
  const filters = [
    ...fieldsOf(declaration).filter(([, field]) => field.filterable),
    ...(['id', 'createdAt', 'updatedAt', 'createdBy'] as const).map((name) => [name, null] as const),
  ]
  const sorts = sortableOf(declaration).flatMap((name) => [name, `-${name}`])
  return [
    ...filters.map(([name, field]) => filterOf(name, field)),
    query('sort', 'One field, `-` for descending; the id breaks ties, what is absent comes last.', {
      type: 'string',
      enum: sorts,
      default: declaration.sort,
    }),
  ]
}

function filterOf(name: string, field: AnyField | null) {
  const value = filterValue(name, field)
  const named = operators.filter((op) => op !== 'contains')
  const properties = Object.fromEntries(
    named.map((op): [string, JsonSchema] => [
      op,
      op === 'empty'
        ? { type: 'string', enum: ['true', 'false'] }
        : op === 'in'
          ? { type: 'array', items: value, maxItems: 200 }
          : value,
    ]),
  )
  return {
    name: `filter[${name}]`,
    in: 'query',
    required: false,
    description: `\`filter[${name}][op]=value\``,
    style: 'deepObject',
    explode: true,
    schema: { type: 'object', properties, additionalProperties: false, example: { eq: exampleFor(value) } },
  }
}

const exampleFor = (value: JsonSchema) => value['example'] ?? (Array.isArray(value['enum']) ? value['enum'][0] : 'text')

function filterValue(name: string, field: AnyField | null): JsonSchema {
  if (field?.kind === 'choice') return { type: 'string', enum: [...field.options] }
  if (field?.kind === 'flag') return { type: 'string', enum: ['true', 'false'] }
  if (field?.kind === 'money') return { type: 'string', pattern: '^-?\\d+(\\.\\d+)? [A-Z]{3}$', example: '1000.00 CNY' }
  if (field?.kind === 'day') return { type: 'string', format: 'date', example: '2026-11-24' }
  if (field?.kind === 'integer') return { type: 'string', pattern: '^-?\\d+$', example: '12' }
  if (field?.kind === 'instant' || name.endsWith('At'))
    return { type: 'string', format: 'date-time', example: '2026-11-24T09:30:00.000Z' }
  if (field === null || field.kind === 'relation')
    return { type: 'string', format: 'uuid', example: '019aa2f4-1c80-7c41-9d2f-3f2b1c0e5a77' }
  return { type: 'string', example: 'Nordwind' }
}
