import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import type { ImportDetail } from '../contract.ts'
import style from './BatchScreen.module.css'

interface Props {
  readonly batch: ImportDetail
  readonly onUndo: () => void
  readonly onClose: () => void
}

/** Taking back is asked first: how much came in with the file, what goes back, and what stays. */
export function UndoDialog({ batch: { fileName, counts }, onUndo, onClose }: Props) {
  const t = useTranslations('import.undoDialog')
  const { created, changed } = counts?.outcomes ?? { created: 0, changed: 0 }
  const count = created + changed
  const undo = () => {
    onClose()
    onUndo()
  }
  return (
    <Dialog title={t('title', { file: fileName })} onClose={onClose}>
      <p style={{ marginBottom: 8 }}>{t('what', { count })}</p>
      <p className="dim" style={{ marginBottom: 16 }}>
        {t('stays')}
      </p>
      <div className={style.ways}>
        <Button danger onClick={undo}>
          {t('undo', { count })}
        </Button>
        <Button onClick={onClose}>{t('keep')}</Button>
      </div>
    </Dialog>
  )
}
