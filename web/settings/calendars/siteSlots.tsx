import { Select } from '@mantine/core'
import { useLocale, useTranslations } from 'use-intl'
import { site } from '#platform/org/records/calendar.ts'
import { textOf } from '#web/parts/field/wireValues.ts'
import type { SlotProps } from '#web/parts/RecordForm.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { weekdayNames } from '../weekdayNames.ts'
import { ZonePicker } from '../ZonePicker.tsx'
import style from './calendar.module.css'
import { weekendOf } from './yearDays.ts'

export const siteFields = ['name', 'calendar', 'weekend', 'timeZone'] as const

/** How the fields of a site are asked for: nations by name, weekdays to be ticked, a zone to be found. */
export function useSiteSlots() {
  const t = useTranslations('web.settings.calendarsPage')
  const text = useRecordText(site)
  const calendar = ({ value, onChange, error }: SlotProps) => (
    <Select
      label={text.label('calendar')}
      data={['CN', 'US'].map((key) => ({ value: key, label: t(`nation.${key}`) }))}
      placeholder={t('nation.none')}
      value={textOf(value) || null}
      onChange={(chosen) => onChange(chosen)}
      error={error}
      clearable
    />
  )
  const timeZone = ({ value, onChange, error }: SlotProps) => (
    <ZonePicker label={text.label('timeZone')} value={textOf(value) || null} onChange={onChange} error={error} />
  )
  const weekend = ({ value, onChange }: SlotProps) => (
    <WeekendPicker label={text.label('weekend')} value={weekendOf(value)} onChange={onChange} />
  )
  return { calendar, timeZone, weekend }
}

interface WeekendProps {
  readonly label: string
  readonly value: readonly number[]
  readonly onChange: (days: readonly number[]) => void
}

function WeekendPicker({ label, value, onChange }: WeekendProps) {
  const locale = useLocale()
  const toggle = (day: number) =>
    onChange(value.includes(day) ? value.filter((one) => one !== day) : [...value, day].toSorted())
  return (
    <fieldset className={style.week}>
      <legend className="mantine-InputWrapper-label">{label}</legend>
      {weekdayNames(locale, 'short').map((name, i) => (
        <label key={name}>
          <input type="checkbox" checked={value.includes(i + 1)} onChange={() => toggle(i + 1)} />
          {name}
        </label>
      ))}
    </fieldset>
  )
}
