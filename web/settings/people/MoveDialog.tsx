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
import { isNow, type Stays } from './StayList.tsx'

interface Props {
  readonly member: WireOf<typeof declaration>
  readonly stays: Stays
  readonly onClose: () => void
}

/** Team, manager and site from a day on; what was before stays with its credit. Without a day it holds from ever. */
export default function MoveDialog({ member, stays, onClose }: Props) {
  const t = useTranslations('web.settings.move')
  const { today } = useMe()
  const settle = useSettle(changeableMember)
  const now = stays.items.find((stay) => isNow(stay, today))
  const move = async (values: Values) => {
    const id = (name: string) => textOf(values[name]) || null
    const moved = await client.org.members.move({
      id: member.id,
      teamId: id('teamId'),
      managerId: id('managerId'),
      siteId: id('siteId'),
      from: id('from'),
    })
    onClose()
    await settle(moved)
    notify(t('done', { name: member.name }))
  }
  return (
    <Dialog title={t('title', { name: member.name })} onClose={onClose}>
      <RecordForm
        source={{ declaration: person }}
        fields={['teamId', 'managerId', 'siteId', 'from']}
        values={{
          teamId: now?.teamId ?? null,
          managerId: now?.managerId ?? null,
          siteId: now?.siteId ?? null,
          from: now === undefined ? null : today,
        }}
        names={stays.names}
        submit={t('move')}
        onSubmit={move}
        onCancel={onClose}
      />
      <p className="dim small" style={{ marginTop: 12 }}>
        {t('note')}
      </p>
    </Dialog>
  )
}
