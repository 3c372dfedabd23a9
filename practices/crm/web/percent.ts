import { ratioText } from '#ledger/rules/rounding.ts'
import { parseShare, shareText } from '#ledger/rules/share.ts'

/** "0.333334" → "33.3334": a share as people write it. */
export const percentOf = (share: string) => ratioText(parseShare(share), 10_000n, 4)

/** "33.3334" → "0.333334"; null where it is no percentage from 0 to 100 with up to four places. */
export function shareOf(percent: string): string | null {
  const match = /^(\d{1,3})(?:\.(\d{1,4}))?$/.exec(percent.trim().replace('%', ''))
  if (match === null) return null
  const millionths = BigInt(`${match[1] ?? ''}${(match[2] ?? '').padEnd(4, '0')}`)
  return millionths > 1_000_000n ? null : shareText(millionths)
}
