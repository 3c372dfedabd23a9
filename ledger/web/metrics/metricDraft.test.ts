import { expect, test } from 'vitest'
import { draftOf, emptyDraft, formulaOf, keyFor, withMeasure } from './metricDraft.ts'

const choices = {
  kinds: [
    { kind: 'deal.lost', says: 'Deal lost', hasAmount: true, time: null, dims: ['product', 'lost_reason'] },
    { kind: 'call.made', says: 'Call made', hasAmount: false, time: 'minutes' as const, dims: ['outcome'] },
  ],
  dims: ['product', 'lost_reason', 'outcome'].map((dim) => ({ dim, says: dim, values: [] })),
}
const lost = { kinds: ['deal.lost'], measure: 'amount' as const, only: [] }

test('a key is made of the English name', () => {
  expect(keyFor('Lost deals’ amount')).toBe('lost_deals_amount')
  expect(keyFor('2 calls!')).toBe('calls')
  expect(keyFor('输单金额')).toBe('')
})

test('what the chosen events do not carry is no longer measured, nor filtered by', () => {
  const only = [{ dim: 'lost_reason', not: false, values: ['x'] }]
  expect(withMeasure('sum', { ...lost, kinds: ['call.made'], only }, choices)).toEqual({
    kinds: ['call.made'],
    measure: 'time',
    only: [],
  })
})

test('a metric comes back into the form as it was saved', () => {
  const draft = { ...emptyDraft, nameEn: 'Lost', nameZh: '输单额', key: 'lost', of: lost, direction: 'lower' as const }
  const saved = { ...draft, name: 'Lost', formula: formulaOf(draft) }
  expect(draftOf(saved)).toEqual(draft)
  expect(formulaOf(emptyDraft)).toBeNull()
})
