import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { suggestedAnswer, type ValueQuestion } from '../../rules/questions.ts'
import type { Asking } from './asking.ts'
import style from './questions.module.css'
import { ValueQuestionRow } from './ValueQuestionRow.tsx'

interface Props extends Asking {
  readonly questions: readonly ValueQuestion[]
  readonly onAcceptAll: () => void
}

const shownAtFirst = 12

/** Values that name no record, several, or nearly one; what is proposed is accepted at once or one by one. */
export function ValueQuestions({ questions, disabled, onAcceptAll, kind, onChange }: Props) {
  const t = useTranslations('import.questions')
  const [most, setMost] = useState(shownAtFirst)
  const [seeAnswered, see] = useState(false)
  const open = questions.filter(({ answer }) => answer === null)
  const answered = questions.filter(({ answer }) => answer !== null)
  const suggested = open.filter((question) => suggestedAnswer(question) !== null)
  const shown = seeAnswered ? [...open.slice(0, most), ...answered.slice(0, most)] : open.slice(0, most)
  return (
    <div className={style.card} data-quiet={open.length === 0 || undefined}>
      <div className={style.head}>
        <div>
          <p className={style.asks}>
            {open.length > 0
              ? t('values', { count: open.length })
              : t('valuesDone', {
                  created: answered.filter(({ answer }) => answer !== null && 'create' in answer).length,
                })}
          </p>
          {open.length > 0 && <p className={style.why}>{t('valuesWhy')}</p>}
        </div>
        {suggested.length > 0 && (
          <Button first onClick={onAcceptAll} disabled={disabled}>
            {t('acceptAll', { count: suggested.length })}
          </Button>
        )}
      </div>
      {shown.length > 0 && (
        <ul className={style.values}>
          {shown.map((question) => (
            <ValueQuestionRow
              key={question.id}
              question={question}
              kind={kind}
              disabled={disabled}
              onAnswer={(answer) => onChange({ relations: { [question.field]: { [question.value]: answer } } })}
            />
          ))}
        </ul>
      )}
      <div className={style.more}>
        {open.length > most && (
          <Button plain onClick={() => setMost(most + 50)}>
            {t('showMore', { count: Math.min(50, open.length - most) })}
          </Button>
        )}
        {answered.length > 0 && (
          <Button plain onClick={() => see(!seeAnswered)} aria-expanded={seeAnswered}>
            {t(seeAnswered ? 'hideAnswered' : 'seeAnswered', { count: answered.length })}
          </Button>
        )}
      </div>
    </div>
  )
}
