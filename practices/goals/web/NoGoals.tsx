import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'

/** Before the first target of a period: the first step, or what will be here. */
export function NoGoals({ onSet }: { readonly onSet: () => void }) {
  const t = useTranslations('goals.empty')
  const may = useMay()
  if (!may('target.create')) return <EmptyState title={t('title')}>{t('soon')}</EmptyState>
  return (
    <EmptyState
      title={t('title')}
      action={
        <Button first onClick={onSet}>
          {t('set')}
        </Button>
      }
    >
      {t('why')}
    </EmptyState>
  )
}
