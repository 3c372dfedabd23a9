import { useTranslations } from 'use-intl'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { SetTargetForm } from './SetTargetForm.tsx'
import type { Wished } from './wished.ts'

interface Props {
  readonly given?: Partial<Wished>
  readonly onClose: () => void
}

/** Sets a target from anywhere: whose, of which figure, for which period, how much. */
export default function SetTargetPanel({ given = {}, onClose }: Props) {
  const t = useTranslations('goals.set')
  return (
    <SidePanel title={t('title')} onClose={onClose}>
      <SetTargetForm given={given} onClose={onClose} />
    </SidePanel>
  )
}
