import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { FigureLink } from '#ledger/web/explain/FigureLink.tsx'
import { Cases, Figure } from '#ledger/web/Figure.tsx'
import { sizeOf, useGoalTexts } from '#ledger/web/goalStanding.ts'
import { useFigureText } from '#ledger/web/useFigureText.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { Nothing } from '#web/parts/Nothing.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import type { CascadeJson, CascadeNodeJson } from '../../contract/cascade.ts'
import { GoalFigureLink } from '../explain/GoalFigureLink.tsx'
import { GoalCourse, type GoalDrawn } from '../GoalCourse.tsx'
import { GoalStatusTag } from '../GoalStatusTag.tsx'
import style from './cascade.module.css'
import type { CascadeRow } from './cascadeRows.ts'

interface Props {
  readonly row: CascadeRow
  readonly of: Pick<CascadeJson, 'metricName' | 'direction' | 'on' | 'to'>
  /** The one row that the tab key comes to. */
  readonly isHere: boolean
  readonly onHere: () => void
  readonly onTurn: () => void
}

/** A place in the tree: its own target, the sum of those below it, and how it stands. */
export function CascadeLine({ row, of, isHere, onHere, onTurn }: Props) {
  const t = useTranslations('goals.table')
  const own = useTranslations('goals.cascade')
  const texts = useGoalTexts()
  const figures = useFigureText()
  const { node, level, place, size, isOpen } = row
  const goal: GoalDrawn = { ...node, ...of, stretch: null, challenge: null }
  const { targetId } = node
  return (
    <tr
      data-of={node.of}
      aria-level={level}
      aria-posinset={place}
      aria-setsize={size}
      {...(isOpen === null ? {} : { 'aria-expanded': isOpen })}
      tabIndex={isHere ? 0 : -1}
      onFocus={onHere}
    >
      <th scope="row" style={{ paddingInlineStart: `calc(${level - 1} * var(--step))` }}>
        <Name row={row} onTurn={onTurn} />
      </th>
      <td className={style.course}>
        {(node.target !== null || node.expected !== null) && <GoalCourse goal={goal} size="small" />}
      </td>
      <td className={style.value} data-part="target" data-none={node.target === null || undefined}>
        <Label>{t('target')}</Label>
        {targetId === null || node.target === null ? (
          <Nothing />
        ) : (
          <GoalFigureLink targetId={targetId} what="target" of={node.name}>
            {texts.exact(goal, node.target)}
          </GoalFigureLink>
        )}
      </td>
      <td className={style.value} data-part="below" data-none={node.below === null || undefined}>
        <Label>{own('below')}</Label>
        <Below node={node} goal={goal} />
      </td>
      <td className={style.value} data-part="actual">
        <Label>{t('actual')}</Label>
        <FigureLink explain={node.actual.explain} of={node.name}>
          <Figure of={node.actual} />
        </FigureLink>{' '}
        <Cases of={node.actual} />
      </td>
      <td className={style.value} data-part="attainment" data-none={node.attainment === null || undefined}>
        <Label>{t('attainment')}</Label>
        {targetId === null || node.attainment === null ? (
          <Nothing />
        ) : (
          <GoalFigureLink targetId={targetId} what="attainment" of={node.name}>
            {figures.text(node.attainment, 'ratio')}
          </GoalFigureLink>
        )}
      </td>
      <td className={style.status}>
        <GoalStatusTag of={node.status} />
      </td>
    </tr>
  )
}

/** On a phone, where there are no heads, the value's own. */
function Label({ children }: { readonly children: string }) {
  return (
    <span className={style.label} aria-hidden="true">
      {children}
    </span>
  )
}

function Name({ row: { node, isOpen }, onTurn }: Pick<Props, 'row' | 'onTurn'>) {
  const t = useTranslations('goals.cascade')
  const { of, name, targetId, isVacant, people } = node
  return (
    <span className={style.who}>
      {isOpen === null ? (
        <i className={style.turn} />
      ) : (
        <button
          type="button"
          className={style.turn}
          tabIndex={-1}
          aria-label={t(isOpen ? 'close' : 'open', { name })}
          onClick={onTurn}
        >
          <Icon name={isOpen ? 'down' : 'right'} size={14} />
        </button>
      )}
      {of === 'member' && <Face name={name} small />}
      {targetId === null ? (
        <span className="cut">{name}</span>
      ) : (
        <Link to="/goals/$targetId" params={{ targetId }} className="cut" tabIndex={-1}>
          {name}
        </Link>
      )}
      {of !== 'member' && <small>{t('people', { count: people })}</small>}
      {isVacant && <small>{t('vacant')}</small>}
    </span>
  )
}

/** What those directly below have in sum, and how far that is more or less than the target: never made to fit. */
function Below({ node, goal }: { readonly node: CascadeNodeJson; readonly goal: GoalDrawn }) {
  const t = useTranslations('goals.cascade')
  const texts = useGoalTexts()
  const figures = useFigureText()
  const { below, overBy, overShare } = node
  if (below === null) return node.of === 'member' ? null : <Nothing />
  const over = sizeOf(overBy) ?? 0
  const plain = (text: string) => text.replace(/[-−]/, '')
  const words = {
    amount: plain(texts.exact(goal, overBy)),
    share: overShare === null ? '—' : plain(figures.text(overShare, 'ratio')),
  }
  return (
    <>
      {texts.exact(goal, below)}
      {overBy !== null && (
        <small data-over={over > 0 || undefined}>
          {over === 0 ? t('exact') : t(over > 0 ? 'over' : 'under', words)}
        </small>
      )}
    </>
  )
}
