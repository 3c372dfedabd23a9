import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, lazy, Suspense, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { OwnershipOffer } from '#platform/auth/contract.ts'
import { api, client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe, useZone } from '#web/api/session.ts'
import { CodeField } from '#web/auth/CodeField.tsx'
import { PasswordField } from '#web/auth/PasswordField.tsx'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { dayText } from '#web/parts/dates.ts'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import style from '../own/twoFactor/TwoFactor.module.css'
import { SettingsPart } from '../SettingsPage.tsx'

const RelationPicker = lazy(() =>
  import('#web/parts/field/RelationPicker.tsx').then((module) => ({ default: module.RelationPicker })),
)

/** Who owns the organisation hands it on; whom it is offered to accepts or declines. Others see nothing of it. */
export function Ownership() {
  const t = useTranslations('web.settings.ownership')
  const { member, org } = useMe()
  const { data } = useQuery(api.auth.ownership.state.queryOptions({ input: {} }))
  const [asking, ask] = useState<'offer' | 'accept' | null>(null)
  const offer = data?.offer ?? null
  const isOwner = member.role === 'owner'
  if (org.sample !== null || (offer === null && !isOwner)) return null
  return (
    <SettingsPart title={t('title')} note={t('note')}>
      {offer ? (
        <Offered offer={offer} onAccept={() => ask('accept')} />
      ) : (
        <div className={style.ways}>
          <Button onClick={() => ask('offer')}>{t('offer')}</Button>
        </div>
      )}
      {asking && <Confirm wants={asking} onClose={() => ask(null)} />}
    </SettingsPart>
  )
}

function Offered({ offer, onAccept }: { readonly offer: OwnershipOffer; readonly onAccept: () => void }) {
  const t = useTranslations('web.settings.ownership')
  const locale = useLocale()
  const zone = useZone()
  const queries = useQueryClient()
  const { busy, error, send } = useSubmit(async (_: null) => {
    await client.auth.ownership.end({})
    await queries.invalidateQueries({ queryKey: [['auth']] })
    notify(t(offer.isToMe ? 'declined' : 'withdrawn'))
  })
  const day = Temporal.Instant.from(offer.expiresAt).toZonedDateTimeISO(zone).toPlainDate().toString()
  const until = dayText(day, locale, 'long')
  return (
    <>
      <p>{offer.isToMe ? t('toMe', { name: offer.fromName, until }) : t('waiting', { name: offer.toName, until })}</p>
      <ProblemText error={error} />
      <div className={style.ways}>
        {offer.isToMe && (
          <Button first onClick={onAccept}>
            {t('accept')}
          </Button>
        )}
        <Button busy={busy} onClick={() => void send(null)}>
          {t(offer.isToMe ? 'decline' : 'withdraw')}
        </Button>
      </div>
    </>
  )
}

/** The password, and the second step of those who have one, confirm it. */
function Confirm({ wants, onClose }: { readonly wants: 'offer' | 'accept'; readonly onClose: () => void }) {
  const t = useTranslations('web.settings.ownership')
  const { user } = useMe()
  const queries = useQueryClient()
  const [memberId, choose] = useState<string | null>(null)
  const [names, name] = useState<Readonly<Record<string, string>>>({})
  const [password, setPassword] = useState('')
  const [code, setCode] = useState('')
  const { busy, error, send } = useSubmit(async (_: null) => {
    const said = { password, ...(code === '' ? {} : { code }) }
    if (wants === 'accept') await client.auth.ownership.accept(said)
    else await client.auth.ownership.offer({ ...said, memberId: memberId ?? '' })
    await queries.invalidateQueries()
    notify(wants === 'accept' ? t('accepted') : t('sent', { name: names[memberId ?? ''] ?? '' }))
    onClose()
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const asksCode = problem?.lines.some(({ path }) => path === 'code') === true || code !== ''
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(null)
  }
  return (
    <Dialog title={t(`${wants}Title`)} onClose={onClose}>
      <form className={style.form} onSubmit={submit} ref={form} noValidate>
        <p className={style.text}>{t(`${wants}Text`)}</p>
        {wants === 'offer' && (
          <Suspense fallback={null}>
            <RelationPicker
              of="member"
              name="memberId"
              label={t('to')}
              required
              value={memberId}
              names={names}
              error={problem?.at('memberId', t('to'))}
              onChange={(chosen, known) => {
                choose(chosen)
                name({ ...names, ...known })
              }}
            />
          </Suspense>
        )}
        <input type="email" name="email" autoComplete="username" value={user?.email ?? ''} readOnly hidden />
        <PasswordField
          label={t('password')}
          kind="current"
          value={password}
          onText={setPassword}
          error={problem?.at('password', t('password'))}
        />
        {asksCode && <CodeField value={code} onText={setCode} error={problem?.at('code', t('code'))} orRecovery />}
        <ProblemText error={error} besides={['memberId', 'password', 'code']} />
        <div className={style.ways}>
          <Button first type="submit" busy={busy}>
            {t(wants === 'offer' ? 'send' : 'accept')}
          </Button>
          <Button onClick={onClose}>{t('cancel')}</Button>
        </div>
      </form>
    </Dialog>
  )
}
