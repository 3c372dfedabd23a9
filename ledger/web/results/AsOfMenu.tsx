import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Period } from '#ledger/rules/period.ts'
import { Button } from '#web/parts/Button.tsx'
import { DayField } from './DayField.tsx'
import { FieldsPopover } from './FieldsPopover.tsx'
import style from './results.module.css'
import { useResultsView } from './resultsView.ts'

/** The two times of a figure: up to which day it counts, and what was known by which day. */
export function AsOfMenu({ period }: { readonly period: Period }) {
  const t = useTranslations('ledger.results')
  const [view, show] = useResultsView()
  const [open, setOpen] = useState(false)
  const isTooEarly = (day: string) => day < period.from.toString()
  const tooEarly = view.asOf !== undefined && isTooEarly(view.asOf)
  return (
    <FieldsPopover
      label={t('times')}
      width={320}
      open={open}
      onOpen={setOpen}
      target={
        <Button className={style.asOf} onClick={() => setOpen(!open)} aria-expanded={open} icon="down">
          {t('times')}
        </Button>
      }
    >
      <div className={style.times}>
        <div>
          <DayField
            label={t('asOf')}
            name="asOf"
            value={view.asOf ?? null}
            onChange={(day) => show({ asOf: day ?? undefined })}
            onPick={(day) => setOpen(isTooEarly(day))}
            error={tooEarly ? t('asOfTooEarly') : undefined}
          />
          <p className="dim small">{t('asOfWhy')}</p>
        </div>
        <div>
          <DayField
            label={t('knownOn')}
            name="knownOn"
            value={view.knownOn ?? null}
            onChange={(day) => show({ knownOn: day ?? undefined })}
            onPick={() => setOpen(false)}
          />
          <p className="dim small">{t('knownOnWhy')}</p>
        </div>
      </div>
    </FieldsPopover>
  )
}
