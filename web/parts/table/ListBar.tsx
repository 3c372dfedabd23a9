import { Menu, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { Icon } from '../Icon.tsx'
import type { ListView } from '../listView.ts'
import { useRecordText } from '../useRecordText.ts'
import { FilterChips } from './FilterChips.tsx'
import style from './ListBar.module.css'

interface Props {
  readonly declaration: AnyDeclaration
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** The columns that are shown now. */
  readonly columns: readonly string[]
  readonly names?: Names
}

/** Search, filters and columns of a list; all of it stands in the address. */
export function ListBar({ declaration, view, onView, columns, names = {} }: Props) {
  const searchable = Object.values(declaration.fields).some((field) => field.searchable)
  return (
    <div className={style.bar}>
      {searchable && <Search key={view.search === undefined ? 'none' : 'some'} view={view} onView={onView} />}
      <FilterChips declaration={declaration} view={view} onView={onView} names={names} />
      <span className={style.end}>
        <Columns declaration={declaration} view={view} onView={onView} columns={columns} />
      </span>
    </div>
  )
}

const typingMs = 250

function Search({ view, onView }: Pick<Props, 'view' | 'onView'>) {
  const t = useTranslations('web.table')
  const [typed, setTyped] = useState(view.search ?? '')
  const ask = useDebouncedCallback(
    (search: string) => onView({ ...view, search: search.trim() === '' ? undefined : search.trim() }),
    typingMs,
  )
  return (
    <TextInput
      className={style.search}
      type="search"
      aria-label={t('search')}
      placeholder={t('search')}
      leftSection={<Icon name="search" size={14} />}
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value)
        ask(event.currentTarget.value)
      }}
    />
  )
}

const neverShown: readonly string[] = ['json', 'credits']

function Columns({ declaration, view, onView, columns }: Props) {
  const t = useTranslations('web.table')
  const text = useRecordText(declaration)
  const [first = '', ...chosen] = columns
  const known = fieldsOf(declaration)
    .filter(([name, field]) => name !== first && !neverShown.includes(field.kind))
    .map(([name]) => name)
  const all = [...known, 'createdAt', 'updatedAt']
  const toggle = (name: string) => {
    const next = chosen.includes(name)
      ? chosen.filter((one) => one !== name)
      : all.filter((one) => one === name || chosen.includes(one))
    onView({ ...view, columns: [first, ...next].join(',') })
  }
  return (
    <Menu position="bottom-end" closeOnItemClick={false} width={220} withinPortal>
      <Menu.Target>
        <Button plain icon="columns" className={style.columns}>
          {t('columns')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={420} style={{ overflowY: 'auto' }}>
        {all.map((name) => (
          <Menu.CheckboxItem
            key={name}
            checked={chosen.includes(name)}
            onChange={() => toggle(name)}
            checkIcon={<Icon name="check" size={14} />}
          >
            {text.label(name)}
          </Menu.CheckboxItem>
        ))}
        <Menu.Divider />
        <Menu.Item onClick={() => onView({ ...view, columns: undefined })}>{t('usualColumns')}</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}
