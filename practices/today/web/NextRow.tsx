import { Link, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import { daysBetween, relativeDays } from '#web/parts/dates.ts'
import explain from '#web/parts/Explain.module.css'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { Money } from '#web/parts/Money.tsx'
import type { NextJson, TodayJson } from '../contract.ts'
import { Doing, type DoingKind } from './Doing.tsx'
import { addDays, type Way, wayOf } from './nextWay.ts'
import { Rank } from './Rank.tsx'
import style from './today.module.css'
import { useAccept, usePutOff } from './useNextActions.ts'
import { useReasonText } from './useReasonText.ts'

interface Props {
  readonly item: NextJson
  readonly first: boolean
  readonly missing: TodayJson['missing']
}
type Open = DoingKind | 'why' | null

/** One thing to do: what, why, what it is about, and the one button. The rest stands behind the dots. */
export function NextRow({ item, first, missing }: Props) {
  const t = useTranslations('today.next')
  const reasonText = useReasonText()
  const [open, setOpen] = useState<Open>(null)
  const way = wayOf(item)
  const who = item.contact === null ? (item.customer ?? item.name) : `${item.customer ?? item.name} · ${item.contact}`
  const locale = useLocale()
  const isReach = way === 'call' || way === 'write' || way === 'log'
  const title = t(way, { name: within(isReach ? who : (item.customer ?? item.name), locale) }).trim()
  const toggle = (kind: Open) => setOpen(open === kind ? null : kind)
  return (
    <li className={style.row} data-open={open !== null || undefined}>
      <At item={item} />
      <div className={style.what}>
        <Title item={item} text={title} />
        <div className={style.why}>
          {item.nextStep !== null && item.nextStep !== '' && <span className={style.step}>{item.nextStep}</span>}
          {reasonText.all(item)}
        </div>
      </div>
      {item.amount !== null && (
        <button
          type="button"
          className={`${explain.explainable} ${style.amount}`}
          onClick={() => toggle('why')}
          aria-expanded={open === 'why'}
          title={t('whyHere')}
        >
          <Money of={item.amount} trim />
        </button>
      )}
      <div className={style.acts}>
        <Act
          item={item}
          way={way}
          first={first}
          onOpen={(kind) => toggle(kind)}
          open={open !== null && open !== 'why'}
        />
        <More item={item} title={title} onOpen={setOpen} />
      </div>
      {open === 'why' && <Rank item={item} missing={missing} />}
      {open !== null && open !== 'why' && <Doing item={item} kind={open} way={way} onDone={() => setOpen(null)} />}
    </li>
  )
}

function Title({ item, text }: { readonly item: NextJson; readonly text: string }) {
  const to = placeOf(item)
  return (
    <Link to={to} className={style.title}>
      {text}
    </Link>
  )
}

/** When it is for: the day that its step, or its close, was meant for. */
function At({ item }: { readonly item: NextJson }) {
  const t = useTranslations('today.next')
  const locale = useLocale()
  const { today } = useMe()
  const [reason] = item.reasons
  const late = reason?.kind === 'stepDue' || reason?.kind === 'closeOverdue' ? reason.days : 0
  return (
    <span className={`${style.at} num`} data-late={late > 0 || undefined}>
      {late > 0 ? relativeDays(daysBetween(today, addDays(today, -late)), locale) : t('today')}
    </span>
  )
}

interface ActProps {
  readonly item: NextJson
  readonly way: Way
  readonly first: boolean
  readonly open: boolean
  readonly onOpen: (kind: DoingKind) => void
}

function Act({ item, way, first, open, onOpen }: ActProps) {
  const t = useTranslations('today.next')
  const { accept, busy } = useAccept(item)
  if (way === 'change') return <ButtonLink to={placeOf(item)}>{t('do_change')}</ButtonLink>
  if (way === 'accept') {
    return (
      <Button first={first} busy={busy} onClick={() => void accept()}>
        {t('do_accept')}
      </Button>
    )
  }
  const kind = way === 'plan' ? 'plan' : way === 'close' ? 'move' : 'log'
  return (
    <Button first={first} aria-expanded={open} onClick={() => onOpen(kind)}>
      {t(`do_${way}`)}
    </Button>
  )
}

interface MoreProps {
  readonly item: NextJson
  readonly title: string
  readonly onOpen: (open: Open) => void
}

function More({ item, title, onOpen }: MoreProps) {
  const t = useTranslations('today.next')
  const navigate = useNavigate()
  const { today } = useMe()
  const putOff = usePutOff(item)
  const isDeal = item.dealId !== null
  const entries = [
    { key: 'why', text: t('whyHere'), onSelect: () => onOpen('why') },
    ...(item.targetId === null ? [{ key: 'log', text: t('done'), onSelect: () => onOpen('log') }] : []),
    ...(isDeal
      ? [
          { key: 'plan', text: t('planIt'), onSelect: () => onOpen('plan') },
          { key: 'move', text: t('moveIt'), onSelect: () => onOpen('move') },
        ]
      : []),
    { key: 'tomorrow', text: t('tomorrow'), apart: true, onSelect: () => void putOff(addDays(today, 1)) },
    { key: 'week', text: t('week'), onSelect: () => void putOff(addDays(today, 7)) },
    {
      key: 'open',
      text: t(isDeal ? 'openDeal' : item.targetId === null ? 'openCustomer' : 'openGoal'),
      apart: true,
      onSelect: () => void navigate({ to: placeOf(item) }),
    },
  ]
  return <MenuButton plain icon="dots" aria-label={t('more_of', { name: title })} entries={entries} />
}

/** A Latin name stands apart from the Chinese round it. */
function within(name: string, locale: string): string {
  if (!locale.startsWith('zh')) return name
  const apart = (letter: string | undefined) => (/[\p{Script=Latin}\d.()]/u.test(letter ?? '') ? ' ' : '')
  return `${apart(name[0])}${name}${apart(name.at(-1))}`
}

export function placeOf({ dealId, targetId, accountId }: NextJson): string {
  if (dealId !== null) return `/deals/${dealId}`
  return targetId === null ? `/customers/${accountId ?? ''}` : `/goals/${targetId}`
}
