import { type Messages, mergeTexts } from './mergeTexts.ts'

/** The English texts that come with such a screen: one chunk, for screens that few open first. */
export const messages: Messages = mergeTexts(
  import.meta.glob<Messages>(
    [
      '../../platform/*/text/en.json',
      '../../ledger/text/en.json',
      '../../practices/*/text/en.json',
      '../../sample/text/en.json',
      './en.json',
    ],
    { eager: true, import: 'default', query: '?later' },
  ),
)
