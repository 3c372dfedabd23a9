import { type DragEvent, type ReactNode, useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { modKey } from '#web/frame/modKey.ts'
import { Button } from '#web/parts/Button.tsx'
import style from './FileDrop.module.css'

interface Props {
  readonly onFile: (file: File) => void
  readonly busy: boolean
  /** In place of the invitation: what happens with the file that was taken. */
  readonly children?: ReactNode
}

/** A file is dropped here, chosen with the button, or pasted: also rows as a spreadsheet copies them. */
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
  useEffect(() => {
    const paste = (event: ClipboardEvent) => {
      if (busy || isWritten(event.target)) return
      const file = pastedFile(event.clipboardData, t('pasted'))
      if (file) onFile(file)
    }
    document.addEventListener('paste', paste)
    return () => document.removeEventListener('paste', paste)
  }, [busy, onFile, t])
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
          <p className={style.note}>{t('note', { paste: modKey('V') })}</p>
        </>
      )}
      <input
        ref={input}
        type="file"
        className="hidden-words"
        tabIndex={-1}
        aria-label={t('choose')}
        accept=".csv,.txt,.tsv,.xlsx,text/csv,text/plain,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
        onChange={(event) => {
          take(event.currentTarget.files)
          // the same file may be chosen again, once it is mended
          event.currentTarget.value = ''
        }}
      />
    </div>
  )
}

const isWritten = (target: EventTarget | null) =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement

/** Rows of one column can't be told from a sentence, so two lines are the least. */
function pastedFile(data: DataTransfer | null, name: string): File | null {
  const [file] = data?.files ?? []
  if (file) return file
  const text = data?.getData('text/plain') ?? ''
  return text.trim().includes('\n') ? new File([text], `${name}.tsv`, { type: 'text/plain' }) : null
}
