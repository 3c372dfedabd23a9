import { type Messages, mergeTexts } from './mergeTexts.ts'

/** The Chinese texts of all parts of the product, but for those that come later: one chunk. */
export const messages: Messages = mergeTexts(
  import.meta.glob<Messages>(
    [
      '../../platform/*/text/zh-CN.json',
      '../../ledger/text/zh-CN.json',
      '../../practices/*/text/zh-CN.json',
      '../../sample/text/zh-CN.json',
      './zh-CN.json',
    ],
    { eager: true, import: 'default' },
  ),
)
