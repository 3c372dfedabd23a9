import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Dialog } from '#web/parts/Dialog.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { type DealWire, deal as declaration } from '../records/deal.ts'
import { dealSource } from './sources.ts'

interface Props {
  readonly deal: DealWire
  readonly onClose: () => void
}

/** A loss wants its reason: it is what the next deal learns from. */
export default function LoseDialog({ deal, onClose }: Props) {
  const t = useTranslations('crm.loseDialog')
  const { today } = useMe()
  const settle = useSettle(dealSource)
  const { lossReasonId, closedOn } = declaration.kept
  const asked = {
    fields: {
      lossReasonId: { ...lossReasonId, required: true },
      competitor: declaration.fields.competitor,
      on: { ...closedOn, required: true },
    },
  }
  const lose = async (values: Values) => {
    const competitor = textOf(values.competitor)
    const lost = await client.crm.deals.lose(
      {
        id: deal.id,
        lossReasonId: textOf(values.lossReasonId),
        on: textOf(values.on),
        ...(competitor ? { competitor } : {}),
      },
      { context: { ifMatch: deal.version } },
    )
    onClose()
    await settle(lost)
    notify(t('done', { name: deal.name }), () => void client.crm.deals.reopen({ id: deal.id }).then(settle))
  }
  return (
    <Dialog onClose={onClose} title={t('title')}>
      <RecordForm
        source={{ declaration: { ...declaration, ...asked } }}
        fields={['lossReasonId', 'competitor', 'on']}
        values={{ on: today, competitor: deal.competitor }}
        submit={t('lose')}
        onSubmit={lose}
        onCancel={onClose}
      />
    </Dialog>
  )
}
