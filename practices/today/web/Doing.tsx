import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import button from '#web/parts/Button.module.css'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import type { NextJson } from '../contract.ts'
import { addDays, type Way } from './nextWay.ts'
import style from './today.module.css'
import { useNextActions } from './useNextActions.ts'

export type DoingKind = 'log' | 'plan' | 'move'
interface Props {
  readonly item: NextJson
  readonly kind: DoingKind
  readonly way: Way
  readonly onDone: () => void
}

/** Does it in place: one line and Enter. */
export function Doing({ item, kind, way, onDone }: Props) {
  const t = useTranslations('today.do')
  const { today } = useMe()
  const { log, plan, move } = useNextActions(item)
  const [text, setText] = useState('')
  const [on, setOn] = useState(kind === 'move' ? addDays(today, 14) : addDays(today, 1))
  const writes = way === 'write'
  const { busy, error, send } = useSubmit(async () => {
    if (kind === 'log') await log(writes ? 'email' : 'call', text)
    else if (kind === 'plan') await plan(text, on)
    else await move(on)
    onDone()
  })
  const submit = (event: FormEvent) => {
    event.preventDefault()
    if (kind === 'move' || text.trim() !== '') void send(undefined)
  }
  const ask = kind === 'plan' ? t('step') : t(writes ? 'saidMail' : 'said')
  return (
    <form
      className={style.doing}
      onSubmit={submit}
      onKeyDown={({ key, nativeEvent }) => {
        if (key === 'Escape' && !nativeEvent.isComposing) onDone()
      }}
    >
      {kind === 'log' && <Reach item={item} writes={writes} />}
      {kind !== 'move' && (
        <TextLine
          className={style.said ?? ''}
          aria-label={ask}
          placeholder={ask}
          value={text}
          onText={setText}
          maxLength={300}
          autoFocus
        />
      )}
      {kind !== 'log' && (
        <TextLine
          type="date"
          aria-label={t('on')}
          value={on}
          min={today}
          onText={setOn}
          required
          autoFocus={kind === 'move'}
        />
      )}
      <Button type="submit" first={kind === 'move' || text.trim() !== ''} busy={busy}>
        {t('save')}
      </Button>
      <ProblemText error={error} />
    </form>
  )
}

/** The number to dial, or the address to write to, of whom it is about. */
function Reach({ item, writes }: { readonly item: NextJson; readonly writes: boolean }) {
  const t = useTranslations('today.next')
  const href = writes
    ? item.email && `mailto:${item.email}`
    : item.phone && `tel:${item.phone.replaceAll(/[^\d+]/g, '')}`
  if (!href) return null
  return (
    <a className={button.button} href={href}>
      {writes ? t('mail', { email: item.email ?? '' }) : t('dial', { phone: item.phone ?? '' })}
    </a>
  )
}
