import { useTranslations } from 'use-intl'
import type { AnyDeclaration } from '#platform/record/record.ts'

export interface RecordText {
  readonly label: (field: string) => string
  readonly choice: (field: string, option: string) => string
  readonly one: string
  readonly many: string
}

const storedFields = ['createdAt', 'updatedAt', 'createdBy', 'deletedAt']

/** What fields and choices of a record type are called: `crm.deal.amount`, `crm.deal.status_won`. */
export function useRecordText({ practice, type }: Pick<AnyDeclaration, 'practice' | 'type'>): RecordText {
  const t = useTranslations(`${practice}.${type}`)
  const stored = useTranslations('web.stored')
  return {
    label: (field) => (storedFields.includes(field) ? stored(field) : t(field)),
    choice: (field, option) => t(`${field}_${option}`),
    one: t('_one'),
    many: t('_many'),
  }
}
