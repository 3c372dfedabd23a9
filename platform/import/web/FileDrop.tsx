import { type DragEvent, type ReactNode, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import style from './FileDrop.module.css'

interface Props {
  readonly onFile: (file: File) => void
  readonly busy: boolean
  /** In place of the invitation: what happens with the file that was taken. */
  readonly children?: ReactNode
}

/** A file is dropped here, or chosen with the button. */
export function FileDrop({ onFile, busy, children }: Props) {
  const t = useTranslations('import.drop')
  const input = useRef<HTMLInputElement>(null)
  const [over, setOver] = useState(false)
  const take = (files: FileList | null) => {
    const file = files?.[0]
    if (file && !busy) onFile(file)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    setOver(false)
    take(event.dataTransfer.files)
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: the button inside does the same by keyboard
    <div
      className={style.drop}
      data-over={over || undefined}
      onDragOver={(event) => {
        event.preventDefault()
        setOver(true)
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      {children ?? (
        <>
          <p className={style.words}>{t(over ? 'letGo' : 'title')}</p>
          <Button first onClick={() => input.current?.click()}>
            {t('choose')}
          </Button>
          <p className={style.note}>{t('note')}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        className="hidden-words"
        tabIndex={-1}
        aria-label={t('choose')}
        accept=".csv,.txt,.tsv,text/csv,text/plain"
        onChange={(event) => {
          take(event.currentTarget.files)
          // the same file may be chosen again, once it is mended
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}
