import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ListView } from '../listView.ts'
import { TextLine } from '../TextLine.tsx'
import style from './ListBar.module.css'

interface Props {
  readonly view: ListView
  readonly onView: (view: ListView) => void
}

const typingMs = 250

/** Searches while one types. What the address asks for from elsewhere takes the place of what was typed. */
export function SearchLine({ view, onView }: Props) {
  const t = useTranslations('web.table')
  const asked = view.search ?? ''
  const [line, setLine] = useState({ text: asked, sent: asked, seen: asked })
  if (asked !== line.seen) setLine({ text: asked === line.sent ? line.text : asked, sent: asked, seen: asked })
  const ask = useDebouncedCallback((text: string) => {
    const sent = text.trim()
    setLine((now) => ({ ...now, sent }))
    onView({ ...view, search: sent === '' ? undefined : sent })
  }, typingMs)
  return (
    <TextLine
      className={style.search}
      type="search"
      quiet
      icon="search"
      aria-label={t('search')}
      placeholder={t('search')}
      value={line.text}
      onText={(text) => {
        setLine((now) => ({ ...now, text }))
        ask(text)
      }}
    />
  )
}
