import { expect, test } from 'vitest'
import { verify } from '#ledger/server/verify.ts'
import { recordTypes } from '../../product.ts'
import { appForTests } from '../../tests/harness.ts'
import { sampleOrg } from '../../tests/sampleOrg.ts'

const { app } = appForTests()

test.each(['zh-CN', 'en'] as const)(
  'the ledger of a sample company holds what its records say (%s)',
  async (language) => {
    const ada = await sampleOrg(app, { language })
    const { damages, entries } = await verify(app.db.of(ada.orgId), ada.orgId, recordTypes)
    expect(damages).toEqual([])
    expect(entries).toBeGreaterThan(0n)
  },
)
