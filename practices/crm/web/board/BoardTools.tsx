import { useTranslations } from 'use-intl'
import type { ListView } from '#web/parts/listView.ts'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { deal } from '../../records/deal.ts'
import { usePipelines } from '../useStages.ts'

interface Props {
  readonly view: ListView
  readonly onView: (view: ListView) => void
}

const orders = ['closesOn', '-amount', 'nextStepOn', '-createdOn', '-updatedAt'] as const

/** Which pipeline the board shows, and in which order the cards stand. */
export default function BoardTools({ view, onView }: Props) {
  const t = useTranslations('crm.board')
  const text = useRecordText(deal)
  const pipelines = usePipelines()
  const shown = pipelines.find(({ id }) => id === view.pipeline) ?? pipelines[0]
  const sort = view.sort ?? orders[0]
  return (
    <>
      {pipelines.length > 1 && (
        <MenuButton
          plain
          icon="deals"
          entries={pipelines.map(({ id, name }) => ({
            key: id,
            text: name,
            checked: id === shown?.id,
            onSelect: () => onView({ ...view, pipeline: id }),
          }))}
        >
          {shown?.name}
        </MenuButton>
      )}
      <MenuButton
        plain
        icon="filter"
        entries={orders.map((order) => ({
          key: order,
          text: t(`sort_${order.replace('-', '')}`),
          checked: order === sort,
          onSelect: () => onView({ ...view, sort: order }),
        }))}
      >
        {t('sortedBy', { field: text.label(sort.replace('-', '')) })}
      </MenuButton>
    </>
  )
}
