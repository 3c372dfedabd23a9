import { expect, test } from 'vitest'
import { draft } from '#ledger/server/save.ts'
import { money, text } from './field.ts'
import { record } from './record.ts'
import { rowOf } from './wire.ts'

const product = record({
  type: 'product',
  path: 'products',
  practice: 'tests',
  fields: { name: text({ required: true }), price: money(), cost: money() },
  may: {},
})
const priced = (costCurrency: string) =>
  draft(product, {
    name: 'Sensor',
    price: { amount: 9_900n, currency: 'CNY' },
    cost: { amount: 4_000n, currency: costCurrency },
  })

test('the amounts of a record share one currency', () => {
  expect(rowOf(product, priced('CNY'))).toMatchObject({ price: '9900', cost: '4000', currency: 'CNY' })
})

test('an amount in another currency than the first is refused, and both are named', () => {
  expect(() => rowOf(product, priced('USD'))).toThrow(
    expect.objectContaining({
      code: 'money.mixed_currencies',
      details: { field: 'cost', value: 'USD', expected: 'CNY' },
    }),
  )
})
