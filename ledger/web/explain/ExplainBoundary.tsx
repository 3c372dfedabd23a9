import { Component, type ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import style from './explain.module.css'

interface Props {
  /** In place of what went wrong; without it the reason stands there, and the way to try again. */
  readonly fallback?: ReactNode
  readonly onAgain?: () => void
  readonly children: ReactNode
}

/** An explanation that can't be shown says why in the panel, and leaves the page behind it alone. */
export class ExplainBoundary extends Component<Props, { readonly error: Error | null }> {
  override state: { readonly error: Error | null } = { error: null }

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) }
  }

  override render() {
    const { error } = this.state
    if (error === null) return this.props.children
    if (this.props.fallback !== undefined) return this.props.fallback
    const again = () => {
      this.props.onAgain?.()
      this.setState({ error: null })
    }
    return <Refused error={error} onAgain={again} />
  }
}

function Refused({ error, onAgain }: { readonly error: Error; readonly onAgain: () => void }) {
  const t = useTranslations('web.error')
  return (
    <div className={style.refused}>
      <ProblemText error={error} />
      <Button onClick={onAgain}>{t('again')}</Button>
    </div>
  )
}
