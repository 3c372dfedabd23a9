import { useTranslations } from 'use-intl'
import { type AnyDeclaration, fieldsOf } from '#platform/record/record.ts'
import type { Names } from '#web/api/records.ts'
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
}

/** Search, filters and columns of a list; all of it stands in the address. */
export function ListBar({ declaration, view, onView, columns, names = {}, shown = view }: Props) {
  const searchable = Object.values(declaration.fields).some((field) => field.searchable)
  return (
    <div className={style.bar}>
      {searchable && <SearchLine view={view} onView={onView} />}
      <FilterChips declaration={declaration} view={view} onView={onView} names={names} />
      <span className={style.end}>
        <ExportLink declaration={declaration} view={shown} columns={columns} />
        <Columns declaration={declaration} view={view} onView={onView} columns={columns} />
      </span>
    </div>
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
