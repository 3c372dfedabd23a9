/** How a typed quarter or year is parted. */
export const splitWays = ['equal', 'lastYear', 'workingDays'] as const
export type SplitWay = (typeof splitWays)[number]

/** What the page shows. It stands in the address, so that a link shows a colleague the same. */
export interface QuotaView {
  readonly metric?: string
  readonly year?: string
  readonly team?: string
  /** How a typed quarter or year is split over its months; equally where it is not given. */
  readonly split?: SplitWay
  /** On a phone: whose months are open, as the sheet names the row. */
  readonly row?: string
}

export function quotaSearch(given: Readonly<Record<string, unknown>>): QuotaView {
  const text = (name: string) => (typeof given[name] === 'string' && given[name] !== '' ? given[name] : undefined)
  return withoutGaps({
    metric: text('metric'),
    year: text('year'),
    team: text('team'),
    split: splitWays.find((one) => one === given['split'] && one !== 'equal'),
    row: text('row'),
  })
}

const withoutGaps = (view: { readonly [name in keyof QuotaView]: QuotaView[name] | undefined }): QuotaView =>
  Object.fromEntries(Object.entries(view).filter(([, value]) => value !== undefined))
