import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type Found, useChangeRecord } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import type { DealWire } from '../records/deal.ts'
import { NextStepMark } from './board/NextStepMark.tsx'
import { nextStepState } from './board/nextStepState.ts'
import style from './nextStep.module.css'
import { dealSource } from './sources.ts'

interface Props {
  readonly found: Found<DealWire & { readonly [field: string]: unknown }>
  readonly editable: boolean
}
type Step = Pick<DealWire, 'nextStep' | 'nextStepOn'>

/** What comes next, where one can't miss it: planned with its day, ticked off when it is done, and then the next one. */
export function NextStep({ found: { record: deal }, editable }: Props) {
  const t = useTranslations('crm.dealScreen')
  const [asking, ask] = useState(false)
  const change = useChangeRecord(dealSource)
  const { nextStep, nextStepOn } = deal
  const isThere = nextStepState(deal, '') !== 'none'
  const keep = async (values: Step, said: string, version = deal.version) => {
    const before = { nextStep, nextStepOn }
    const kept = await change(deal.id, { values, before, version })
    notify(said, () => void change(deal.id, { values: before, before: values, version: kept.version }))
    ask(false)
  }
  const { busy, error, send } = useSubmit((values: Step) => keep(values, t('planned')))
  const done = useSubmit(async () => {
    await keep({ nextStep: null, nextStepOn: null }, t('stepDone'))
    ask(true)
  })
  const shown = isThere && !asking
  return (
    <section className={style.next} data-missing={!isThere || undefined} aria-label={t('nextStep')}>
      <b>{t('nextStep')}</b>
      {shown && (
        <>
          <NextStepMark of={deal} />
          {editable && (
            <span className={style.ways}>
              <Button plain icon="check" busy={done.busy} onClick={() => void done.send(undefined)}>
                {t('done')}
              </Button>
              <Button plain onClick={() => ask(true)}>
                {t('change')}
              </Button>
            </span>
          )}
        </>
      )}
      {!shown && !editable && <span className="dim">{t('noNextStep')}</span>}
      {!shown && editable && (
        <Plan step={deal} busy={busy} onSend={send} onLeave={isThere ? () => ask(false) : null} focus={asking} />
      )}
      <ProblemText error={error ?? done.error} />
    </section>
  )
}

interface PlanProps {
  readonly step: Step
  readonly busy: boolean
  readonly focus: boolean
  readonly onSend: (step: Step) => Promise<void>
  readonly onLeave: (() => void) | null
}

function Plan({ step, busy, focus, onSend, onLeave }: PlanProps) {
  const t = useTranslations('crm.dealScreen')
  const [what, setWhat] = useState(step.nextStep ?? '')
  const [on, setOn] = useState(step.nextStepOn ?? '')
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (what.trim() !== '') void onSend({ nextStep: what.trim(), nextStepOn: on === '' ? null : on })
  }
  return (
    <form className={style.plan} onSubmit={submit} onKeyDown={(event) => event.key === 'Escape' && onLeave?.()}>
      <TextLine
        autoFocus={focus}
        aria-label={t('nextStep')}
        placeholder={t('askNextStep')}
        value={what}
        onText={setWhat}
      />
      <TextLine type="date" aria-label={t('nextStepOn')} value={on} onText={setOn} />
      <Button type="submit" first={what.trim() !== ''} busy={busy} disabled={what.trim() === ''}>
        {t('plan')}
      </Button>
      {onLeave && (
        <Button plain onClick={onLeave}>
          {t('leave')}
        </Button>
      )}
    </form>
  )
}
