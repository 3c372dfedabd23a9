import { expect, test } from 'vitest'
import { detectColumn } from './detect.ts'
import { fullName } from './fullName.ts'
import { guessMapping } from './headers.ts'
import { chosenKey, mappedFields, missingFields, possibleKeys } from './mappedFields.ts'
import { columnQuestions, suggestedAnswer, type ValueQuestion } from './questions.ts'
import { changedSettings, columnReadings, foundColumn, guessedSettings } from './settings.ts'
import { targetFields } from './targets.ts'

const fields = targetFields('deals')
const needs = { fields, instead: { name: ['product'] }, derived: {}, keys: [['externalId'], ['name', 'account']] }

function columnsOf(table: Readonly<Record<string, readonly string[]>>) {
  const headers = Object.keys(table)
  const columns = headers.map((header) => detectColumn(table[header] ?? []))
  return guessMapping({ headers, columns, fields }).flatMap((guess, i) => {
    const detection = columns[i]
    return detection === undefined ? [] : [foundColumn(guess, detection)]
  })
}
const columns = columnsOf({
  opportunity_id: ['D1', 'D2'],
  owner: ['Maya', 'Lin'],
  stage: ['Won', 'Won'],
  product: ['GTX Pro', 'GTX Pro'],
  close_date: ['03/04/2017', '05/06/2017'],
  amount: ['$100', '$20'],
})
const settings = guessedSettings(columns)

test('a date that may be read in two ways is asked; what a person says is what holds', () => {
  const asked = columnQuestions(columnReadings(columns, settings, fields), () => [], 'CNY')
  expect(asked).toMatchObject([
    { id: 'format:close_date', choices: ['D/M/YYYY', 'M/D/YYYY'], answer: null, blocking: true },
    { id: 'currency:amount', answer: null, blocking: true },
  ])
  const said = changedSettings(settings, { formats: { close_date: 'D/M/YYYY' }, currencies: { amount: 'USD' } })
  expect(columnQuestions(columnReadings(columns, said, fields), () => [], 'CNY')).toEqual([])
})

test('a sign that may be the organisation’s own currency is taken for it, and said', () => {
  const asked = columnQuestions(columnReadings(columns, settings, fields), () => [], 'USD')
  expect(asked).toContainEqual(expect.objectContaining({ asks: 'currency', answer: 'USD', blocking: false }))
})

test('a few dates that can’t be read don’t keep the column from being one of dates', () => {
  const mixed = columnsOf({ close_date: ['2017-03-01', '2017-03-02', 'soon', 'later'], amount: ['1', '2', '3', '4'] })
  const [reading] = columnReadings(mixed, guessedSettings(mixed), fields)
  expect(reading).toMatchObject({ format: null, asks: ['format'] })
  const most = columnsOf({
    close_date: ['2017-03-01', '2017-03-02', '2017-03-03', 'later'],
    amount: ['1', '2', '3', '4'],
  })
  expect(columnReadings(most, guessedSettings(most), fields)[0]).toMatchObject({ format: 'YYYY-M-D', asks: [] })
})

test('what a deal needs and the file does not give is missing, unless something stands for it', () => {
  const mapped = mappedFields(needs, settings)
  expect(missingFields(needs, mapped)).toEqual([])
  const without = changedSettings(settings, { columns: { product: null, owner: null } })
  expect(missingFields(needs, mappedFields(needs, without))).toEqual(['name', 'owner'])
})

test('rows are matched by the best key that has no empty cell, unless somebody chooses another', () => {
  const half = columnsOf({
    id: ['D1', ''],
    name: ['One', 'Two'],
    account: ['A', 'B'],
    owner: ['Maya', 'Lin'],
    stage: ['Won', 'Won'],
  })
  const guessed = guessedSettings(half)
  const mapped = mappedFields(needs, guessed)
  expect(possibleKeys(needs, mapped)).toEqual([['externalId'], ['name', 'account']])
  expect(chosenKey(needs, guessed, mapped, half)).toEqual(['name', 'account'])
  expect(chosenKey(needs, { ...guessed, key: ['externalId'] }, mapped, half)).toEqual(['externalId'])
})

const question: ValueQuestion = {
  id: 'record:product:GTXPro',
  asks: 'record',
  header: 'product',
  field: 'product',
  type: 'product',
  value: 'GTXPro',
  rows: 1480,
  found: 'near',
  proposals: [{ id: 'p1', name: 'GTX Pro', score: 0.97 }],
  creation: 'offered',
  answer: null,
  blocking: false,
}

test('accepting suggestions links to the one nearest, and never chooses between two', () => {
  expect(suggestedAnswer(question)).toEqual({ to: 'p1' })
  expect(
    suggestedAnswer({ ...question, proposals: [...question.proposals, { id: 'p2', name: 'GTX-Pro', score: 0.97 }] }),
  ).toBeNull()
  expect(suggestedAnswer({ ...question, found: 'ambiguous', creation: 'suggested' })).toBeNull()
  expect(suggestedAnswer({ ...question, found: 'none', proposals: [] })).toBeNull()
  expect(suggestedAnswer({ ...question, found: 'none', proposals: [], creation: 'suggested' })).toEqual({
    create: true,
  })
  expect(suggestedAnswer({ ...question, answer: { without: true } })).toEqual({ without: true })
})

test('a full name is put together as its language does', () => {
  expect([fullName('Ada', 'Lovelace'), fullName('悦', '林'), fullName('Ada', null), fullName(null, undefined)]).toEqual(
    ['Ada Lovelace', '林悦', 'Ada', null],
  )
})
