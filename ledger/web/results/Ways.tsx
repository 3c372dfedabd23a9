import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { ButtonLink } from '#web/parts/ButtonLink.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { copyText } from '../copyText.ts'
import { ExportMenu, type ExportProps } from './ExportMenu.tsx'
import style from './results.module.css'

/** What can be done with what is shown: taken along, handed on; and the way to what there is to show. */
export function Ways(props: ExportProps) {
  const t = useTranslations('ledger.results')
  const copy = async () => {
    if (await copyText(location.href)) notify(t('linkCopied'))
    else notifyWrong(t('linkNotCopied'))
  }
  return (
    <div className={style.ways}>
      <ButtonLink to="/results/metrics">{t('allMetrics')}</ButtonLink>
      <Button icon="link" onClick={() => void copy()}>
        {t('copyLink')}
      </Button>
      <ExportMenu {...props} />
    </div>
  )
}
