import { useQueryErrorResetBoundary } from '@tanstack/react-query'
import { type ErrorComponentProps, useRouter } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { ApiProblem, Unreachable } from '#web/api/problem.ts'
import { Button } from '#web/parts/Button.tsx'
import style from './Message.module.css'
import { NotFound } from './NotFound.tsx'
import { usePageTitle } from './usePageTitle.ts'

/** What happened, what was kept, what to do next; never the inside of the program. */
export function ErrorScreen({ error, reset }: ErrorComponentProps) {
  const t = useTranslations('web.error')
  const router = useRouter()
  const { reset: resetQueries } = useQueryErrorResetBoundary()
  usePageTitle(t('title'))
  if (error instanceof ApiProblem && error.status === 404) return <NotFound />
  const again = () => {
    resetQueries()
    reset()
    void router.invalidate()
  }
  return (
    <div className={style.message} role="alert">
      <h1>{t(kindOf(error))}</h1>
      <p>{error instanceof ApiProblem && error.message !== '' ? error.message : t(`${kindOf(error)}Way`)}</p>
      <div className={style.ways}>
        <Button first onClick={again}>
          {t('again')}
        </Button>
        <Button onClick={() => location.reload()}>{t('reload')}</Button>
      </div>
    </div>
  )
}

function kindOf(error: unknown): 'unreachable' | 'refused' | 'newVersion' | 'broken' {
  if (error instanceof Unreachable) return 'unreachable'
  if (error instanceof ApiProblem) return 'refused'
  // A part of the page that the server no longer has: it was updated while this page was open.
  if (error instanceof Error && /preload|dynamically imported|module script/i.test(error.message)) return 'newVersion'
  return 'broken'
}
