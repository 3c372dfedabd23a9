import { useTranslations } from 'use-intl'
import type { member as declaration } from '#platform/org/records/member.ts'
import type { WireOf } from '#platform/record/record.ts'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Dialog } from '#web/parts/Dialog.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { changeableMember, person } from './personSource.ts'

interface Props {
  readonly member: WireOf<typeof declaration>
  readonly onClose: () => void
}

/** Somebody leaves: asked, for the way back is not a click. Says what ends and what stays. */
export default function DeactivateDialog({ member, onClose }: Props) {
  const t = useTranslations('web.settings.deactivate')
  const { today } = useMe()
  const settle = useSettle(changeableMember)
  const deactivate = async (values: Values) => {
    const gone = await client.org.members.deactivate({
      id: member.id,
      on: textOf(values.on),
      successorId: textOf(values.successorId) || null,
    })
    onClose()
    await settle(gone)
    notify(t('done', { name: member.name }))
  }
  return (
    <Dialog title={t('title', { name: member.name })} onClose={onClose}>
      <p style={{ marginBottom: 14, color: 'var(--ink-2)' }}>{t('what', { name: member.name })}</p>
      <RecordForm
        source={{ declaration: person }}
        fields={['successorId', 'on']}
        values={{ on: today }}
        submit={t('deactivate')}
        onSubmit={deactivate}
        onCancel={onClose}
      />
    </Dialog>
  )
}
