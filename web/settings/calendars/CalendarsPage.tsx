import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { siteSource } from '#web/frame/orgSources.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../Form.module.css'
import { RecordPanel } from '../RecordPanel.tsx'
import { SettingsPage } from '../SettingsPage.tsx'
import { weekdayNames } from '../weekdayNames.ts'
import { siteFields, useSiteSlots } from './siteSlots.tsx'
import { weekendOf } from './yearDays.ts'

/** The places where people work, each with its calendar: what working days are counted by. */
export function CalendarsPage() {
  const t = useTranslations('web.settings.calendarsPage')
  const may = useMay()
  const slots = useSiteSlots()
  const [adding, add] = useState(false)
  const { records, state } = useRecordList(siteSource, {})
  const newSite = may('site.create') && (
    <Button first icon="plus" onClick={() => add(true)}>
      {t('new')}
    </Button>
  )
  return (
    <SettingsPage title={t('title')} lead={t('lead')} actions={records.length > 0 && newSite}>
      {state === 'loading' && <Waiting />}
      {state === 'shown' && records.length === 0 && (
        <EmptyState title={t('emptyTitle')} action={newSite}>
          {t('empty')}
        </EmptyState>
      )}
      <ul className={style.lines}>
        {records.map(({ id, name, calendar, timeZone, weekend }) => (
          <li key={id}>
            <Link to="/settings/calendars/$siteId" params={{ siteId: id }} className={style.opens}>
              <div>
                {name}
                <small>
                  <SiteWords calendar={calendar} weekend={weekend} timeZone={timeZone} />
                </small>
              </div>
              <Icon name="right" size={14} />
            </Link>
          </li>
        ))}
      </ul>
      {adding && (
        <RecordPanel
          source={siteSource}
          record={null}
          fields={siteFields}
          start={{ weekend: [6, 7], calendar: 'CN' }}
          slots={slots}
          onClose={() => add(false)}
        />
      )}
    </SettingsPage>
  )
}

interface WordsProps {
  readonly calendar: string | null
  readonly weekend: unknown
  readonly timeZone: string | null
}

/** "Mainland China's holidays · free on Saturday and Sunday · Asia/Shanghai" */
export function SiteWords({ calendar, weekend, timeZone }: WordsProps) {
  const t = useTranslations('web.settings.calendarsPage')
  const locale = useLocale()
  const names = weekdayNames(locale)
  const off = weekendOf(weekend).map((day) => names[day - 1] ?? '')
  const list = new Intl.ListFormat(locale).format(off)
  const holidays = calendar !== null && t.has(`nation.${calendar}`) ? t(`nation.${calendar}`) : t('nation.none')
  return [holidays, off.length > 0 ? t('off', { days: list }) : t('noneOff'), timeZone].filter(Boolean).join(' · ')
}
