// biome-ignore-all lint/a11y/noNoninteractiveElementToInteractiveRole: a tree grid keeps the rows and cells of a table
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Section } from '#web/parts/record/RecordPage.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GoalsAsked } from '../useGoals.ts'
import { CascadeLine } from './CascadeLine.tsx'
import style from './cascade.module.css'
import { cascadeRows, treeStep } from './cascadeRows.ts'
import { useCascade } from './useCascade.ts'

interface Props {
  readonly asked: GoalsAsked
  readonly metric: string
}

// Long: the tree, its keys and its state belong together.
/** The tree of targets: the organisation, its teams, their people and seats, each beside what is handed down below it. */
export default function CascadeTree({ asked, metric }: Props) {
  const t = useTranslations('goals.cascade')
  const navigate = useNavigate()
  const found = useCascade(asked, metric)
  const [closed, close] = useState<ReadonlySet<string>>(new Set())
  const [here, setHere] = useState<string | null>(null)
  const body = useRef<HTMLTableSectionElement>(null)
  const [first] = found.data?.pages ?? []
  if (first === undefined) return <>{found.error ? <ProblemText error={found.error} /> : <Waiting lines={8} />}</>
  const nodes = found.data?.pages.flatMap((page) => page.nodes) ?? []
  const rows = cascadeRows(nodes, closed)
  const current = rows.some(({ key }) => key === here) ? here : (rows[0]?.key ?? null)
  const turn = (key: string) =>
    close((now) => (now.has(key) ? new Set([...now].filter((one) => one !== key)) : new Set([...now, key])))
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    // a link within a row has its own keys
    const { target } = event
    if (!(target instanceof HTMLTableRowElement) || event.ctrlKey || event.metaKey || event.altKey) return
    const at = rows.findIndex(({ key }) => key === current)
    const targetId = rows[at]?.node.targetId ?? null
    if (event.key === 'Enter' && targetId !== null) void navigate({ to: '/goals/$targetId', params: { targetId } })
    const step = treeStep(rows, at, event.key)
    if (step === null) return
    event.preventDefault()
    if ('turn' in step) return turn(step.turn)
    setHere(rows[step.to]?.key ?? null)
    body.current?.rows[step.to]?.focus()
  }
  const open = rows.filter(({ isOpen }) => isOpen === true)
  return (
    <Section
      title={t('title')}
      note={t('count', { count: first.count })}
      action={
        <Button plain onClick={() => close(open.length > 1 ? closedTeams(nodes) : new Set())}>
          {t(open.length > 1 ? 'closeAll' : 'openAll')}
        </Button>
      }
    >
      <table
        className={style.tree}
        role="treegrid"
        aria-label={t('title')}
        aria-busy={found.isPlaceholderData}
        data-stale={found.isPlaceholderData || undefined}
        onKeyDown={onKeyDown}
      >
        <Heads />
        <tbody ref={body}>
          {rows.map((row) => (
            <CascadeLine
              key={row.key}
              row={row}
              of={first}
              isHere={row.key === current}
              onHere={() => setHere(row.key)}
              onTurn={() => turn(row.key)}
            />
          ))}
        </tbody>
      </table>
      {found.hasNextPage && <Button onClick={() => void found.fetchNextPage()}>{t('more')}</Button>}
      <p className={style.keys}>{t('keys')}</p>
    </Section>
  )
}

const closedTeams = (nodes: readonly { readonly of: string; readonly id: string | null }[]) =>
  new Set(nodes.filter(({ of }) => of === 'team').map(({ of, id }) => `${of} ${id ?? ''}`))

function Heads() {
  const t = useTranslations('goals.table')
  const own = useTranslations('goals.cascade')
  return (
    <thead>
      <tr>
        <th scope="col">{t('whose')}</th>
        <th scope="col" className={style.course}>
          <span className="hidden-words">{own('course')}</span>
        </th>
        <th scope="col" className={style.value}>
          {t('target')}
        </th>
        <th scope="col" className={style.value}>
          {own('below')}
        </th>
        <th scope="col" className={style.value}>
          {t('actual')}
        </th>
        <th scope="col" className={style.value} data-wide>
          {t('attainment')}
        </th>
        <th scope="col" className={style.status}>
          {t('status')}
        </th>
      </tr>
    </thead>
  )
}
