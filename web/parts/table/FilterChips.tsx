import { Menu, Popover } from '@mantine/core'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { type Filter, filterableFields, withFilter } from '../filters.ts'
import { Icon } from '../Icon.tsx'
import type { ListView } from '../listView.ts'
import { PopoverContext } from '../popoverContext.ts'
import { useRecordText } from '../useRecordText.ts'
import { FilterEditor } from './FilterEditor.tsx'
import { FilterWords } from './FilterWords.tsx'
import style from './ListBar.module.css'

interface Props {
  readonly declaration: AnyDeclaration
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly names: Names
}

/** One chip a filter, which opens to be changed, and the way to one more. */
export function FilterChips({ declaration, view, onView, names }: Props) {
  const t = useTranslations('web.table')
  const text = useRecordText(declaration)
  const [added, add] = useState<string | null>(null)
  const set = (name: string, filter: Filter | null) => {
    add(null)
    onView({ ...view, filter: withFilter(view.filter, name, filter) })
  }
  const shown = Object.entries(view.filter ?? {}).filter(([name]) => fieldOf(declaration, name))
  const more = filterableFields(declaration).filter(([name]) => !(name in (view.filter ?? {})))
  return (
    <>
      {shown.map(([name, filter]) => (
        <Chip
          key={name}
          declaration={declaration}
          name={name}
          filter={filter}
          names={names}
          onSet={(next) => set(name, next)}
          onClose={() => {}}
        />
      ))}
      {added !== null && (
        <Chip
          key={added}
          declaration={declaration}
          name={added}
          filter={{}}
          names={names}
          opened
          onSet={(next) => set(added, next)}
          onClose={() => add(null)}
        />
      )}
      <Menu position="bottom-start" width={200} withinPortal>
        <Menu.Target>
          <Button plain icon="filter">
            {t('filter')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
          {more.map(([name]) => (
            <Menu.Item key={name} onClick={() => add(name)}>
              {text.label(name)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </>
  )
}

interface ChipProps {
  readonly declaration: AnyDeclaration
  readonly name: string
  readonly filter: Filter
  readonly names: Names
  readonly opened?: boolean
  readonly onSet: (filter: Filter | null) => void
  readonly onClose: () => void
}

function Chip({ declaration, name, filter, names, opened = false, onSet, onClose }: ChipProps) {
  const t = useTranslations('web.table')
  const text = useRecordText(declaration)
  const [open, setOpen] = useState(opened)
  const close = () => {
    setOpen(false)
    onClose()
  }
  const field = fieldOf(declaration, name)
  if (!field) return null
  return (
    <span className={style.chip}>
      <Popover
        opened={open}
        onChange={(next) => (next ? setOpen(true) : close())}
        position="bottom-start"
        trapFocus
        withinPortal
        returnFocus
      >
        <Popover.Target>
          <button type="button" className={`${style.words} cut`} onClick={() => setOpen(!open)}>
            <b>{text.label(name)}</b>{' '}
            <FilterWords field={field} name={name} filter={filter} text={text} names={names} />
          </button>
        </Popover.Target>
        <Popover.Dropdown>
          <PopoverContext value={true}>
            <FilterEditor
              field={field}
              name={name}
              filter={filter}
              text={text}
              onSet={(next) => {
                setOpen(false)
                onSet(next)
              }}
            />
          </PopoverContext>
        </Popover.Dropdown>
      </Popover>
      <button
        type="button"
        className={style.off}
        onClick={() => onSet(null)}
        aria-label={t('dropFilter', { field: text.label(name) })}
      >
        <Icon name="close" size={12} />
      </button>
    </span>
  )
}
