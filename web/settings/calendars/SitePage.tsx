import { useNavigate, useParams, useSearch } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useMay, useMe } from '#web/api/session.ts'
import { useRecord } from '#web/api/useRecord.ts'
import { useRecordList } from '#web/api/useRecordList.ts'
import { calendarDaySource, siteSource } from '#web/frame/orgSources.ts'
import { Button } from '#web/parts/Button.tsx'
import { RecordPanel } from '../RecordPanel.tsx'
import { SettingsPage, SettingsPart } from '../SettingsPage.tsx'
import { SiteWords } from './CalendarsPage.tsx'
import { siteFields, useSiteSlots } from './siteSlots.tsx'
import { YearCalendar } from './YearCalendar.tsx'
import { isAnnounced, workedIn, yearDays } from './yearDays.ts'

type Open = 'site' | { readonly day: string; readonly id: string | null } | null

/** A site's year: weekends, the nation's holidays and the site's own days, each day to be changed with a click. */
export function SitePage() {
  const t = useTranslations('web.settings.sitePage')
  const locale = useLocale()
  const may = useMay()
  const { today } = useMe()
  const navigate = useNavigate()
  const slots = useSiteSlots()
  const { siteId } = useParams({ from: '/shell/settings/calendars/$siteId' })
  const { year = Number(today.slice(0, 4)) } = useSearch({ from: '/shell/settings/calendars/$siteId' })
  const { record: site } = useRecord(siteSource, siteId)
  const { records: own } = useRecordList(calendarDaySource, {
    filter: { siteId: { eq: siteId }, on: { gte: `${year}-01-01`, lte: `${year}-12-31` } },
  })
  const [open, setOpen] = useState<Open>(null)
  const months = yearDays(year, site, own, locale)
  const toYear = (next: number) => void navigate({ to: '.', search: { year: next }, replace: true, resetScroll: false })
  const day = open !== null && open !== 'site' ? open : null
  return (
    <SettingsPage
      title={site.name}
      lead={<SiteWords calendar={site.calendar} weekend={site.weekend} timeZone={site.timeZone} />}
      back={{ to: '/settings/calendars', text: t('back') }}
      actions={
        may('site.update') && (
          <Button icon="edit" onClick={() => setOpen('site')}>
            {t('edit')}
          </Button>
        )
      }
    >
      <SettingsPart
        title={t('year', { year: String(year) })}
        note={t(isAnnounced(site.calendar, year) ? 'worked' : 'notAnnounced', {
          days: workedIn(months),
          own: own.length,
          year: String(year),
        })}
        action={
          <span style={{ display: 'flex' }}>
            <Button plain icon="left" aria-label={t('yearBefore')} onClick={() => toYear(year - 1)} />
            <Button plain icon="right" aria-label={t('yearAfter')} onClick={() => toYear(year + 1)} />
          </span>
        }
      >
        <YearCalendar
          months={months}
          today={today}
          onDay={
            may('calendarDay.update') ? ({ day: on, own: one }) => setOpen({ day: on, id: one?.id ?? null }) : null
          }
        />
      </SettingsPart>
      {open === 'site' && (
        <RecordPanel
          source={siteSource}
          record={site}
          fields={siteFields}
          slots={slots}
          mayDelete={may('site.delete')}
          onClose={() => setOpen(null)}
        />
      )}
      {day && (
        <RecordPanel
          source={calendarDaySource}
          record={own.find(({ id }) => id === day.id) ?? null}
          fields={['on', 'kind', 'name']}
          start={{ siteId, on: day.day, kind: 'holiday' }}
          mayDelete={may('calendarDay.delete')}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  )
}
