import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { languages, speak, useSpoken } from '#web/frame/language.ts'
import { usePageTitle } from '#web/frame/usePageTitle.ts'
import { Sail } from '#web/parts/Icon.tsx'
import style from './Door.module.css'

interface Props {
  readonly title: string
  readonly lead?: ReactNode
  readonly children?: ReactNode
  readonly below?: ReactNode
}

/** A page before the door: one column, our sign, and the language within reach. */
export function Door({ title, lead, children, below }: Props) {
  const t = useTranslations('web.door')
  const { language } = useSpoken()
  usePageTitle(title)
  return (
    <div className={style.place}>
      <header className={style.head}>
        <span className={style.sign}>
          <Sail size={24} />
          {t('name')}
        </span>
        <nav className={style.languages} aria-label={t('language')}>
          {languages.map((one) => (
            <button key={one} type="button" lang={one} aria-pressed={one === language} onClick={() => void speak(one)}>
              {t(`language_${one}`)}
            </button>
          ))}
        </nav>
      </header>
      <main className={style.main}>
        <h1>{title}</h1>
        {lead !== undefined && <p className={style.lead}>{lead}</p>}
        {children}
        {below && <div className={style.below}>{below}</div>}
      </main>
    </div>
  )
}
