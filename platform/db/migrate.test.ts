import { expect, test } from 'vitest'
import { requireKnown, requireVersion } from './migrate.ts'

test('a PostgreSQL older than 16 is refused by its number, and 16 is not', () => {
  expect(() => requireVersion('150013')).toThrow(
    expect.objectContaining({ code: 'database.too_old', details: { value: 15, needed: 16 } }),
  )
  expect(() => requireVersion('160000')).not.toThrow()
  expect(() => requireVersion('180004')).not.toThrow()
})

test('a database with a migration that this program does not have is a newer one', () => {
  const all = [{ name: '0001-tenant', sql: '' }]
  expect(() => requireKnown(['0001-tenant', '0999-flying'], all)).toThrow(
    expect.objectContaining({ code: 'database.newer', details: { value: '0999-flying' } }),
  )
  expect(() => requireKnown([], all)).not.toThrow()
})
