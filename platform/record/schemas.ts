import { z } from 'zod'
import type { AnyField } from './field.ts'
import { type AnyDeclaration, type ChangeOf, type Declaration, fieldsOf, type NewOf, type WireOf } from './record.ts'

/** The Zod schemas of what travels. They check form only; what a value means is checked where it is read. */
export const id = z.uuid()
export const dayText = z.iso.date()
export const instantSchema = z.iso.datetime({ offset: true })
export const decimalText = z.string().regex(/^-?\d{1,18}(\.\d{1,12})?$/)
export const moneySchema = z.object({
  amount: z.string().regex(/^-?\d{1,18}(\.\d{1,4})?$/),
  currency: z.string().regex(/^[A-Z]{3}$/),
})
const creditsSchema = z.array(z.object({ memberId: id, share: decimalText })).max(50)

function bare(field: AnyField): z.ZodType {
  switch (field.kind) {
    case 'text':
      return z
        .string()
        .trim()
        .min(1)
        .max(field.max ?? 1000)
    case 'integer':
      return z
        .int()
        .min(field.from ?? -2147483648)
        .max(field.to ?? 2147483647)
    case 'rate':
      return decimalText
    case 'money':
      return moneySchema
    case 'day':
      return dayText
    case 'instant':
      return instantSchema
    case 'flag':
      return z.boolean()
    case 'choice':
      return z.enum(field.options as [string, ...string[]])
    case 'relation':
      return id
    case 'credits':
      return creditsSchema
    case 'json':
      return z.json()
  }
}
const schemaOfField = (field: AnyField) => (field.required ? bare(field) : bare(field).nullable())

export interface Schemas<D extends Declaration> {
  readonly record: z.ZodType<WireOf<D>, WireOf<D>>
  readonly create: z.ZodType<NewOf<D>, NewOf<D>>
  readonly change: z.ZodType<ChangeOf<D>, ChangeOf<D>>
}

function build(declaration: AnyDeclaration) {
  const shape = (fields: readonly (readonly [string, AnyField])[], each: (field: AnyField) => z.ZodType) =>
    Object.fromEntries(fields.map(([name, field]) => [name, each(field)]))
  const own = Object.entries(declaration.fields)
  return {
    record: z.object({
      id,
      version: z.int(),
      createdAt: instantSchema,
      createdBy: id.nullable(),
      updatedAt: instantSchema,
      deletedAt: instantSchema.nullable(),
      ...shape(fieldsOf(declaration), schemaOfField),
    }),
    create: z.strictObject(shape(own, (field) => (field.required ? bare(field) : bare(field).nullable().optional()))),
    change: z.strictObject(shape(own, (field) => schemaOfField(field).optional())),
  }
}

const built = new WeakMap<AnyDeclaration, unknown>()
/** Built on first use: ninety record types would cost half a second and 40 MB at start. */
export function schemasOf<D extends Declaration>(declaration: D): Schemas<D> {
  const known = built.get(declaration) ?? build(declaration)
  built.set(declaration, known)
  return known as Schemas<D>
}
