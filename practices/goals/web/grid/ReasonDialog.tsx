import { SegmentedControl, Textarea } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DayField } from '#ledger/web/results/DayField.tsx'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from './quotas.module.css'
import type { Sheet } from './sheet.ts'
import type { Saving, Why } from './useSaving.ts'

interface Props {
  readonly saving: Saving
  readonly sheet: Sheet
}

/** One reason for all accepted targets that change, and from when. */
export default function ReasonDialog({ saving, sheet }: Props) {
  const t = useTranslations('goals.quotas')
  const { today } = useMe()
  const [reason, setReason] = useState('')
  const [way, choose] = useState<'whole' | 'day'>('whole')
  const first = sheet.months[0]?.from ?? today
  const [from, setFrom] = useState<string | null>(today < first ? first : today)
  const { busy, error, send } = useSubmit<Why>(saving.saveFor)
  const isMissing = reason.trim() === '' || (way === 'day' && from === null)
  return (
    <Dialog title={t('reasonTitle')} onClose={saving.notNow}>
      <form
        className={style.form}
        onSubmit={(event) => {
          event.preventDefault()
          if (!isMissing) void send({ reason: reason.trim(), from: way === 'day' ? from : null })
        }}
      >
        <p className="dim">{t('reasonWords', { count: saving.accepted })}</p>
        <Textarea
          label={t('reason')}
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
          maxLength={1000}
          autosize
          minRows={2}
          required
          data-autofocus
        />
        <SegmentedControl
          aria-label={t('effective')}
          data={[
            { value: 'whole', label: t('wholeMonths') },
            { value: 'day', label: t('fromDay') },
          ]}
          value={way}
          onChange={(next) => choose(next === 'day' ? 'day' : 'whole')}
        />
        {way === 'day' && <DayField name="from" label={t('effective')} value={from} onChange={setFrom} />}
        <ProblemText error={error} />
        <div className={style.ways}>
          <Button onClick={saving.notNow}>{t('cancel')}</Button>
          <Button first type="submit" busy={busy} disabled={isMissing}>
            {t('save')}
          </Button>
        </div>
      </form>
    </Dialog>
  )
}
