import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import style from './quotas.module.css'
import type { Work } from './useDrafting.ts'
import type { Saving } from './useSaving.ts'

interface Props {
  readonly work: Work
  readonly saving: Saving
  readonly clashes: number
}

/** How much is changed and not saved yet. */
export function SaveBar({ work, saving, clashes }: Props) {
  const t = useTranslations('goals.quotas')
  const changed = work.draft.size
  const unread = [...work.draft.values()].filter((edit) => edit.unread !== null).length
  return (
    <div className={style.save} role="status" data-on={changed > 0 || undefined}>
      {changed > 0 && (
        <>
          <strong className="num">{t('changes', { count: changed })}</strong>
          {unread > 0 && <span className={style.wrong}>{t('unreadCount', { count: unread })}</span>}
          {clashes > 0 && <span className={style.wrong}>{t('clashCount', { count: clashes })}</span>}
          {saving.accepted > 0 && <span className="dim">{t('acceptedCount', { count: saving.accepted })}</span>}
          <span className={style.gap} />
          <Button plain onClick={work.forget} disabled={saving.busy}>
            {t('discard')}
          </Button>
          <Button first busy={saving.busy} onClick={saving.save} aria-keyshortcuts="Control+S">
            {t('save')}
          </Button>
        </>
      )}
    </div>
  )
}
