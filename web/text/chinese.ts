import { type Messages, mergeTexts } from './mergeTexts.ts'

/** The Chinese texts of all parts of the product: one chunk. */
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
