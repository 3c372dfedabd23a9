import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { useNavigate, useSearch } from '@tanstack/react-router'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../change/change.module.css'
import { type ChangeDays, openedIn, openInAddress } from '../change/changeDays.ts'
import { WhyChanged } from '../change/WhyChanged.tsx'
import { WhyLink } from '../change/WhyLink.tsx'
import { ExplainBoundary } from './ExplainBoundary.tsx'
import { Explanation, ExplanationTitle } from './Explanation.tsx'

interface Props {
  /** What the address opens: a figure's token, and two days where it is asked why it moved. */
  readonly opened: string
  readonly onClose: () => void
  readonly onAsOf?: (day: string) => void
}

/** What a figure is made of, or why it moved, beside the page that shows it. */
export default function FigurePanel({ opened, onClose, onAsOf }: Props) {
  const t = useTranslations('ledger')
  const { token, days } = openedIn(opened)
  const search = useSearch({ strict: false })
  const navigate = useNavigate()
  const show = (asked: ChangeDays | null) => {
    const explain = openInAddress(token, asked)
    void navigate({ to: '.', search: { ...search, explain }, replace: true, resetScroll: false })
  }
  const title = (
    <ExplainBoundary fallback={t('explain.title')} key={token}>
      <Suspense fallback={t('explain.title')}>
        <ExplanationTitle token={token} />
      </Suspense>
    </ExplainBoundary>
  )
  return (
    <SidePanel title={title} onClose={onClose}>
      {days !== null && (
        <div className={style.back}>
          <h2>{t('change.title')}</h2>
          <Button onClick={() => show(null)}>{t('explain.title')}</Button>
        </div>
      )}
      <QueryErrorResetBoundary>
        {({ reset }) => (
          <ExplainBoundary key={opened} onAgain={reset}>
            <Suspense fallback={<Waiting lines={8} />}>
              {days === null ? (
                <>
                  <WhyLink token={token} onDays={show} />
                  <Explanation token={token} {...(onAsOf ? { onAsOf } : {})} />
                </>
              ) : (
                <WhyChanged token={token} days={days} onDays={show} />
              )}
            </Suspense>
          </ExplainBoundary>
        )}
      </QueryErrorResetBoundary>
    </SidePanel>
  )
}
