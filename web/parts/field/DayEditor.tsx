import '@mantine/dates/styles.layer.css'
import './DayEditor.css'
import { DateInput, DatesProvider } from '@mantine/dates'
import 'dayjs/locale/zh-cn'
import type { KeyboardEvent, ReactNode } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { useWithinPortal } from '../popoverContext.ts'
import { typedDay } from './typedDay.ts'

interface Props {
  readonly label?: string
  readonly 'aria-label'?: string
  readonly name: string
  readonly required?: boolean
  readonly withAsterisk?: boolean
  readonly value: string | null
  readonly onChange: (value: string | null) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  /** A day is settled on: picked in the calendar, or typed and then Enter. */
  readonly onPick?: ((day: string) => void) | undefined
}

/** A day, typed or picked. Typing takes "24", "11-24", "2026-11-24", 今天, "tomorrow". */
export default function DayEditor({ onPick, ...props }: Props) {
  const t = useTranslations('web.field')
  const locale = useLocale()
  const portal = useWithinPortal()
  const { org, today } = useMe()
  const weekStart = org.weekStart % 7
  return (
    <DatesProvider
      settings={{ locale: locale === 'zh-CN' ? 'zh-cn' : 'en', firstDayOfWeek: isWeekday(weekStart) ? weekStart : 1 }}
    >
      <DateInput
        {...props}
        {...(onPick && {
          getDayProps: (day: string) => ({ onClick: () => onPick(day) }),
          onKeyDown: (event: KeyboardEvent) => {
            if (event.key !== 'Enter' || event.nativeEvent.isComposing || props.value === null) return
            event.preventDefault()
            onPick(props.value)
          },
        })}
        clearable={!props.required}
        valueFormat="YYYY-MM-DD"
        monthLabelFormat={locale === 'zh-CN' ? 'YYYY年M月' : 'MMMM YYYY'}
        placeholder={t('dayPlaceholder')}
        dateParser={(typed) => typedDay(typed, today)}
        popoverProps={{ withinPortal: portal, transitionProps: { duration: 100 } }}
        clearButtonProps={{ 'aria-label': t('clear') }}
      />
    </DatesProvider>
  )
}

type Weekday = 0 | 1 | 2 | 3 | 4 | 5 | 6
const isWeekday = (day: number): day is Weekday => Number.isInteger(day) && day >= 0 && day <= 6
