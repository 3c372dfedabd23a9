import { useTranslations } from 'use-intl'
import { Status, type Tone } from '#web/parts/Status.tsx'
import type { BatchState } from '../contract.ts'

const tones: Readonly<Record<BatchState, Tone>> = {
  open: 'accent',
  running: 'ahead',
  stopped: 'risk',
  done: 'ontrack',
  undoing: 'ahead',
  undone: 'quiet',
}

export function BatchStatus({ of }: { readonly of: BatchState }) {
  const t = useTranslations('import.state')
  return <Status tone={tones[of]}>{t(of)}</Status>
}
