import type { ReactNode } from 'react'
import style from './Status.module.css'

export type Tone = 'ahead' | 'ontrack' | 'risk' | 'off' | 'quiet' | 'accent'

/** A state in a word and a colour; the colour never stands alone. */
export function Status({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={style.tag} data-tone={tone}>
      {children}
    </span>
  )
}
