import { Skeleton } from '@mantine/core'
import { useTranslations } from 'use-intl'

/** The shape of what is coming, so that nothing jumps when it comes. */
export function Waiting({ lines = 3 }: { readonly lines?: number }) {
  const t = useTranslations('web')
  return (
    <div role="status" aria-label={t('loading')} style={{ display: 'grid', gap: 12, paddingBlock: 8 }}>
      {Array.from({ length: lines }, (_, line) => (
        <Skeleton key={String(line)} height={14} width={`${[92, 64, 78, 56][line % 4]}%`} radius={4} />
      ))}
    </div>
  )
}
