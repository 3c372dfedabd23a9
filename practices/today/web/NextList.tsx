import { Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { commands } from '#web/frame/commands.ts'
import { Button } from '#web/parts/Button.tsx'
import type { TodayJson } from '../contract.ts'
import { NextRow } from './NextRow.tsx'
import style from './today.module.css'

const NewDeal = commands.find(({ key }) => key === 'newDeal')?.panel

/** So many are seen at once, so that the goals below stay in sight. */
const atOnce = 5

/** What comes next, in the order of effect × timing. */
export function NextList({ of }: { readonly of: TodayJson }) {
  const t = useTranslations('today.next')
  const [all, showAll] = useState(false)
  const shown = all ? of.next : of.next.slice(0, atOnce)
  const folded = of.next.length - shown.length
  const behind = of.nextCount - of.next.length
  return (
    <section aria-labelledby="today-next">
      <h2 id="today-next">
        {t('title')} {of.next.length > 0 && <small>{t('note')}</small>}
      </h2>
      {of.next.length === 0 ? (
        <Nothing first={of.deals === 0} />
      ) : (
        <ul className={style.rows}>
          {shown.map((one, at) => (
            <NextRow key={one.key} item={one} first={at === 0} missing={of.missing} />
          ))}
        </ul>
      )}
      {folded > 0 && (
        <Button plain onClick={() => showAll(true)}>
          {t('unfold', { count: folded })}
        </Button>
      )}
      {((all && behind > 0) || of.putOff > 0) && (
        <p className={`${style.foot} dim small`}>
          {[all && behind > 0 && t('more', { count: behind }), of.putOff > 0 && t('putOffCount', { count: of.putOff })]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </section>
  )
}

function Nothing({ first }: { readonly first: boolean }) {
  const t = useTranslations('today.next')
  const may = useMay()
  const [open, setOpen] = useState(false)
  return (
    <div className={style.none}>
      <b>{t(first ? 'noDeals' : 'none')}</b>
      <p>{t(first ? 'noDealsWords' : 'noneWords')}</p>
      {first && may('deal.create') && (
        <Button first onClick={() => setOpen(true)}>
          {t('newDeal')}
        </Button>
      )}
      {open && NewDeal && (
        <Suspense fallback={null}>
          <NewDeal onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}
