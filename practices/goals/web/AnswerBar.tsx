import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { textOf } from '#web/parts/field/wireValues.ts'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { RecordForm } from '#web/parts/RecordForm.tsx'
import type { GoalJson } from '../contract.ts'
import { type TargetWire, targetChange } from '../records/target.ts'
import { ChangeWaits } from './ChangeWaits.tsx'
import style from './goal.module.css'
import { targetSource } from './sources.ts'
import { targetChangesQuery } from './useTargetChanges.ts'
import { waitingChanges } from './waitingChanges.ts'

interface Props {
  readonly target: TargetWire & { readonly [field: string]: unknown }
  readonly goal: GoalJson | undefined
}

/** To the person whose target it is: what waits for their yes or no. */
export function AnswerBar({ target, goal }: Props) {
  const t = useTranslations('goals.answer')
  const { member } = useMe()
  const words = useProblemWords()
  const settle = useSettle(targetSource)
  const [declining, decline] = useState(false)
  const accept = useMutation({
    mutationFn: () => client.goals.targets.accept({ id: target.id }, { context: { ifMatch: target.version } }),
    onSuccess: (saved) => settle(saved).then(() => notify(t('accepted'))),
    onError: (error) => notifyWrong(words(error)),
  })
  const changes = goal?.pendingChanges ?? 0
  const { data } = useQuery({ ...targetChangesQuery(target.id), enabled: changes > 0 })
  const waits = target.acceptedAt === null || changes > 0
  if (target.memberId !== member.id || target.deletedAt !== null || !goal || !waits) return null
  if (target.declinedFor !== null && changes === 0) return null
  return (
    <section className={style.answer} aria-label={t('label')}>
      <p>{t(changes > 0 ? 'change' : 'new', { count: changes })}</p>
      {changes > 0 && data && (
        <ChangeWaits metric={target.metric} changes={waitingChanges(target.amount, data.items)} />
      )}
      <div>
        <Button first onClick={() => accept.mutate()} busy={accept.isPending}>
          {t('accept')}
        </Button>
        <Button onClick={() => decline(true)}>{t('decline')}</Button>
      </div>
      {declining && <DeclineDialog target={target} onClose={() => decline(false)} />}
    </section>
  )
}

/** A no has its reason, which stays to be seen. */
function DeclineDialog({ target, onClose }: Pick<Props, 'target'> & { readonly onClose: () => void }) {
  const t = useTranslations('goals.answer')
  const settle = useSettle(targetSource)
  return (
    <Dialog title={t('declineTitle')} onClose={onClose}>
      <p className={style.words}>{t('declineWhy')}</p>
      <RecordForm
        source={{ declaration: { ...targetChange, fields: { reason: targetChange.fields.reason } } }}
        fields={['reason']}
        submit={t('decline')}
        onCancel={onClose}
        onSubmit={async (values) => {
          const reason = textOf(values.reason)
          const saved = await client.goals.targets.decline(
            { id: target.id, reason },
            { context: { ifMatch: target.version } },
          )
          onClose()
          await settle(saved)
          notify(t('declined'))
        }}
      />
    </Dialog>
  )
}
