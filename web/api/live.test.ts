import { QueryClient } from '@tanstack/react-query'
import { expect, test } from 'vitest'
import { changed } from './live.ts'

const loaded = [
  [['crm', 'deals'], 'list'],
  [['crm', 'accounts'], 'list'],
  [['ledger', 'metrics'], 'values'],
  [['auth', 'session', 'me'], {}],
  [['notices', 'unread'], {}],
] as const

/** What is asked for again after a message, by the beginning of its key. */
function askedAgain(topic: string): string[] {
  const queries = new QueryClient()
  for (const key of loaded) queries.setQueryData(key, {})
  changed(queries, topic)
  return loaded.filter((key) => queries.getQueryState(key)?.isInvalidated).map(([[, name]]) => name)
}

test('a change of a deal asks for deals and numbers again, and for nothing else', () => {
  expect(askedAgain('deal')).toEqual(['deals', 'metrics'])
})

test('a notice rings the bell, and nothing else is asked for again', () => {
  expect(askedAgain('notice')).toEqual(['unread'])
})

test('after a long time away everything is asked for again', () => {
  expect(askedAgain('*')).toEqual(['deals', 'accounts', 'metrics', 'session', 'unread'])
})
