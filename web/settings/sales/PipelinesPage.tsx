import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { lossReasonSource, pipelineSource, stageSource } from '#crm/web/sources.ts'
import { useMay } from '#web/api/session.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { Button } from '#web/parts/Button.tsx'
import { Num } from '#web/parts/Num.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { RecordPanel } from '../RecordPanel.tsx'
import { SettingsPage, SettingsPart } from '../SettingsPage.tsx'
import { OrderedRecords } from './OrderedRecords.tsx'
import { PercentEditor } from './PercentEditor.tsx'

/** The way of a deal: pipelines with their stages in order and how likely each wins, and why deals are lost. */
export function PipelinesPage() {
  const t = useTranslations('web.settings.pipelinesPage')
  const may = useMay()
  const { records: pipelines, state } = useRecordList(pipelineSource, { sort: 'position' })
  const [open, setOpen] = useState<string | null>(null)
  return (
    <SettingsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        may('pipeline.create') && (
          <Button icon="plus" onClick={() => setOpen('new')}>
            {t('new')}
          </Button>
        )
      }
    >
      {state === 'loading' && <Waiting lines={6} />}
      {pipelines.map(({ id, name }) => (
        <SettingsPart
          key={id}
          title={name}
          note={t('stagesNote')}
          action={
            may('pipeline.update') && (
              <Button plain icon="edit" onClick={() => setOpen(id)} aria-label={t('edit', { name })} />
            )
          }
        >
          <OrderedRecords
            source={stageSource}
            filter={{ pipelineId: { eq: id } }}
            start={{ pipelineId: id }}
            fields={['name', 'probability', 'staleAfterDays']}
            slots={{
              probability: (slot) => (
                <PercentEditor {...slot} label={t('probability')} description={t('probabilityNote')} />
              ),
            }}
            says={(stage) => (
              <>
                <span>{t.rich('wins', { value: () => <Num of={stage.probability} style="percent" /> })}</span>
                <span>{stage.staleAfterDays === null ? '' : t('stale', { days: stage.staleAfterDays })}</span>
              </>
            )}
            add={t('addStage')}
          />
        </SettingsPart>
      ))}
      <SettingsPart title={t('lossReasons')} note={t('lossReasonsNote')}>
        <OrderedRecords source={lossReasonSource} fields={['name']} add={t('addReason')} />
      </SettingsPart>
      {open !== null && (
        <RecordPanel
          source={pipelineSource}
          record={pipelines.find(({ id }) => id === open) ?? null}
          fields={['name']}
          start={{ position: (pipelines.at(-1)?.position ?? 0) + 1 }}
          mayDelete={may('pipeline.delete') && pipelines.length > 1}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  )
}
