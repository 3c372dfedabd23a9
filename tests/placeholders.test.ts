import { expect, test } from 'vitest'
import { placeholdersOf } from './placeholders.ts'

test.each([
  ['还有 {count, number} 笔回款待确认，确认后计入{period}', ['count', 'period']],
  [
    '{count, plural, one {# payment of {name}} other {# payments}} count in <b>{period}</b>',
    ['count', 'name', '<b>', 'period'],
  ],
  ["It’s {name}'s and don't '{quote}' ''{x}''", ['name', 'x']],
  ['{direction, select, over {Take {by} away} other {Give {by}}}', ['direction', 'by']],
  ['{day, date, medium}', ['day']],
  ['nothing', []],
])('%s', (message, names) => {
  expect([...placeholdersOf(message)]).toEqual(names)
})

test.each(['{name', 'a } b', '{n, plural, one {#}}', '{n, plural, one {# other {#}}', '{}'])(
  '%s is refused',
  (message) => {
    expect(() => placeholdersOf(message)).toThrow()
  },
)
