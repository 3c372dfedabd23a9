import { useTranslations } from 'use-intl'
import type { ColumnQuestion, MissingQuestion, Question, ValueQuestion } from '../../rules/questions.ts'
import type { Asking } from './asking.ts'
import { ColumnQuestionCard } from './ColumnQuestionCard.tsx'
import { MissingQuestionCard } from './MissingQuestionCard.tsx'
import style from './questions.module.css'
import { ValueQuestions } from './ValueQuestions.tsx'

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
  const columns = questions.filter(isColumn)
  if (questions.length === 0) return null
  return (
    <section className={style.questions} aria-label={t('title')}>
      {questions.filter(isMissing).map((question) => (
        <MissingQuestionCard key={question.id} question={question} {...asking} />
      ))}
      {columns.map((question) => (
        <ColumnQuestionCard key={question.id} question={question} alike={alikeOf(question, columns)} {...asking} />
      ))}
      {values.length > 0 && <ValueQuestions questions={values} onAcceptAll={onAcceptAll} {...asking} />}
    </section>
  )
}

/** Other columns of which the same is asked: a file is written by one system, in one way. */
function alikeOf(question: ColumnQuestion, among: readonly ColumnQuestion[]): readonly ColumnQuestion[] {
  const alike = among.filter((one) => one.asks === question.asks && one.choices.join() === question.choices.join())
  return question.asks === 'unit' ? [question] : alike
}
