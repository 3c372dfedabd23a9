import { Link, useSearch } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMay } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Screen } from '#web/parts/Screen.tsx'
import { FileDrop } from './FileDrop.tsx'
import { HistoryList } from './HistoryList.tsx'
import style from './ImportScreen.module.css'
import { KindChoice } from './KindChoice.tsx'
import { kindsFor } from './kinds.ts'
import { TemplateLinks } from './TemplateLinks.tsx'
import { type Taking, useFileImport } from './useFileImport.ts'

/** A file comes in here; below stands what came in before. */
export function ImportScreen() {
  const t = useTranslations('import')
  const kinds = kindsFor(useMay())
  const { kind } = useSearch({ from: '/shell/import' })
  const wanted = kinds.find((one) => one === kind) ?? null
  const { taking, take, send, stop } = useFileImport(kinds, wanted)
  if (kinds.length === 0) {
    return (
      <Screen title={t('title')}>
        <EmptyState title={t('notYours')}>{t('notYoursWay')}</EmptyState>
      </Screen>
    )
  }
  return (
    <Screen
      title={wanted ? t('titleOf', { kind: t(`kind.${wanted}`) }) : t('title')}
      lead={wanted ? <AnyKind /> : t('lead')}
    >
      <div className={style.page}>
        <FileDrop onFile={take} busy={taking.step === 'sending' || taking.step === 'looking'}>
          {taking.step === 'sending' ? (
            <Sending taking={taking} onStop={stop} />
          ) : taking.step === 'looking' ? (
            <Looking file={taking.file} onStop={stop} />
          ) : taking.step === 'kind' ? (
            <KindChoice taking={taking} onChosen={(chosen) => send(taking.file, chosen)} onCancel={stop} />
          ) : null}
        </FileDrop>
        {taking.step === 'failed' && <ProblemText error={taking.error} />}
        <TemplateLinks kinds={wanted ? [wanted] : kinds} />
        <HistoryList />
      </div>
    </Screen>
  )
}

interface SendingProps {
  readonly taking: Extract<Taking, { readonly step: 'sending' }>
  readonly onStop: () => void
}

function Sending({ taking: { file, kind, part }, onStop }: SendingProps) {
  const t = useTranslations('import')
  return (
    <div className={style.sending}>
      <p>{t(part < 1 ? 'sending' : 'reading', { file: file.name, kind: t(`kind.${kind}`) })}</p>
      <progress max={1} aria-label={t('sendingLabel')} {...(part < 1 ? { value: part } : {})} />
      <Button onClick={onStop}>{t('stop')}</Button>
    </div>
  )
}

function Looking({ file, onStop }: { readonly file: File; readonly onStop: () => void }) {
  const t = useTranslations('import')
  return (
    <div className={style.sending}>
      <p>{t('looking', { file: file.name })}</p>
      <progress aria-label={t('sendingLabel')} />
      <Button onClick={onStop}>{t('stop')}</Button>
    </div>
  )
}

function AnyKind() {
  const t = useTranslations('import')
  return (
    <Link to="/import" className="link">
      {t('anyKind')}
    </Link>
  )
}
