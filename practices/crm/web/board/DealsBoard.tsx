import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, type ReactNode, Suspense, useId, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { Names } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import type { Filters } from '#web/parts/filters.ts'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import type { MenuEntry } from '#web/parts/menuEntry.ts'
import type { GroupsJson } from '../../contract.ts'
import type { DealWire } from '../../records/deal.ts'
import { dealGroups } from '../dealGroups.ts'
import { type StageOf, usePipelines, useStages } from '../useStages.ts'
import { BoardColumn } from './BoardColumn.tsx'
import style from './board.module.css'
import { keyOf, type Target, targetsOf } from './boardTargets.ts'
import ColumnSum from './ColumnSum.tsx'
import { StageTabs } from './StageTabs.tsx'
import { useBoardMoves } from './useBoardMoves.ts'
import { useCardKeys } from './useCardKeys.ts'
import { useDrops, useDropTarget } from './useDragging.ts'

const LoseDialog = lazy(() => import('../LoseDialog.tsx'))
const WinDialog = lazy(() => import('../WinDialog.tsx'))

interface Ending {
  readonly deal: DealWire
  readonly kind: 'won' | 'lost'
}

/** The open deals of a pipeline, a column a stage: dragged, moved by keys or by the menu of a card. */
export default function DealsBoard({ view }: { readonly view: ListView }) {
  const t = useTranslations('crm.board')
  const may = useMay()
  const navigate = useNavigate()
  const hint = useId()
  const board = useRef<HTMLDivElement>(null)
  const stages = useColumns(view)
  const filter = openOnly(view.filter)
  const search = view.search === undefined ? {} : { search: view.search }
  const { data: groups } = useQuery(dealGroups({ by: 'stageId', filter: shownBy(filter, stages), ...search }))
  const { moved, move } = useBoardMoves(stages)
  const [ending, end] = useState<Ending | null>(null)
  const targets = targetsOf(stages, may)
  const put = (deal: DealWire, names: Names, target: Target) =>
    target.kind === 'stage' ? move(deal, names, target.stage.id) : end({ deal, kind: target.kind })
  const keys = useCardKeys(board, targets, put)
  const shown = useRef(new Map<string, { deal: DealWire; names: Names }>())
  const dragging = useDrops((id, key) => {
    const card = shown.current.get(id)
    const target = targets.find((one) => keyOf(one) === key)
    if (card && target) put(card.deal, card.names, target)
  })
  const entriesOf = (deal: DealWire, names: Names): readonly MenuEntry[] => {
    shown.current.set(deal.id, { deal, names })
    const others = targets.filter((target) => keyOf(target) !== deal.stageId)
    const open = () => void navigate({ to: '/deals/$dealId', params: { dealId: deal.id } })
    return [
      { key: 'open', text: t('open'), onSelect: open },
      ...others.map((target, i) => ({
        key: keyOf(target),
        text: target.kind === 'stage' ? t('moveTo', { stage: target.stage.name }) : t(`${target.kind}Menu`),
        apart: i === 0 || (target.kind === 'won' && others[i - 1]?.kind === 'stage'),
        onSelect: () => put(deal, names, target),
      })),
    ]
  }
  return (
    <>
      <Summary groups={groups} filter={shownBy(filter, stages)} />
      <StageTabs stages={stages} groups={groups} board={board} />
      <div className={style.board} ref={board} data-dragging={dragging || undefined}>
        {stages.map((stage) => (
          <BoardColumn
            key={stage.id}
            stage={stage}
            filter={{ ...filter, stageId: { eq: stage.id } }}
            asked={{ ...search, sort: view.sort ?? 'closesOn' }}
            group={groups?.groups.find(({ key }) => key === stage.id)}
            rates={groups?.rates ?? []}
            moved={moved}
            aimed={keys.aim === stage.id}
            pickedId={keys.pickedId}
            hint={hint}
            entriesOf={entriesOf}
            onKey={keys.onKey}
          />
        ))}
      </div>
      <div className={style.ends} data-shown={dragging || keys.pickedId !== null || undefined}>
        {may('deal.win') && <End kind="won" aimed={keys.aim === 'won'} />}
        {may('deal.lose') && <End kind="lost" aimed={keys.aim === 'lost'} />}
      </div>
      <p id={hint} className="hidden-words">
        {t('hint')}
      </p>
      <div className="hidden-words" role="status" aria-live="assertive">
        {keys.said}
      </div>
      <Suspense fallback={null}>
        {ending?.kind === 'won' && <WinDialog deal={ending.deal} onClose={() => end(null)} />}
        {ending?.kind === 'lost' && <LoseDialog deal={ending.deal} onClose={() => end(null)} />}
      </Suspense>
    </>
  )
}

function Summary({ groups, filter }: { readonly groups: GroupsJson | undefined; readonly filter: Filters }) {
  const t = useTranslations('crm.board')
  if (!groups) return <p className={style.summary}> </p>
  const { total, rates } = groups
  return (
    <p className={style.summary}>
      {t.rich('summary', {
        count: total.count,
        total: (): ReactNode => (
          <ColumnSum group={total} rates={rates} filter={filter} label={t('allColumns')} short={false} />
        ),
        expected: (): ReactNode => <Money of={total.weighted} />,
      })}
    </p>
  )
}

/** Where a deal is dropped that has come to its end. */
function End({ kind, aimed }: { readonly kind: 'won' | 'lost'; readonly aimed: boolean }) {
  const t = useTranslations('crm.board')
  const place = useRef<HTMLDivElement>(null)
  const over = useDropTarget(place, kind)
  return (
    <div ref={place} className={style.end} data-kind={kind} data-over={over || aimed || undefined} data-end={kind}>
      {t(kind)}
    </div>
  )
}

/** The stages of the pipeline that is shown, as far as the filter leaves them. */
function useColumns({ pipeline, filter }: ListView): readonly StageOf[] {
  const stages = useStages()
  const [first] = usePipelines()
  const asked = filter?.stageId
  const wanted = asked?.eq?.split(',') ?? asked?.in?.split(',')
  const ofAsked = stages.find(({ id }) => wanted?.includes(id))?.pipelineId
  const shown = pipeline ?? ofAsked ?? first?.id
  return stages.filter(({ id, pipelineId }) => pipelineId === shown && (wanted?.includes(id) ?? true))
}

const openOnly = (filter: Filters | undefined): Filters => {
  const { stageId: _, status: __, ...rest } = filter ?? {}
  return { ...rest, status: { eq: 'open' } }
}
const shownBy = (filter: Filters, stages: readonly StageOf[]): Filters => ({
  ...filter,
  stageId: { in: stages.map(({ id }) => id).join(',') },
})
