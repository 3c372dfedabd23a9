import { useTranslations } from 'use-intl'
import { mayRead } from '#ledger/contract.ts'
import { useMe } from '#web/api/session.ts'

const reaches: ReadonlyMap<string, string> = new Map(Object.entries(mayRead))

/** Whose figures a reader sees who does not see all, in a sentence: a total is only of those. Null for who sees all. */
export function useReachText(): string | null {
  const t = useTranslations('ledger.reach')
  const { role } = useMe().member
  if (role === 'owner' || role === 'admin') return null
  const reach = reaches.get(role)
  return reach === 'all' ? null : t(reach === 'line' ? 'line' : 'own')
}
