import { useTranslations } from 'use-intl'
import { Status, type Tone } from '#web/parts/Status.tsx'
import type { dealStatuses } from '../records/deal.ts'

type State = (typeof dealStatuses)[number]
const tones: Readonly<Record<State, Tone>> = { open: 'accent', won: 'ontrack', lost: 'off', cancelled: 'quiet' }

export function DealStatus({ of }: { readonly of: State }) {
  const t = useTranslations('crm.deal')
  return <Status tone={tones[of]}>{t(`status_${of}`)}</Status>
}
