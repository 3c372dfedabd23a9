import { lazy, Suspense, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { type Filter, filterableFields, withFilter } from '../filters.ts'
import { Icon } from '../Icon.tsx'
import type { ListView } from '../listView.ts'
import { MenuButton } from '../MenuButton.tsx'
import { useRecordText } from '../useRecordText.ts'
import { FilterWords } from './FilterWords.tsx'
import style from './ListBar.module.css'

const FilterPopover = lazy(() => import('./FilterPopover.tsx'))

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
      <MenuButton
        plain
        icon="filter"
        position="bottom-start"
        entries={more.map(([name]) => ({ key: name, text: text.label(name), onSelect: () => add(name) }))}
      >
        {t('filter')}
      </MenuButton>
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
  const id = useId()
  const [open, setOpen] = useState(opened)
  const close = () => {
    setOpen(false)
    onClose()
  }
  const field = fieldOf(declaration, name)
  if (!field) return null
  const words = (
    <button
      id={id}
      type="button"
      className={`${style.words} cut`}
      onClick={() => setOpen(!open)}
      aria-haspopup="dialog"
      aria-expanded={open}
    >
      <b>{text.label(name)}</b> <FilterWords field={field} name={name} filter={filter} text={text} names={names} />
    </button>
  )
  return (
    <span className={style.chip}>
      {open ? (
        <Suspense fallback={words}>
          <FilterPopover
            target={words}
            opened
            onClose={close}
            field={field}
            name={name}
            filter={filter}
            text={text}
            onSet={(next) => {
              setOpen(false)
              onSet(next)
            }}
          />
        </Suspense>
      ) : (
        words
      )}
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
