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
import { useFileImport } from './useFileImport.ts'

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
    <Screen title={wanted ? t('titleOf', { kind: t(`kind.${wanted}`) }) : t('title')} lead={wanted ? <AnyKind /> : t('lead')}>
      <div className={style.page}>
        <FileDrop onFile={take} busy={taking.step === 'sending'}>
          {taking.step === 'sending' && (
            <div className={style.sending}>
              <p>{t('sending', { file: taking.file.name, kind: t(`kind.${taking.kind}`) })}</p>
              <progress value={taking.part} max={1} aria-label={t('sendingLabel')} />
              <Button onClick={stop}>{t('stop')}</Button>
            </div>
          )}
          {taking.step === 'kind' && <KindChoice taking={taking} onKind={(one) => send(taking.file, one)} onCancel={stop} />}
        </FileDrop>
        {taking.step === 'failed' && <ProblemText error={taking.error} />}
        <TemplateLinks kinds={wanted ? [wanted] : kinds} />
        <HistoryList />
      </div>
    </Screen>
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
