import { useTranslations } from 'use-intl'
import type { ColumnQuestion, MissingQuestion, Question, ValueQuestion } from '../../rules/questions.ts'
import type { ColumnFormat } from '../../rules/readings.ts'
import type { FoundColumn, ImportSettings, SettingsChange } from '../../rules/settings.ts'
import type { ImportKind } from '../../rules/synonyms.ts'
import { ColumnQuestionCard } from './ColumnQuestionCard.tsx'
import { MissingQuestionCard } from './MissingQuestionCard.tsx'
import style from './questions.module.css'
import { ValueQuestions } from './ValueQuestions.tsx'

export interface Asking {
  readonly kind: ImportKind
  readonly columns: readonly FoundColumn[]
  readonly settings: ImportSettings
  readonly disabled: boolean
  readonly onChange: (change: SettingsChange) => void
}
interface Props extends Asking {
  readonly questions: readonly Question[]
  readonly onAcceptAll: () => void
}

const isColumn = (question: Question): question is ColumnQuestion =>
  question.asks === 'format' || question.asks === 'currency' || question.asks === 'unit'
const isMissing = (question: Question): question is MissingQuestion => question.asks === 'column'
const isValue = (question: Question): question is ValueQuestion => question.asks === 'record'

/** What only a person can say, what holds everything up first. */
export function QuestionList({ questions, onAcceptAll, ...asking }: Props) {
  const t = useTranslations('import.questions')
  const values = questions.filter(isValue)
  if (questions.length === 0) return null
  return (
    <section className={style.questions} aria-label={t('title')}>
      {questions.filter(isMissing).map((question) => (
        <MissingQuestionCard key={question.id} question={question} {...asking} />
      ))}
      {questions.filter(isColumn).map((question) => (
        <ColumnQuestionCard key={question.id} question={question} {...asking} />
      ))}
      {values.length > 0 && <ValueQuestions questions={values} onAcceptAll={onAcceptAll} {...asking} />}
    </section>
  )
}

/** What answering a question about a column changes. */
export function columnAnswer(
  { asks, header }: ColumnQuestion,
  answer: string,
  formats: readonly ColumnFormat[],
): SettingsChange {
  if (asks === 'currency') return { currencies: { [header]: answer } }
  if (asks === 'unit') return { units: { [header]: answer } }
  const format = formats.find((one) => one === answer)
  return format === undefined ? {} : { formats: { [header]: format } }
}
