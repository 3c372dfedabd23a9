import { Popover } from '@mantine/core'
import type { ReactElement } from 'react'
import { PopoverContext } from '../popoverContext.ts'
import { useFocusBack } from '../useFocusBack.ts'
import FilterEditor, { type FilterEditorProps } from './FilterEditor.tsx'

interface Props extends FilterEditorProps {
  /** The chip that it hangs on. */
  readonly target: ReactElement
  readonly opened: boolean
  readonly onClose: () => void
}

/** A filter while it is being chosen. */
export default function FilterPopover({ target, opened, onClose, ...editor }: Props) {
  useFocusBack()
  return (
    <Popover opened={opened} onChange={(open) => !open && onClose()} position="bottom-start" trapFocus withinPortal>
      <Popover.Target>{target}</Popover.Target>
      <Popover.Dropdown>
        <PopoverContext value={true}>
          <FilterEditor {...editor} />
        </PopoverContext>
      </Popover.Dropdown>
    </Popover>
  )
}
