import { type Messages, mergeTexts } from './mergeTexts.ts'

/** The English texts of all parts of the product, but for those that come later: one chunk. */
export const messages: Messages = mergeTexts(
  import.meta.glob<Messages>(
    [
      '../../platform/*/text/en.json',
      '../../ledger/text/en.json',
      '../../practices/*/text/en.json',
      '../../sample/text/en.json',
      './en.json',
    ],
    { eager: true, import: 'default' },
  ),
)
