import type { ButtonHTMLAttributes } from 'react'
import type { IconName } from '#web/frame/icons.ts'
import style from './Button.module.css'
import { Icon } from './Icon.tsx'

export interface ButtonProps extends ButtonHTMLAttributes<HTMLButtonElement> {
  /** The one dominant action of a screen. */
  readonly first?: boolean
  /** No edge: for bars with many of them. */
  readonly plain?: boolean
  readonly danger?: boolean
  readonly icon?: IconName
  /** Under way: said to screen readers, and pressed no second time. */
  readonly busy?: boolean
}

export function Button({ first, plain, danger, icon, busy, children, className, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      {...rest}
      className={`${style.button} ${className ?? ''}`}
      data-first={first || undefined}
      data-plain={plain || undefined}
      data-danger={danger || undefined}
      data-only={children === undefined || undefined}
      aria-busy={busy || undefined}
      disabled={disabled || busy}
    >
      {icon && <Icon name={icon} />}
      {children}
    </button>
  )
}
