import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { openDeal } from '#crm/server/openDeal.ts'
import { headSeq } from '#ledger/server/question.ts'
import { writing } from '#ledger/server/writing.ts'
import { appForTests, buildOrg } from './harness.ts'

const { app } = appForTests()

test('a reader who saw a position never finds a new entry at or below it, while many write and some give up', async () => {
  const ada = await buildOrg(app)
  const db = app.db.of(ada.orgId)
  const founded = await headSeq(db, ada.orgId)
  const stage = await db.selectFrom('stage').select('id').where('org_id', '=', ada.orgId).executeTakeFirstOrThrow()
  let writers = 4
  const write = async (writer: number) => {
    for (let i = 0; i < 15; i += 1) {
      const values = { name: `${writer}-${i}`, stageId: stage.id, ownerId: ada.memberId }
      const work = writing(app, ada, async (unit) => {
        await openDeal(unit, values)
        if (i % 5 === 4) throw new Error('given up')
      })
      await work.catch((error: unknown) => expect(String(error)).toContain('given up'))
    }
    writers -= 1
  }
  const seen = new Set<bigint>()
  const read = async () => {
    while (writers > 0) {
      const head = await headSeq(db, ada.orgId)
      const known = new Set(seen)
      const { rows } = await sql<{
        seq: bigint
      }>`select seq from ledger_entry where org_id = ${ada.orgId}::uuid and seq <= ${head} order by seq`.execute(db)
      const later = await sql<{
        n: bigint
      }>`select count(*) as n from ledger_entry where org_id = ${ada.orgId}::uuid and seq <= ${head}`.execute(db)
      expect(later.rows[0]?.n).toBe(BigInt(rows.length))
      const below = [...known].reduce((most, seq) => (seq > most ? seq : most), 0n)
      for (const { seq } of rows) {
        expect(seq > below || known.has(seq)).toBe(true)
        seen.add(seq)
      }
    }
  }
  await Promise.all([...[0, 1, 2, 3].map(write), read()])
  expect(await headSeq(db, ada.orgId)).toBe(founded + 4n * 12n * 2n)
})
