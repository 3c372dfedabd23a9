import { useLocale, useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { dayText } from '#web/parts/dates.ts'
import type { ListView } from '#web/parts/listView.ts'
import style from './calendar.module.css'
import { monthBy } from './monthGrid.ts'
import type { Dated } from './useDayMoves.ts'

interface Props {
  readonly month: string
  readonly by: Dated
  readonly today: string
  readonly onView: (view: Pick<ListView, 'month' | 'by'>) => void
}

/** Which month, and by which day. */
export function MonthBar({ month, by, today, onView }: Props) {
  const t = useTranslations('crm.calendar')
  const now = today.slice(0, 7)
  const go = (to: string) => onView({ month: to === now ? undefined : to })
  return (
    <div className={style.bar}>
      <h2 aria-live="polite">{dayText(`${month}-01`, useLocale(), 'month')}</h2>
      <Button plain icon="left" aria-label={t('before')} onClick={() => go(monthBy(month, -1))} />
      <Button plain icon="right" aria-label={t('after')} onClick={() => go(monthBy(month, 1))} />
      <Button plain disabled={month === now} onClick={() => go(now)}>
        {t('today')}
      </Button>
      <span className={style.by}>
        {(['closesOn', 'nextStepOn'] as const).map((one) => (
          <Button
            key={one}
            plain
            aria-pressed={one === by}
            onClick={() => onView({ by: one === 'closesOn' ? undefined : one })}
          >
            {t(one)}
          </Button>
        ))}
      </span>
    </div>
  )
}
