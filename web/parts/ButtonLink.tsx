import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import style from './Button.module.css'

interface Props {
  readonly to: string
  readonly search?: Readonly<Record<string, string>>
  readonly first?: boolean
  readonly children: ReactNode
}

/** Leads elsewhere, and stands among buttons. */
export function ButtonLink({ to, search = {}, first, children }: Props) {
  return (
    <Link to={to} search={{ ...search }} className={style.button} data-first={first || undefined}>
      {children}
    </Link>
  )
}
