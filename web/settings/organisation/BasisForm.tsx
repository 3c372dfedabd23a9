import { NativeSelect } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import { activeCurrencies } from '#ledger/rules/currency.ts'
import type { RestatementJson } from '#platform/org/contract.ts'
import { api, client } from '#web/api/client.ts'
import { ApiProblem } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import { monthNames } from '#web/auth/choices.ts'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import style from '../Form.module.css'
import { weekdayNames } from '../weekdayNames.ts'
import { ZonePicker } from '../ZonePicker.tsx'
import { Restated } from './Restated.tsx'

const patterns = ['months', '4-4-5', '4-5-4', '5-4-4'] as const
const namings = ['ends', 'starts'] as const
const anchors = ['nearest', 'last'] as const

/** Another clock, year or week: first what that restates, then it is done at once. The currency is open while nothing counts. */
export function BasisForm({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('web.settings.basis')
  const locale = useLocale()
  const { org } = useMe()
  const queries = useQueryClient()
  const [{ currency, ...basis }, setWished] = useState(() => wishedOf(org))
  const [shown, show] = useState<RestatementJson | null>(null)
  const now = useQuery(api.org.organisation.restatement.queryOptions({ input: {} }))
  const set = (change: Partial<ReturnType<typeof wishedOf>>) => {
    setWished((before) => ({ ...before, ...change }))
    show(null)
  }
  const { busy, error, send } = useSubmit(async (_: null) => {
    if (shown === null && moves(basis, org)) return show(await client.org.organisation.restatement(basis))
    await client.org.organisation.change({ ...basis, ...(currency === org.currency ? {} : { currency }), seen: true })
    await queries.invalidateQueries()
    notify(t('saved'))
    onClose()
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const counts = now.data?.counts !== false
  const submit = (event: FormEvent) => {
    event.preventDefault()
    void send(null)
  }
  const choices = (names: readonly string[], text: string) =>
    names.map((value) => ({ value, label: t(`${text}_${value.replaceAll('-', '')}`) }))
  return (
    <form className={style.form} onSubmit={submit} ref={form} noValidate>
      <div className={style.fields}>
        <NativeSelect
          label={t('currency')}
          description={counts ? t('currencyFixed', { currency: org.currency }) : t('currencyOpen')}
          data={[...new Set([org.currency, ...activeCurrencies])]}
          value={currency}
          disabled={counts}
          error={problem?.at('currency')}
          onChange={({ currentTarget: { value } }) => set({ currency: value })}
        />
        <ZonePicker
          label={t('timeZone')}
          description={t('timeZoneSays')}
          value={basis.timeZone}
          clearable={false}
          error={problem?.at('timeZone')}
          onChange={(zone) => zone !== null && set({ timeZone: zone })}
        />
        <NativeSelect
          label={t('fiscalStart')}
          data={monthNames(locale)}
          value={String(basis.fiscalStartMonth)}
          onChange={({ currentTarget: { value } }) => set({ fiscalStartMonth: Number(value) })}
        />
        <NativeSelect
          label={t('naming')}
          data={choices(namings, 'naming')}
          value={basis.fiscalNaming}
          onChange={({ currentTarget: { value } }) =>
            set({ fiscalNaming: namings.find((one) => one === value) ?? 'ends' })
          }
        />
        <NativeSelect
          label={t('pattern')}
          data={choices(patterns, 'pattern')}
          value={basis.pattern}
          onChange={({ currentTarget: { value } }) =>
            set({ pattern: patterns.find((one) => one === value) ?? 'months' })
          }
        />
        {basis.pattern !== 'months' && (
          <NativeSelect
            label={t('anchor')}
            data={choices(anchors, 'anchor')}
            value={basis.yearAnchor}
            onChange={({ currentTarget: { value } }) =>
              set({ yearAnchor: anchors.find((one) => one === value) ?? 'nearest' })
            }
          />
        )}
        <NativeSelect
          label={t('weekStart')}
          data={weekdayNames(locale).map((label, i) => ({ value: String(i + 1), label }))}
          value={String(basis.weekStart)}
          onChange={({ currentTarget: { value } }) => set({ weekStart: Number(value) })}
        />
      </div>
      {shown && <Restated of={shown} zone={basis.timeZone === org.timeZone ? null : basis.timeZone} />}
      <ProblemText error={error} besides={['currency', 'timeZone']} />
      <div className={style.ways}>
        <Button first type="submit" busy={busy} disabled={!moves(basis, org) && currency === org.currency}>
          {t(shown === null && moves(basis, org) ? 'look' : 'apply')}
        </Button>
        <Button onClick={onClose}>{t('cancel')}</Button>
      </div>
    </form>
  )
}

type Org = ReturnType<typeof useMe>['org']
const wishedOf = ({ currency, timeZone, fiscalStartMonth, fiscalNaming, weekStart, pattern, yearAnchor }: Org) => ({
  ...{ currency, timeZone, fiscalStartMonth, fiscalNaming, weekStart, pattern, yearAnchor },
})
const moves = (basis: Omit<ReturnType<typeof wishedOf>, 'currency'>, org: Org) =>
  basis.timeZone !== org.timeZone ||
  basis.fiscalStartMonth !== org.fiscalStartMonth ||
  basis.fiscalNaming !== org.fiscalNaming ||
  basis.weekStart !== org.weekStart ||
  basis.pattern !== org.pattern ||
  basis.yearAnchor !== org.yearAnchor
