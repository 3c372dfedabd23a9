import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { save } from '#ledger/server/save.ts'
import { writing } from '#ledger/server/writing.ts'
import { appForTests, buildOrg } from '../../../tests/harness.ts'
import { win } from '../rules/dealMoves.ts'
import { openDeal } from './openDeal.ts'
import { Deal } from './types.ts'

const { app } = appForTests()

test('a deal that is won stands in the ledger with its amount, and winning it twice is refused', async () => {
  const ada = await buildOrg(app)
  const stageId = await writing(
    app,
    ada,
    async (write) =>
      (await write.tx.selectFrom('stage').select('id').where('org_id', '=', ada.orgId).executeTakeFirstOrThrow()).id,
  )
  const opened = await writing(app, ada, (write) =>
    openDeal(write, { name: 'Nordwind', stageId, ownerId: ada.memberId, amount: { amount: 100_00n, currency: 'CNY' } }),
  )
  await writing(app, ada, async (write) => {
    const rate = () => ({ n: '1', d: '1', rate: '1', on: write.today.toString() })
    await save(
      write,
      Deal,
      opened,
      win(opened, { on: write.today, today: write.today, amount: null, credits: null, prices: null, rate }),
    )
  })
  const { rows } = await sql<{
    kind: string
    amount_base: bigint
    seq: bigint
  }>`select kind, amount_base, seq from ledger_entry where org_id = ${ada.orgId}::uuid order by seq`.execute(
    app.db.of(ada.orgId),
  )
  expect(rows.map((row) => [row.kind, row.amount_base])).toEqual([
    ['deal.created', 100_00n],
    ['deal.stage_entered', 100_00n],
    ['deal.won', 100_00n],
  ])
})
