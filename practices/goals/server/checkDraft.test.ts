import { beforeEach, expect, test } from 'vitest'
import { money, type Sellers, sellers } from '../../../tests/sellers.ts'
import { at, codeOf, listAt, productServed, textAt } from '../../../tests/serving.ts'

const served = productServed()
let shop: Sellers
beforeEach(async () => {
  shop = await sellers(served, '2026-04-10')
})
const check = async (draft: object, as = shop.api) => {
  const answer = await as.post('/goals/check', draft)
  expect([answer.status, answer.body]).toEqual([200, answer.body])
  return answer.body
}
const codes = (body: unknown) =>
  listAt(body, 'letters').flatMap((one) =>
    listAt(one, 'findings').map((found) => `${textAt(one, 'letter')} ${textAt(found, 'code')}`),
  )

test('of an empty draft every letter says what to add, in words', async () => {
  const body = await check({})
  expect(codes(body)).toEqual(['S metric_missing', 'S owner_missing', 'M amount_missing', 'T period_missing'])
  expect(at(body, 'letters.0')).toMatchObject({ letter: 'S', ok: false })
  expect(textAt(body, 'letters.0.findings.0.says')).toBe('Say which figure it is about.')
})

test('more than 19 of 20 reached, and more than open deals and the last quarter bear, is told with the amounts', async () => {
  const stageId = textAt((await shop.api.get('/stages')).body, 'items.0.id')
  shop.day('2026-02-10')
  await shop.win(shop.maya, '1000')
  await shop.win(shop.tomas, '3000')
  shop.day('2026-04-10')
  await shop.make('/deals', { name: 'X', stageId, ownerId: shop.maya, amount: money('500'), closesOn: '2026-06-01' })
  await shop.make('/targets', { metric: 'revenue_booked', period: '2026-Q2', amount: '9000', memberId: null })
  const draft = { metric: 'revenue_booked', memberId: shop.maya, period: '2026-Q2', amount: '2500' }
  const body = await check(draft)
  expect(codes(body)).toEqual(['A beyond_most', 'A capacity_short'])
  expect(at(body, 'letters.2.findings.1.params')).toEqual({
    amount: '2500.00 CNY',
    open: '500.00 CNY',
    trailing: '1000.00 CNY',
    missing: '1000.00 CNY',
  })
  expect(codes(await check({ ...draft, amount: '0' }))).toEqual([])
  // advice, not a lock
  await shop.make('/targets', draft)
})

test('activity alone wants company, a sixth goal is one too many, and what is over can’t be reached any more', async () => {
  for (const metric of ['deals_won', 'new_logos', 'win_rate_count', 'pushes', 'meetings_held'])
    await shop.make('/targets', { metric, period: '2026-Q2', amount: '1', memberId: shop.maya })
  const draft = {
    metric: 'calls_made',
    memberId: shop.tomas,
    period: '2026-Q2',
    amount: '10',
    notAlignedFor: 'a trial',
  }
  expect(codes(await check(draft))).toEqual(['M source_silent', 'also no_quality_goal', 'also no_outcome_goal'])
  expect(codes(await check({ ...draft, memberId: shop.maya }))).toEqual(['M source_silent', 'also many_goals'])
  expect(codes(await check({ ...draft, period: '2025-Q2' }))).toContain('T period_over')
  const refused = await shop.as(shop.maya, 'rep').post('/goals/check', draft)
  expect(codeOf(refused)).toBe('access.owner_out_of_reach')
})

test('a fifth more than in the last quarter that is over comes with its amount filled in', async () => {
  shop.day('2026-02-10')
  await shop.win(shop.maya, '1000.01')
  shop.day('2026-04-10')
  const answer = await shop.api.get(`/goals/suggestions?memberId=${shop.maya}`)
  expect(answer.body).toMatchObject({
    items: [
      { key: 'asBefore', metric: 'revenue_booked', amount: money('1000.01') },
      {
        key: 'fifthMore',
        metric: 'revenue_booked',
        period: '2026-Q3',
        amount: money('1200.01'),
        basedOn: { period: '2026-Q1', value: money('1000.01') },
      },
      { key: 'thirtyNew', metric: 'new_logos', amount: '30', basedOn: null },
    ],
  })
})

test('what is carried on is of the figure that is asked for; nobody is asked for a part of a deal', async () => {
  shop.day('2026-02-10')
  for (const amount of ['1', '2', '3']) await shop.win(shop.maya, amount)
  shop.day('2026-04-10')
  const keys = async (metric: string) => {
    const { body } = await shop.api.get(`/goals/suggestions?memberId=${shop.maya}&period=2026-Q2&metric=${metric}`)
    return listAt(body, 'items').map(
      (one) => `${textAt(one, 'key')} ${textAt(one, 'metric')} ${JSON.stringify(at(one, 'amount'))}`,
    )
  }
  expect(await keys('deals_won')).toEqual([
    'asBefore deals_won "3"',
    'fifthMore deals_won "4"',
    'thirtyNew new_logos "30"',
  ])
  expect(await keys('win_rate_count')).toEqual(['asBefore win_rate_count "1"', 'thirtyNew new_logos "30"'])
})
