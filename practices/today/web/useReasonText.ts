import { useTranslations } from 'use-intl'
import type { NextJson } from '../contract.ts'

/** Why something is to be done, in words. */
export function useReasonText() {
  const t = useTranslations('today.reason')
  const one = (item: NextJson, { kind, days, usual }: NextJson['reasons'][number]) =>
    t(kind, { days, usual, stage: item.stage ?? '' })
  const all = (item: NextJson) =>
    [
      ...item.reasons.slice(0, 2).map((reason) => one(item, reason)),
      ...(item.pushes >= 2 ? [t('pushed', { count: item.pushes })] : []),
    ].join(t('between'))
  return { one, all }
}
