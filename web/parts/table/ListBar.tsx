import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
import { Button } from '../Button.tsx'
import { withFilter } from '../filters.ts'
import type { ListView } from '../listView.ts'
import { MenuButton } from '../MenuButton.tsx'
import { useRecordText } from '../useRecordText.ts'
import { ExportLink } from './ExportLink.tsx'
import { FilterChips } from './FilterChips.tsx'
import style from './ListBar.module.css'
import { SearchLine } from './SearchLine.tsx'

interface Props {
  readonly declaration: AnyDeclaration
  readonly view: ListView
  readonly onView: (view: ListView) => void
  /** The columns that are shown now. */
  readonly columns: readonly string[]
  readonly names?: Names
  /** What the list shows, where that is more than this bar lets one choose. */
  readonly shown?: ListView
  /** The reader: one click shows what is theirs alone. */
  readonly own?: string
  /** What stands at the end in place of the choice of columns. */
  readonly tools?: ReactNode
}

/** Search, filters and columns of a list; all of it stands in the address. */
export function ListBar({ declaration, view, onView, columns, names = {}, shown = view, own, tools }: Props) {
  const searchable = Object.values(declaration.fields).some((field) => field.searchable)
  return (
    <div className={style.bar}>
      {searchable && <SearchLine view={view} onView={onView} />}
      {own !== undefined && <OnlyMine declaration={declaration} view={view} onView={onView} own={own} />}
      <FilterChips declaration={declaration} view={view} onView={onView} names={names} />
      <span className={style.end}>
        <ExportLink declaration={declaration} view={shown} columns={columns} />
        {tools ?? <Columns declaration={declaration} view={view} onView={onView} columns={columns} />}
      </span>
    </div>
  )
}

/** A switch, beside whatever else is filtered by. */
function OnlyMine({ declaration: { owner }, view, onView, own }: Omit<Props, 'columns'> & { readonly own: string }) {
  const t = useTranslations('web.table')
  if (owner === null) return null
  const on = view.filter?.[owner]?.eq === own
  const filter = withFilter(view.filter, owner, on ? null : { eq: own })
  return (
    <Button plain className={style.mine} aria-pressed={on} onClick={() => onView({ ...view, filter })}>
      {t('onlyMine')}
    </Button>
  )
}

const neverShown: readonly string[] = ['json', 'credits']

export function Columns({ declaration, view, onView, columns }: Omit<Props, 'tools' | 'own'>) {
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
    <MenuButton
      plain
      icon="columns"
      className={style.columns}
      entries={[
        ...all.map((name) => ({
          key: name,
          text: text.label(name),
          checked: chosen.includes(name),
          onSelect: () => toggle(name),
        })),
        { key: 'usual', text: t('usualColumns'), apart: true, onSelect: () => onView({ ...view, columns: undefined }) },
      ]}
    >
      {t('columns')}
    </MenuButton>
  )
}
