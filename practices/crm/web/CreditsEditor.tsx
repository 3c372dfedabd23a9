import { TextInput } from '@mantine/core'
import { useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { equalShares, parseShare, shareText, WHOLE } from '#ledger/rules/share.ts'
import type { CreditJson } from '#platform/record/field.ts'
import { Button } from '#web/parts/Button.tsx'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import style from './deal.module.css'
import { percentOf, shareOf } from './percent.ts'

interface Props {
  /** Null: the owner has all of it. */
  readonly value: readonly CreditJson[] | null
  readonly ownerId: string | null
  readonly onChange: (value: readonly CreditJson[] | null) => void
  readonly error: string | undefined
}
interface Part {
  readonly key: number
  readonly memberId: string | null
  readonly percent: string
}

/** Who is credited with a deal, and with how much of it. */
export function CreditsEditor({ value, ownerId, onChange, error }: Props) {
  const t = useTranslations('crm.credits')
  const [parts, setParts] = useState<readonly Part[]>(() =>
    (value ?? []).map((one, key) => ({ key, memberId: one.memberId, percent: percentOf(one.share) })),
  )
  const keys = useRef(100)
  const nextKey = () => {
    keys.current += 1
    return keys.current
  }
  const set = (next: readonly Part[]) => {
    setParts(next)
    onChange(next.length === 0 ? null : creditsIn(next))
  }
  const change = (key: number, part: Partial<Part>) =>
    set(parts.map((one) => (one.key === key ? { ...one, ...part } : one)))
  const add = () =>
    set(
      evenly([
        ...(parts.length === 0 ? [{ key: nextKey(), memberId: ownerId, percent: '' }] : parts),
        { key: nextKey(), memberId: null, percent: '' },
      ]),
    )
  const nobody = parts.some(({ memberId }) => memberId === null)
  const sum = parts.reduce((all, { percent }) => all + parseShare(shareOf(percent) ?? '0'), 0n)
  if (parts.length === 0) {
    return (
      <div>
        <Button plain icon="plus" onClick={add}>
          {t('split')}
        </Button>
      </div>
    )
  }
  return (
    <fieldset className={style.split}>
      <legend className="small dim">{t('title')}</legend>
      {parts.map(({ key, memberId, percent }) => (
        <div key={key} className={style.part}>
          <RelationPicker
            of="member"
            name="memberId"
            aria-label={t('member')}
            required
            value={memberId}
            error={error !== undefined && memberId === null && t('whom')}
            names={{}}
            onChange={(id) => change(key, { memberId: id })}
          />
          <TextInput
            aria-label={t('percent')}
            inputMode="decimal"
            rightSection={<span className="dim">%</span>}
            value={percent}
            error={shareOf(percent) === null}
            onChange={(event) => change(key, { percent: event.currentTarget.value })}
          />
          <Button
            plain
            icon="close"
            aria-label={t('remove')}
            onClick={() => set(parts.filter((one) => one.key !== key))}
          />
        </div>
      ))}
      {error !== undefined && !nobody && (
        <p role="alert" style={{ color: 'var(--off)' }} className="small">
          {sum === WHOLE ? error : t('notWhole', { sum: percentOf(shareText(sum)) })}
        </p>
      )}
      <div className={style.ways}>
        <Button plain icon="plus" onClick={add}>
          {t('add')}
        </Button>
        <Button plain onClick={() => set(evenly(parts))}>
          {t('evenly')}
        </Button>
      </div>
    </fieldset>
  )
}

function evenly(parts: readonly Part[]): Part[] {
  const shares = equalShares(parts.map(({ key }) => String(key)))
  return parts.map((part, i) => ({ ...part, percent: percentOf(shareText(shares[i]?.share ?? 0n)) }))
}

/** What cannot be read counts as nothing, so that the server says what is missing to the whole. */
function creditsIn(parts: readonly Part[]): CreditJson[] {
  return parts.flatMap(({ memberId, percent }) =>
    memberId === null ? [] : [{ memberId, share: shareOf(percent) ?? '0' }],
  )
}
