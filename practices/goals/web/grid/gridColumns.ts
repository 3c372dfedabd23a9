import type { ColumnRegular, HyperFunc, VNode } from '@revolist/revogrid'
import { propOf } from './cursor.ts'
import type { CellLook, GridPage, HeadLook } from './gridPage.ts'
import { columnCount, yearColumn } from './sheet.ts'

const nameWidth = 228

const rowOf = (model: unknown): number => {
  const y: unknown = typeof model === 'object' && model !== null ? Reflect.get(model, 'y') : null
  return typeof y === 'number' ? y : -1
}

export function columnsFor(page: () => GridPage): ColumnRegular[] {
  const name: ColumnRegular = {
    prop: 'name',
    name: '',
    pin: 'colPinStart',
    size: nameWidth,
    readonly: true,
    cellTemplate: (h, { model }) => headCell(h, page().head(rowOf(model))),
    cellProperties: ({ model }) => ({ class: `quota-name quota-${page().head(rowOf(model)).kind}`, role: 'rowheader' }),
  }
  const amounts = Array.from({ length: columnCount }, (_, column): ColumnRegular => {
    const isTotal = column % 4 === 3 || column === yearColumn
    return {
      prop: propOf(column),
      name: page().columnName(column),
      size: column === yearColumn ? 128 : isTotal ? 120 : 112,
      ...(column === yearColumn ? { pin: 'colPinEnd' as const } : {}),
      editor: 'amount',
      readonly: ({ model }) => !page().mayEdit(rowOf(model), column),
      columnProperties: () => ({ class: isTotal ? 'quota-total' : '' }),
      columnTemplate: (h) => h('span', {}, page().columnName(column)),
      cellTemplate: (h, { model }) => amountCell(h, page().cell(rowOf(model), column)),
      cellProperties: ({ model }) => {
        const { classes, label, title } = page().cell(rowOf(model), column)
        return { class: `quota-cell ${isTotal ? 'quota-total' : ''} ${classes}`, 'aria-label': label, title }
      },
    }
  })
  return [name, ...amounts]
}

function headCell(h: HyperFunc<VNode>, { name, sub, depth }: HeadLook) {
  return h('span', { class: 'quota-head', style: { paddingInlineStart: `${depth * 14}px` }, title: name }, [
    h('span', { class: 'quota-who' }, name),
    h('span', { class: 'quota-sub' }, sub),
  ])
}
function amountCell(h: HyperFunc<VNode>, { text, sub }: CellLook) {
  const own = h('span', { class: 'quota-own' }, text)
  return sub === null
    ? own
    : h('span', { class: 'quota-two' }, [own, h('span', {}, ' '), h('span', { class: 'quota-sub' }, sub)])
}
