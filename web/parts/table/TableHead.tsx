// biome-ignore-all lint/a11y/useSemanticElements: table elements can't hold rows that are drawn only while in view
// biome-ignore-all lint/a11y/useFocusableInteractive: the grid keeps the focus and names its active row
import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { type AnyDeclaration, isSortable } from '#platform/record/record.ts'
import type { ListView } from '../listView.ts'
import { SortButton } from '../SortButton.tsx'
import { Tick } from '../Tick.tsx'
import { useRecordText } from '../useRecordText.ts'
import { isRight } from './columns.ts'
import style from './RecordTable.module.css'
import type { Selection } from './useSelection.ts'

interface Props {
  readonly declaration: AnyDeclaration
  readonly columns: readonly string[]
  readonly view: ListView
  readonly onView: (view: ListView) => void
  readonly template: CSSProperties
  readonly selection: Selection | null
}

export function TableHead({ declaration, columns, view, onView, template, selection }: Props) {
  const t = useTranslations('web.table')
  const text = useRecordText(declaration)
  const sort = view.sort ?? declaration.sort
  return (
    <div role="rowgroup" className={style.head}>
      <div role="row" aria-rowindex={1} className={style.row} style={template}>
        {selection && (
          <div role="columnheader" className={style.tick}>
            <Tick
              aria-label={t('selectAll')}
              checked={selection.all === 'all'}
              some={selection.all === 'some'}
              onChange={selection.toggleAll}
            />
          </div>
        )}
        {columns.map((name) => (
          <div
            key={name}
            role="columnheader"
            aria-sort={orderOf(sort, name)}
            className={style.cell}
            data-right={isRight(declaration, name) || undefined}
          >
            {isSortable(declaration, name) ? (
              <SortButton
                order={orderOf(sort, name)}
                onTurn={() => onView({ ...view, sort: turned(sort, name) })}
                right={isRight(declaration, name)}
              >
                {text.label(name)}
              </SortButton>
            ) : (
              <span className="cut">{text.label(name)}</span>
            )}
          </div>
        ))}
      </div>
    </div>
  )
}

function orderOf(sort: string, name: string): 'ascending' | 'descending' | undefined {
  if (sort === name) return 'ascending'
  return sort === `-${name}` ? 'descending' : undefined
}
const turned = (sort: string, name: string) => (sort === name ? `-${name}` : name)
