import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { ButtonLink } from './ButtonLink.tsx'

/** The way to the wizard, with the kind said already. */
export function ImportLink({ kind, permission }: { readonly kind: string; readonly permission: string }) {
  const t = useTranslations('web.importLink')
  const may = useMay()
  if (!may(permission)) return null
  return (
    <ButtonLink to="/import" search={{ kind }}>
      {t('label')}
    </ButtonLink>
  )
}
