import { useTranslations } from 'use-intl'

/** What the eye beside a password is called. */
export function usePasswordLabels(): { readonly 'aria-label': string } {
  const t = useTranslations('web.door')
  return { 'aria-label': t('showPassword') }
}
