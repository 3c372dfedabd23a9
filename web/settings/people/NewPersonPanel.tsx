import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import type { Values } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify } from '#web/parts/notices.ts'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { InviteLink } from './InviteLink.tsx'
import { changeableMember, person } from './personSource.ts'
import { RolePicker } from './RolePicker.tsx'

const own = ['name', 'role', 'email', 'title', 'employedFrom'] as const

/** A new colleague: a name and a role are enough. Then the link with which they take their seat. */
export default function NewPersonPanel({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('web.settings.newPerson')
  const may = useMay()
  const settle = useSettle(changeableMember)
  const [made, setMade] = useState<{ readonly id: string; readonly name: string } | null>(null)
  const create = async (values: Values) => {
    const given = Object.fromEntries(own.flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])))
    const one = await changeableMember.routes.create({ ...given, vacant: false })
    const place = { teamId: idIn(values, 'teamId'), managerId: idIn(values, 'managerId') }
    if (place.teamId !== null || place.managerId !== null)
      await client.org.members.move({ id: one.id, ...place, from: one.employedFrom })
    await settle(one)
    notify(t('done', { name: one.name }))
    if (may('member.invite')) setMade(one)
    else onClose()
  }
  return (
    <SidePanel title={made ? t('invite', { name: made.name }) : t('title')} onClose={onClose}>
      {made ? (
        <InviteLink memberId={made.id} name={made.name} />
      ) : (
        <RecordForm
          source={{ declaration: person }}
          fields={['name', 'role', 'email', 'teamId', 'managerId', 'title', 'employedFrom']}
          values={{ role: 'rep' }}
          slots={{ role: (slot) => <RolePicker {...slot} /> }}
          submit={t('create')}
          onSubmit={create}
          onCancel={onClose}
        />
      )}
    </SidePanel>
  )
}

const idIn = (values: Values, name: string) => textOf(values[name]) || null
