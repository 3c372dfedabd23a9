/** How a deal stands; cancelled is a later event, not what a file says of a deal. */
export type DealOutcome = 'open' | 'won' | 'lost'

const WORDS: Readonly<Record<DealOutcome, string>> = {
  open: 'open|in progress|active|进行中|跟进中|未结束|在谈',
  won: 'won|win|closed won|closed - won|closedwon|deal won|won deal|成交|赢单|已成交|已赢单|赢单关闭|成功|已签约|签约成交',
  lost: 'lost|loss|closed lost|closed - lost|closedlost|deal lost|lost deal|输单|丢单|失单|已输单|输单关闭|流失|失败|已丢单|未成交',
}
const outcomes: ReadonlyMap<string, DealOutcome> = new Map([
  ...WORDS.open.split('|').map((word) => [word, 'open'] as const),
  ...WORDS.won.split('|').map((word) => [word, 'won'] as const),
  ...WORDS.lost.split('|').map((word) => [word, 'lost'] as const),
])

const CANCELLED: ReadonlySet<string> = new Set('cancelled|canceled|已取消|取消|退单|已退单'.split('|'))
const wordOf = (text: string) =>
  text
    .normalize('NFKC')
    .trim()
    .toLowerCase()
    .replace(/[\s_]+/g, ' ')

/** Whether a status says that the customer took the order back. */
export const saysCancelled = (text: string) => CANCELLED.has(wordOf(text))

/** What a word in a column of statuses or stages says: "Closed Won", 赢单. Null for any other word. */
export function outcomeIn(text: string): DealOutcome | null {
  return outcomes.get(wordOf(text)) ?? null
}

/** The same for a column of stages, where "active" or 跟进中 is a stage like any other. */
export function closedIn(text: string): 'won' | 'lost' | null {
  const outcome = outcomeIn(text)
  return outcome === 'open' ? null : outcome
}
