import { Menu } from '@mantine/core'
import { Fragment, type ReactElement, useId } from 'react'
import { Icon } from './Icon.tsx'
import type { MenuEntry } from './menuEntry.ts'

interface Props {
  readonly target: ReactElement
  readonly entries: readonly MenuEntry[]
  readonly position: 'bottom-start' | 'bottom-end' | 'top'
}

/** The menu of a `MenuButton`, open from the start: it was asked for. */
export default function OpenMenu({ target, entries, position }: Props) {
  const id = useId()
  // mounted open, it has not seen where the focus was
  const focusTarget = () => document.getElementById(id)?.focus({ preventScroll: true })
  return (
    <Menu id={id} onClose={focusTarget} defaultOpened position={position} withinPortal width="max-content">
      <Menu.Target>{target}</Menu.Target>
      <Menu.Dropdown mah={420} miw={160} style={{ overflowY: 'auto' }}>
        {entries.map(({ key, text, checked, apart, onSelect }) => (
          <Fragment key={key}>
            {apart && <Menu.Divider />}
            {checked === undefined ? (
              <Menu.Item onClick={onSelect}>{text}</Menu.Item>
            ) : (
              <Menu.CheckboxItem checked={checked} onChange={onSelect} checkIcon={<Icon name="check" size={14} />}>
                {text}
              </Menu.CheckboxItem>
            )}
          </Fragment>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
