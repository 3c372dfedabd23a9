import { Popover } from '@mantine/core'
import { type ReactElement, type ReactNode, useEffect } from 'react'

interface Props {
  readonly label: string
  readonly width: number
  readonly open: boolean
  readonly onOpen: (open: boolean) => void
  /** The button that it hangs on. */
  readonly target: ReactElement
  readonly children: ReactNode
}

/**
 * A popover with fields in it. A calendar that opens from one of them hangs elsewhere in the page, so a click there is
 * none outside; and none opens by itself, over what there is to read.
 */
export function FieldsPopover({ label, width, open, onOpen, target, children }: Props) {
  useEffect(() => {
    if (!open) return
    const onPress = ({ target: at }: PointerEvent) => {
      if (at instanceof Element && at.closest('.mantine-Popover-dropdown, [aria-expanded="true"]') === null)
        onOpen(false)
    }
    document.addEventListener('pointerdown', onPress)
    return () => document.removeEventListener('pointerdown', onPress)
  }, [open, onOpen])
  return (
    <Popover
      opened={open}
      onChange={onOpen}
      closeOnClickOutside={false}
      width={width}
      position="bottom-start"
      trapFocus
      returnFocus
      transitionProps={{ duration: 100 }}
    >
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown style={{ maxWidth: 'calc(100vw - 32px)' }}>
        <span className="hidden-words" tabIndex={-1} data-autofocus>
          {label}
        </span>
        {children}
      </Popover.Dropdown>
    </Popover>
  )
}
