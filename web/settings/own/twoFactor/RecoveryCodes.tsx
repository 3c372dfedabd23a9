import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import style from './TwoFactor.module.css'

interface Props {
  readonly codes: readonly string[]
  readonly onClose: () => void
}

/** Shown this once: to be copied, kept as a file, or written down. */
export function RecoveryCodes({ codes, onClose }: Props) {
  const t = useTranslations('web.settings.twoFactor')
  const text = codes.join('\n')
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text)
      notify(t('codesCopied'))
    } catch {
      notify(t('copyByHand'))
    }
  }
  return (
    <div className={style.form}>
      <p className={style.text}>{t('codesText')}</p>
      <ul className={style.codes} aria-label={t('codesTitle')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className={style.ways}>
        <Button first onClick={onClose}>
          {t('kept')}
        </Button>
        <Button icon="link" onClick={copy}>
          {t('copyCodes')}
        </Button>
        <a
          className="link"
          href={`data:text/plain;charset=utf-8,${encodeURIComponent(text)}`}
          download="farsail-codes.txt"
        >
          {t('saveCodes')}
        </a>
      </div>
    </div>
  )
}
