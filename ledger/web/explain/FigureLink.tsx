import { Link, useNavigate, useSearch } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense } from 'react'
import { useTranslations } from 'use-intl'
import style from '#web/parts/Explain.module.css'
import { tokenIn } from '../ExplainLink.tsx'

const FigurePanel = lazy(() => import('./FigurePanel.tsx'))

interface Props {
  /** Where the figure opens, as the API says it with the figure. */
  readonly explain: string
  /** What the figure is, for those who can't see where it stands. */
  readonly of: string
  readonly children: ReactNode
}

/** A figure of any page that opens: what it is made of stands in the page's address, as `explain`. */
export function FigureLink({ explain, of, children }: Props) {
  const t = useTranslations('ledger.explain')
  const search = useSearch({ strict: false })
  return (
    <Link
      to="."
      search={{ ...search, explain: tokenIn(explain) }}
      resetScroll={false}
      preload={false}
      className={style.explainable}
      style={{ textDecoration: 'none' }}
      title={t('open')}
      aria-haspopup="dialog"
      data-figure
    >
      <span className="hidden-words">{of}: </span>
      {children}
    </Link>
  )
}

/** The figure that the address of the page names, opened beside it. A page with figures has it once. */
export function OpenFigure() {
  const { explain, ...search } = useSearch({ strict: false })
  const navigate = useNavigate()
  if (typeof explain !== 'string') return null
  const close = () => void navigate({ to: '.', search: { ...search }, replace: true, resetScroll: false })
  return (
    <Suspense fallback={null}>
      <FigurePanel opened={explain} onClose={close} />
    </Suspense>
  )
}
