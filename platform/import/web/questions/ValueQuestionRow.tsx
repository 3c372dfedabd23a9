import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { RelationPicker } from '#web/parts/field/RelationPicker.tsx'
import { suggestedAnswer, type ValueQuestion } from '../../rules/questions.ts'
import type { RelationAnswer } from '../../rules/settings.ts'
import type { ImportKind } from '../../rules/synonyms.ts'
import { useFieldName } from '../fields.ts'
import { Namesake } from './Namesake.tsx'
import style from './questions.module.css'

interface Props {
  readonly question: ValueQuestion
  readonly kind: ImportKind
  readonly disabled: boolean
  readonly onAnswer: (answer: RelationAnswer) => void
}

/** "GTXPro", 1,480 rows: is probably GTX Pro. */
export function ValueQuestionRow({ question, kind, disabled, onAnswer }: Props) {
  const t = useTranslations('import.questions')
  const fieldName = useFieldName(kind)
  const [other, setOther] = useState(false)
  const { value, rows, found, proposals, creation, type, field, answer } = question
  const [best] = proposals
  return (
    <li className={style.value}>
      <span className={style.valueText}>
        <b>{t('quoted', { value })}</b>{' '}
        <span className="dim small">{t('rows', { field: fieldName(field), count: rows })}</span>
        <span className={style.guess}>
          {answer !== null ? <Answer question={question} answer={answer} /> : <Guess question={question} />}
        </span>
      </span>
      <span className={style.answers}>
        {found === 'ambiguous' &&
          answer === null &&
          proposals.map((one) => (
            <Namesake
              key={one.id}
              id={one.id}
              name={one.name}
              type={type}
              disabled={disabled}
              onChoose={() => onAnswer({ to: one.id })}
            />
          ))}
        {found === 'near' && best && answer === null && (
          <Button disabled={disabled} onClick={() => onAnswer({ to: best.id })}>
            {t('accept')}
          </Button>
        )}
        {answer === null && creation !== 'never' && (
          <Button disabled={disabled} onClick={() => onAnswer({ create: true })}>
            {t('create')}
          </Button>
        )}
        {!other && (
          <Button plain disabled={disabled} onClick={() => setOther(true)}>
            {t(answer === null ? 'other' : 'change')}
          </Button>
        )}
        {answer === null && (
          <Button plain disabled={disabled} onClick={() => onAnswer({ without: true })}>
            {t('without')}
          </Button>
        )}
        {other && (
          <RelationPicker
            of={type}
            name={question.id}
            aria-label={t('otherFor', { value })}
            value={null}
            names={{}}
            autoFocus
            onChange={(id) => {
              setOther(false)
              if (id !== null) onAnswer({ to: id })
            }}
          />
        )}
      </span>
    </li>
  )
}

function Guess({ question }: { readonly question: ValueQuestion }) {
  const t = useTranslations('import.questions')
  const { found, proposals, type } = question
  const [best] = proposals
  if (found === 'near' && best) return t.rich('near', { name: best.name, b: (text) => <b>{text}</b> })
  if (found === 'ambiguous') return t('ambiguous', { count: proposals.length })
  return suggestedAnswer(question) === null ? t(`none.${type}`) : `${t(`none.${type}`)} ${t('suggestCreate')}`
}

function Answer({
  question: { proposals },
  answer,
}: {
  readonly question: ValueQuestion
  readonly answer: RelationAnswer
}) {
  const t = useTranslations('import.questions')
  if ('create' in answer) return t('isCreated')
  if ('without' in answer) return t('isLeftOut')
  const name = proposals.find(({ id }) => id === answer.to)?.name
  return name === undefined ? t('isOther') : t.rich('isTo', { name, b: (text) => <b>{text}</b> })
}
