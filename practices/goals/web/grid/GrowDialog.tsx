import { TextInput } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { parseDecimal, type Rational, rational } from '#ledger/rules/rounding.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import style from './quotas.module.css'

interface Props {
  readonly onGrow: (by: Rational) => void
  readonly onClose: () => void
}

/** By how many per cent what is selected grows. */
export default function GrowDialog({ onGrow, onClose }: Props) {
  const t = useTranslations('goals.quotas')
  const [typed, type] = useState('10')
  const percent = parseDecimal(
    typed
      .trim()
      .replace(/[%％+]/g, '')
      .replace('−', '-')
      .trim(),
  )
  return (
    <Dialog title={t('growTitle')} onClose={onClose} size={360}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (percent === undefined) return
          onGrow(rational(percent.n, percent.d * 100n))
          onClose()
        }}
      >
        <TextInput
          label={t('growBy')}
          description={t('growWords')}
          value={typed}
          onChange={(event) => type(event.currentTarget.value)}
          inputMode="decimal"
          rightSection="%"
          error={percent === undefined ? t('growWrong') : undefined}
          data-autofocus
        />
        <div className={style.ways}>
          <Button onClick={onClose}>{t('cancel')}</Button>
          <Button first type="submit" disabled={percent === undefined}>
            {t('apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
