import type { CSSProperties } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import style from './TeamRow.module.css'

interface Props {
  readonly team: { readonly name: string; readonly region: string | null }
  readonly depth: number
  readonly lead: string | null
  readonly people: number
  readonly onEdit: (() => void) | null
  readonly onAdd: (() => void) | null
}

export function TeamRow({ team: { name, region }, depth, lead, people, onEdit, onAdd }: Props) {
  const t = useTranslations('web.settings.teamsPage')
  return (
    <li className={style.row} style={depthOf(depth)} data-below={depth > 0 || undefined}>
      <span className={style.name}>
        {onEdit ? (
          <button type="button" className={style.open} onClick={onEdit}>
            {name}
          </button>
        ) : (
          name
        )}
        {region !== null && region !== name && <span className="dim small"> {region}</span>}
      </span>
      <span className={style.lead}>{lead !== null && <PersonName name={lead} />}</span>
      <span className={`${style.people} dim`}>{t('people', { count: people })}</span>
      {onAdd && (
        <Button
          plain
          icon="plus"
          onClick={onAdd}
          aria-label={t('addBelow', { name })}
          title={t('addBelow', { name })}
        />
      )}
    </li>
  )
}

const depthOf = (depth: number): CSSProperties & { readonly '--depth': number } => ({ '--depth': depth })
