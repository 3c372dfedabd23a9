import { useTranslations } from 'use-intl'
import type { ImportKind } from '../rules/synonyms.ts'

/** What a field of an import is called; some have another name in one kind. */
export function useFieldName(kind: ImportKind): (field: string) => string {
  const t = useTranslations('import.field')
  return (field) => (t.has(`${kind}.${field}`) ? t(`${kind}.${field}`) : t(`any.${field}`))
}
