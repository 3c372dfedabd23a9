import { useTranslations } from 'use-intl'
import type { AnyDeclaration } from '#platform/record/record.ts'
import type { ListView } from '#web/parts/listView.ts'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { Columns } from '#web/parts/table/ListBar.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { groupField } from './groupFilter.ts'

interface Props {
  readonly declaration: AnyDeclaration
  readonly known: readonly string[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly columns: readonly string[]
}

/** By what the rows are grouped, and which columns there are. */
export function GroupMenu({ declaration, known, view, onView, columns }: Props) {
  const t = useTranslations('crm.groups')
  const text = useRecordText(declaration)
  const nameOf = (by: string) => {
    const { name, monthly } = groupField(declaration, by)
    return monthly ? t('byMonth', { field: text.label(name) }) : text.label(name)
  }
  const { group } = view
  return (
    <>
      <MenuButton
        plain
        icon="more"
        entries={[
          {
            key: 'none',
            text: t('none'),
            checked: group === undefined,
            onSelect: () => onView({ ...view, group: undefined }),
          },
          ...known.map((by) => ({
            key: by,
            text: nameOf(by),
            checked: group === by,
            onSelect: () => onView({ ...view, group: by }),
          })),
        ]}
      >
        {group !== undefined && known.includes(group) ? t('by', { field: nameOf(group) }) : t('group')}
      </MenuButton>
      <Columns declaration={declaration} view={view} onView={onView} columns={columns} />
    </>
  )
}
