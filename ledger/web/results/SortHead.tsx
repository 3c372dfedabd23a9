import { SortButton } from '#web/parts/SortButton.tsx'
import { type Order, useResultsView } from './resultsView.ts'
import style from './rows.module.css'

interface HeadProps {
  readonly name: 'name' | 'value'
  readonly sort: Order
  readonly label: string
  readonly right?: boolean
}

/** The head of a column by which the rows can be ordered. */
export function SortHead({ name, sort, label, right = false }: HeadProps) {
  const [, show] = useResultsView()
  const [up, down] = name === 'name' ? (['name', '-name'] as const) : (['value', '-value'] as const)
  // a name is looked for from A, a value from the largest
  const [first, second] = name === 'name' ? [up, down] : [down, up]
  const order = sort === up ? 'ascending' : sort === down ? 'descending' : undefined
  return (
    <th scope="col" aria-sort={order} className={right ? style.value : style.name}>
      <SortButton order={order} onTurn={() => show({ sort: sort === first ? second : first })} right={right}>
        {label}
      </SortButton>
    </th>
  )
}
