import { Combobox, InputBase, useCombobox } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useEffect, useMemo, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyRecord, type Names, type Source, titleOf } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { Icon } from '../Icon.tsx'
import { Face } from '../PersonName.tsx'
import { useWithinPortal } from '../popoverContext.ts'
import { useSource } from '../sourcesContext.ts'
import style from './RelationPicker.module.css'

interface Props {
  /** The record type that is chosen from. */
  readonly of: string | null
  readonly label?: string
  readonly 'aria-label'?: string
  readonly name: string
  readonly required?: boolean
  readonly withAsterisk?: boolean
  readonly value: string | null
  readonly names: Names
  readonly onChange: (value: string | null, names?: Names) => void
  readonly error?: ReactNode
  readonly autoFocus?: boolean
  /** One comes here only to choose. */
  readonly openAtOnce?: boolean
}

const shownMax = 30
const typingMs = 180

/** Chooses a record of another type: type a part of its name, also in pinyin initials. */
export function RelationPicker(props: Props) {
  const source = useSource(props.of)
  return source ? <Picker {...props} source={source} /> : null
}

function Picker({
  source,
  value,
  names,
  onChange,
  required,
  openAtOnce,
  ...input
}: Props & { readonly source: Source }) {
  const t = useTranslations('web.field')
  const portal = useWithinPortal()
  const [typed, setTyped] = useState<string | null>(null)
  const combobox = useCombobox({
    defaultOpened: openAtOnce === true,
    onDropdownClose: () => combobox.resetSelectedOption(),
  })
  const chosen = useName(source, value, names)
  const { found, searching } = useFound(source, typed ?? '', combobox.dropdownOpened)
  const { dropdownOpened, selectFirstOption } = combobox
  useEffect(() => {
    if (dropdownOpened && found.length > 0) selectFirstOption()
  }, [dropdownOpened, found, selectFirstOption])
  const choose = (id: string) => {
    const record = found.find((one) => one.id === id)
    onChange(id, record ? { [id]: titleOf(source.declaration, record) } : {})
    setTyped(null)
    combobox.closeDropdown()
  }
  return (
    <Combobox store={combobox} onOptionSubmit={choose} withinPortal={portal} transitionProps={{ duration: 100 }}>
      <Combobox.Target>
        <InputBase
          {...input}
          data-autofocus={input.autoFocus || undefined}
          required={required}
          autoComplete="off"
          value={typed ?? chosen}
          placeholder={t('choose')}
          rightSection={
            value !== null && !required ? (
              <Clear label={t('clear')} onClear={() => onChange(null)} />
            ) : (
              <Icon name="down" size={14} />
            )
          }
          rightSectionPointerEvents={value !== null && !required ? 'all' : 'none'}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            combobox.openDropdown()
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={(event) => event.currentTarget.select()}
          onBlur={() => {
            setTyped(null)
            combobox.closeDropdown()
          }}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={280} style={{ overflowY: 'auto' }} aria-label={input.label ?? input['aria-label']}>
          {found.map((record) => (
            <Combobox.Option key={record.id} value={record.id} active={record.id === value}>
              <span className={style.option}>
                {source.declaration.type === 'member' && <Face name={titleOf(source.declaration, record)} small />}
                <span className="cut">{titleOf(source.declaration, record)}</span>
              </span>
            </Combobox.Option>
          ))}
          {found.length === 0 && <Combobox.Empty>{searching ? t('searching') : t('nothingFound')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  )
}

function Clear({ label, onClear }: { readonly label: string; readonly onClear: () => void }) {
  return (
    <button
      type="button"
      className={style.clear}
      onClick={onClear}
      aria-label={label}
      onMouseDown={(event) => event.preventDefault()}
    >
      <Icon name="close" size={14} />
    </button>
  )
}

function useName(source: Source, id: string | null, names: Names): string {
  const known = id === null ? '' : names[id]
  const { data } = useQuery({ ...recordQuery(source, id ?? ''), enabled: known === undefined })
  return known ?? (data ? titleOf(source.declaration, data.record) : '')
}

/** Short lists are loaded whole; long ones are asked for what is typed. */
function useFound(
  source: Source,
  typed: string,
  open: boolean,
): { readonly found: readonly AnyRecord[]; readonly searching: boolean } {
  const { declaration, routes, key } = source
  const bySearch = Object.values(declaration.fields).some((field) => field.searchable)
  const [asked] = useDebouncedValue(typed.trim(), typingMs)
  const search = bySearch && asked !== '' ? asked : undefined
  const { data, isFetching } = useQuery({
    queryKey: [key, 'choices', search ?? ''],
    queryFn: ({ signal }) =>
      routes.list({ limit: bySearch ? shownMax : 200, ...(search === undefined ? {} : { search }) }, { signal }),
    enabled: open,
    placeholderData: keepPreviousData,
  })
  const wanted = typed.trim().toLowerCase()
  const items = data?.items
  const found = useMemo(
    () =>
      bySearch
        ? (items ?? [])
        : (items ?? []).filter((one) => titleOf(declaration, one).toLowerCase().includes(wanted)),
    [items, bySearch, declaration, wanted],
  )
  return { found, searching: isFetching }
}
