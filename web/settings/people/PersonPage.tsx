import { useParams } from '@tanstack/react-router'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay, useMe } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { FieldList } from '#web/parts/record/FieldList.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { SettingsPage, SettingsPart } from '../SettingsPage.tsx'
import { InviteLink } from './InviteLink.tsx'
import { changeableMember } from './personSource.ts'
import { SeatState } from './SeatState.tsx'
import { StayList, useStays } from './StayList.tsx'

const DeactivateDialog = lazy(() => import('./DeactivateDialog.tsx'))
const MoveDialog = lazy(() => import('./MoveDialog.tsx'))

/** A colleague: where they belong, how they come in, what is known of them. */
export function PersonPage() {
  const t = useTranslations('web.settings.personPage')
  const { memberId } = useParams({ from: '/shell/settings/people/$memberId' })
  const may = useMay()
  const { today } = useMe()
  const found = useRecord(changeableMember, memberId)
  const stays = useStays(memberId)
  const { record: one } = found
  const text = useRecordText(changeableMember.declaration)
  const [open, setOpen] = useState<'move' | 'leave' | null>(null)
  const close = () => setOpen(null)
  const stayed = one.deactivatedOn === null || one.deactivatedOn > today
  const isOwner = one.role === 'owner'
  return (
    <SettingsPage
      title={one.name}
      lead={[text.choice('role', one.role), one.title].filter(Boolean).join(' · ')}
      back={{ to: '/settings/people', text: t('back') }}
      actions={
        may('member.deactivate') &&
        stayed &&
        !isOwner && (
          <Button danger onClick={() => setOpen('leave')}>
            {t('deactivate')}
          </Button>
        )
      }
    >
      <SettingsPart title={t('seat')} action={<SeatState of={one} />}>
        {one.userId !== null && <p className="dim">{t('signsIn', { email: one.email ?? '' })}</p>}
        {one.userId === null && stayed && !one.vacant && may('member.invite') && (
          <InviteLink memberId={one.id} name={one.name} />
        )}
        {one.vacant && <p className="dim">{t('vacant')}</p>}
        {!stayed && <p className="dim">{t('left')}</p>}
      </SettingsPart>
      <SettingsPart
        title={t('belongs')}
        note={t('belongsNote')}
        action={
          may('member.move') && (
            <Button icon="stage" onClick={() => setOpen('move')}>
              {t('move')}
            </Button>
          )
        }
      >
        <StayList stays={stays} />
      </SettingsPart>
      <SettingsPart title={t('details')}>
        <FieldList
          source={changeableMember}
          found={found}
          editable={may('member.update')}
          fixed={isOwner ? ['role'] : []}
          fields={[
            'name',
            'role',
            'title',
            'email',
            'phone',
            'employedFrom',
            'employedTo',
            'timeZone',
            'vacant',
            'externalId',
          ]}
        />
      </SettingsPart>
      <Suspense fallback={null}>
        {open === 'move' && <MoveDialog member={one} stays={stays} onClose={close} />}
        {open === 'leave' && <DeactivateDialog member={one} onClose={close} />}
      </Suspense>
    </SettingsPage>
  )
}
