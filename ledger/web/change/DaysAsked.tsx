import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { DayField } from '../results/DayField.tsx'
import style from './change.module.css'
import { type ChangeDays, changePresets, presetSince } from './changeDays.ts'

interface Props {
  readonly days: ChangeDays
  readonly onDays: (days: ChangeDays) => void
}

/** From the end of which day to that of which: by a click, or day by day. */
export function DaysAsked({ days, onDays }: Props) {
  const t = useTranslations('ledger.change')
  const { org } = useMe()
  return (
    <div className={style.asked}>
      <div className={style.presets}>
        {changePresets.map((preset) => {
          const since = presetSince(preset, days.until, org.weekStart)
          return (
            <Button key={preset} aria-pressed={since === days.since} onClick={() => onDays({ ...days, since })}>
              {t(`preset.${preset}`)}
            </Button>
          )
        })}
      </div>
      <div className={style.days}>
        <DayField
          label={t('since')}
          name="since"
          value={days.since}
          onChange={(since) => since !== null && onDays({ ...days, since })}
        />
        <DayField
          label={t('until')}
          name="until"
          value={days.until}
          onChange={(until) => until !== null && onDays({ ...days, until })}
        />
      </div>
    </div>
  )
}
