import { type Messages, mergeTexts } from './mergeTexts.ts'

/** The Chinese texts that come with such a screen: one chunk, for screens that few open first. */
export const messages: Messages = mergeTexts(
  import.meta.glob<Messages>(
    [
      '../../platform/*/text/zh-CN.json',
      '../../ledger/text/zh-CN.json',
      '../../practices/*/text/zh-CN.json',
      '../../sample/text/zh-CN.json',
      './zh-CN.json',
    ],
    { eager: true, import: 'default', query: '?later' },
  ),
)
