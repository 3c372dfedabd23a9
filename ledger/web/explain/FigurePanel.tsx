import { QueryErrorResetBoundary } from '@tanstack/react-query'
import { Suspense } from 'react'
import { useTranslations } from 'use-intl'
import { SidePanel } from '#web/parts/SidePanel.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { ExplainBoundary } from './ExplainBoundary.tsx'
import { Explanation, ExplanationTitle } from './Explanation.tsx'

interface Props {
  readonly token: string
  readonly onClose: () => void
  readonly onAsOf?: (day: string) => void
}

/** What a figure is made of, beside the page that shows it. */
export default function FigurePanel({ token, onClose, onAsOf }: Props) {
  const t = useTranslations('ledger.explain')
  const title = (
    <ExplainBoundary fallback={t('title')} key={token}>
      <Suspense fallback={t('title')}>
        <ExplanationTitle token={token} />
      </Suspense>
    </ExplainBoundary>
  )
  return (
    <SidePanel title={title} onClose={onClose}>
      <QueryErrorResetBoundary>
        {({ reset }) => (
          <ExplainBoundary key={token} onAgain={reset}>
            <Suspense fallback={<Waiting lines={8} />}>
              <Explanation token={token} {...(onAsOf ? { onAsOf } : {})} />
            </Suspense>
          </ExplainBoundary>
        )}
      </QueryErrorResetBoundary>
    </SidePanel>
  )
}
