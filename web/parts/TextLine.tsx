import { type ComponentProps, useId } from 'react'
import type { IconName } from '#web/frame/icons.ts'
import { Icon } from './Icon.tsx'
import style from './TextLine.module.css'

interface Props extends Omit<ComponentProps<'input'>, 'onChange'> {
  readonly onText: (text: string) => void
  readonly icon?: IconName
  readonly error?: string | undefined
  /** Quieter: a box among others in a bar. */
  readonly quiet?: boolean
}

/** One line to type in, with nothing that has to be loaded first. */
export function TextLine({ onText, icon, error, quiet, className, ...input }: Props) {
  const id = useId()
  return (
    <span
      className={`${style.line} ${className ?? ''}`}
      data-icon={icon !== undefined || undefined}
      data-quiet={quiet || undefined}
    >
      {icon && <Icon name={icon} size={14} />}
      <input
        autoComplete="off"
        {...input}
        aria-invalid={error !== undefined || undefined}
        aria-describedby={error === undefined ? undefined : id}
        onChange={(event) => onText(event.currentTarget.value)}
      />
      {error !== undefined && (
        <span id={id} className={style.error}>
          {error}
        </span>
      )}
    </span>
  )
}
