import { Select } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { MissingQuestion } from '../../rules/questions.ts'
import { useFieldName } from '../fields.ts'
import type { Asking } from './asking.ts'
import style from './questions.module.css'

/** A field that every record needs and no column gives: which column is it? */
export function MissingQuestionCard({
  question: { field },
  kind,
  columns,
  settings,
  disabled,
  onChange,
}: Asking & { readonly question: MissingQuestion }) {
  const t = useTranslations('import.questions')
  const name = useFieldName(kind)(field)
  const free = columns.filter(({ header }) => (settings.columns[header] ?? null) === null)
  const rest = columns.filter((column) => !free.includes(column))
  return (
    <div className={style.card} data-blocking>
      <p className={style.asks}>{t('missing', { field: name })}</p>
      <p className={style.why}>{t('missingWhy', { field: name })}</p>
      <Select
        aria-label={t('missing', { field: name })}
        placeholder={t('chooseColumn')}
        searchable
        disabled={disabled}
        data={[...free, ...rest].map(({ header }) => header)}
        value={null}
        onChange={(header) => header !== null && onChange({ columns: { [header]: field } })}
        maw={320}
      />
    </div>
  )
}
