import { expect, test } from 'vitest'
import written from './contract.generated.json' with { type: 'json' }
import { contracts } from './contracts.ts'
import { routesOf } from './routesOf.ts'

test('the routes that the browser knows are those of the contracts (else run: node web/writeContract.ts)', () => {
  expect(written).toEqual(routesOf(contracts))
})
