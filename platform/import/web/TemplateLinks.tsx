import { useTranslations } from 'use-intl'
import type { ImportKind } from '../rules/synonyms.ts'

/** An empty file a kind, for those who have no export to begin from. */
export function TemplateLinks({ kinds }: { readonly kinds: readonly ImportKind[] }) {
  const t = useTranslations('import')
  return (
    <p className="dim small">
      {t('templates')}{' '}
      {kinds.map((kind, i) => (
        <span key={kind}>
          {i > 0 && ' · '}
          <a className="link" href={`/api/v1/imports/templates/${kind}.csv`} download>
            {t(`kind.${kind}`)}
          </a>
        </span>
      ))}
    </p>
  )
}
