import { expect, test } from 'vitest'
import { verify } from '#ledger/server/verify.ts'
import { recordTypes } from '../../product.ts'
import { appForTests } from '../../tests/harness.ts'
import { sampleOrg } from '../../tests/sampleOrg.ts'

const { app } = appForTests()

test('the ledger of a sample company holds what its records say', async () => {
  const began = performance.now()
  const ada = await sampleOrg(app, { scale: Number(process.env['SCALE'] ?? 0.02), language: 'zh-CN' })
  console.log(performance.now() - began)
  const { damages, entries, records } = await verify(app.db.of(ada.orgId), ada.orgId, recordTypes)
  console.log(entries, records)
  expect(damages).toEqual([])
})
