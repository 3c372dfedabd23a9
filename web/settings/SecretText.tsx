import { TextInput } from '@mantine/core'
import { useRef } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { notify } from '#web/parts/notices.ts'
import style from './SecretText.module.css'

interface Props {
  readonly value: string
  readonly label: string
  /** What is said once it was copied. */
  readonly copied: string
}

/** A text to be taken along: a link, a key. */
export function SecretText({ value, label, copied }: Props) {
  const t = useTranslations('web.settings')
  const input = useRef<HTMLInputElement>(null)
  const copy = async () => {
    // pages over plain HTTP have no clipboard: then the text is selected, for the person's own copy key
    input.current?.select()
    try {
      await navigator.clipboard.writeText(value)
      notify(copied)
    } catch {
      notify(t('copyByHand'))
    }
  }
  return (
    <div className={style.secret}>
      <TextInput ref={input} label={label} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
      <Button first icon="link" onClick={copy}>
        {t('copy')}
      </Button>
    </div>
  )
}
