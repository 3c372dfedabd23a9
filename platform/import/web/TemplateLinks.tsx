import { useTranslations } from 'use-intl'
import type { ImportKind } from '../rules/synonyms.ts'

/** A file a kind with one row as an example, for those who have no export to begin from. */
export function TemplateLinks({ kinds }: { readonly kinds: readonly ImportKind[] }) {
  const t = useTranslations('import')
  return (
    <p className="dim small">
      {t('templates')}{' '}
      {kinds.map((kind, i) => (
        <span key={kind}>
          {i > 0 && ' · '}
          {t(`kind.${kind}`)}{' '}
          <a className="link" href={`/api/v1/imports/templates/${kind}.csv`} download>
            CSV
          </a>{' '}
          <a className="link" href={`/api/v1/imports/templates/${kind}.xlsx`} download>
            XLSX
          </a>
        </span>
      ))}
    </p>
  )
}
