import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { type Found, recordQuery, useSettle } from '#web/api/useRecord.ts'
import { Button } from '#web/parts/Button.tsx'
import { Day } from '#web/parts/Day.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { ProblemText, useProblemWords } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import type { AccountWire } from '../records/account.ts'
import { type MergeableField, mergeable, missingIn } from '../rules/merge.ts'
import { MergeFields } from './MergeFields.tsx'
import style from './merge.module.css'
import { accountSource } from './sources.ts'

interface Props {
  readonly found: Found<AccountWire>
  readonly onClose: () => void
}

/** Two customers that are one: which stays, with which values, and what that moves; done only after all of it was seen. */
export default function MergeDialog({ found, onClose }: Props) {
  const t = useTranslations('crm.mergeDialog')
  const [otherId, choose] = useState<string | null>(null)
  const [names, setNames] = useState({})
  const other = useQuery({ ...recordQuery(accountSource, otherId ?? ''), enabled: otherId !== null })
  return (
    <Dialog title={t('title', { name: found.record.name })} size={640} onClose={onClose}>
      <div className={style.form}>
        <RelationPicker
          of="account"
          name="other"
          label={t('other')}
          value={otherId}
          names={names}
          onChange={(id, more = {}) => {
            choose(id === found.record.id ? null : id)
            setNames((now) => ({ ...now, ...more }))
          }}
          autoFocus
        />
        {otherId !== null && other.data && <Choices key={otherId} one={found} other={other.data} onClose={onClose} />}
        {otherId === null && <p className="dim small">{t('lead')}</p>}
      </div>
    </Dialog>
  )
}

interface ChoicesProps {
  readonly one: Found<AccountWire>
  readonly other: Found<AccountWire>
  readonly onClose: () => void
}

function Choices({ one, other, onClose }: ChoicesProps) {
  const t = useTranslations('crm.mergeDialog')
  const settle = useSettle(accountSource)
  const navigate = useNavigate()
  const words = useProblemWords()
  const [isOneKept, keepOne] = useState(true)
  const [stays, goes] = isOneKept ? [one, other] : [other, one]
  const [chosen, take] = useState<readonly MergeableField[] | null>(null)
  const taken = chosen ?? missingIn(stays.record, goes.record)
  const asked = { id: goes.record.id, into: stays.record.id }
  const preview = useQuery({
    queryKey: [accountSource.key, 'merge', asked],
    queryFn: () => client.crm.accounts.merge({ ...asked, dry: true }),
    placeholderData: keepPreviousData,
  })
  const undo = () =>
    void client.crm.accounts.restore({ id: asked.id }).then(settle, (error) => notifyWrong(words(error)))
  const { busy, error, send } = useSubmit(async () => {
    const { account } = await client.crm.accounts.merge({ ...asked, take: [...taken] })
    onClose()
    await settle(account)
    notify(t('done', { gone: goes.record.name, into: account.name }), undo)
    await navigate({ to: '/customers/$accountId', params: { accountId: account.id } })
  })
  const effect = preview.data
  return (
    <>
      <fieldset className={style.stays}>
        <legend>{t('stays')}</legend>
        {[one, other].map(({ record }) => (
          <label key={record.id}>
            <input
              type="radio"
              name="stays"
              checked={record.id === stays.record.id}
              onChange={() => {
                keepOne(record.id === one.record.id)
                take(null)
              }}
            />
            {record.name}
          </label>
        ))}
      </fieldset>
      <MergeFields
        stays={stays}
        goes={goes}
        fields={mergeable}
        taken={taken}
        onTake={(field, fromGone) => take(fromGone ? [...taken, field] : taken.filter((name) => name !== field))}
      />
      {effect && (
        <ul className={style.effects} aria-label={t('effects')}>
          <li>{t('moved', { ...effect.moved, into: stays.record.name })}</li>
          <li>{t('noMoney')}</li>
          {effect.firstWinTakenBack !== null && (
            <li className={style.figure}>
              {t('firstWin')} <Day of={effect.firstWinTakenBack} />
            </li>
          )}
          <li className="dim">{t('leads', { name: goes.record.name })}</li>
        </ul>
      )}
      <ProblemText error={error ?? preview.error} />
      <div className={style.ways}>
        <Button first busy={busy} disabled={!effect} onClick={() => void send(undefined)}>
          {t('merge')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </>
  )
}
