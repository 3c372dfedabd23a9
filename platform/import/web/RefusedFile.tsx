import { useTranslations } from 'use-intl'

/** The refused rows as a file, with a column of reasons: mend it and drop it here again. */
export function RefusedFile({ batchId, count }: { readonly batchId: string; readonly count: number }) {
  const t = useTranslations('import')
  return (
    <a className="link" href={`/api/v1/imports/${batchId}/refused.csv`} download>
      {t('refusedFile', { count })}
    </a>
  )
}
