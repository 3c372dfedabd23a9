import { useTranslations } from 'use-intl'
import { ApiProblem, Unreachable } from '#web/api/problem.ts'
import style from './ProblemText.module.css'

interface Props {
  readonly error: Error | null
  /** Fields that show their own messages; they are not said twice. */
  readonly besides?: readonly string[]
}

/** What went wrong with what one asked for, and the way out. */
export function ProblemText({ error, besides = [] }: Props) {
  const t = useTranslations('web.error')
  if (error === null) return null
  const atFields = (path: string) => besides.some((name) => path === name || path.startsWith(`${name}.`))
  if (error instanceof ApiProblem) {
    const rest = error.lines.filter(({ path }) => !atFields(path))
    const texts = error.lines.length === 0 ? [error.message || t('refused')] : rest.map(({ message }) => message)
    return texts.length === 0 ? null : <Words texts={[...new Set(texts)]} />
  }
  return <Words texts={[t(error instanceof Unreachable ? 'unreachableWay' : 'brokenWay')]} />
}

function Words({ texts }: { readonly texts: readonly string[] }) {
  return (
    <div className={style.problem} role="alert">
      {texts.map((text) => (
        <p key={text}>{text}</p>
      ))}
    </div>
  )
}

/** The same as a text, for a notice. */
export function useProblemWords(): (error: unknown) => string {
  const t = useTranslations('web.error')
  return (error) => {
    if (error instanceof ApiProblem) return error.message || t('refused')
    return t(error instanceof Unreachable ? 'unreachableWay' : 'brokenWay')
  }
}
