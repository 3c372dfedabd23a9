import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type ReactNode, useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { Source } from '#web/api/records.ts'
import { useMe } from '#web/api/session.ts'
import { dayText } from '#web/parts/dates.ts'
import { Icon } from '#web/parts/Icon.tsx'
import type { ListView } from '#web/parts/listView.ts'
import { Money } from '#web/parts/Money.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { Waiting } from '#web/parts/Waiting.tsx'
import type { GroupJson, GroupsInput, GroupsJson } from '../contract.ts'
import { groupField, groupFilter } from './groupFilter.ts'
import style from './groups.module.css'

interface Props {
  readonly source: Pick<Source, 'declaration' | 'key'>
  readonly groups: (input: GroupsInput, options: { readonly signal: AbortSignal }) => Promise<GroupsJson>
  readonly by: string
  readonly view: ListView
  /** Deals have a sum, customers only a count. */
  readonly summed?: boolean
  /** Where a group stands, if neither its key nor its name says it. */
  readonly place?: (key: string) => number
  readonly table: (view: ListView) => ReactNode
}

/** A list in groups, each with how many and how much; one is open at a time. */
export function GroupedTable({ source, groups, by, view, summed = false, place, table }: Props) {
  const t = useTranslations('crm.groups')
  const [chosen, choose] = useState<string | null | undefined>(undefined)
  const input: GroupsInput = {
    by,
    ...(view.filter ? { filter: view.filter } : {}),
    ...(view.search ? { search: view.search } : {}),
    ...(view.deleted ? { deleted: view.deleted } : {}),
  }
  const { data, error } = useQuery({
    queryKey: [source.key, 'groups', input],
    queryFn: ({ signal }) => groups(input, { signal }),
    placeholderData: keepPreviousData,
  })
  const nameOf = useGroupName(source, by, data)
  const locale = useLocale()
  const byName = new Intl.Collator(locale)
  // days and months stand in their own order, ids by what they are called; what has none comes last
  const inOrder = (all: readonly GroupJson[]) =>
    all.toSorted(
      (a, b) =>
        Number(a.key === null) - Number(b.key === null) ||
        (place ? place(a.key ?? '') - place(b.key ?? '') : 0) ||
        (Object.keys(data?.names ?? {}).length > 0 ? byName.compare(nameOf(a), nameOf(b)) : 0),
    )
  if (error) return <ProblemText error={error} />
  if (!data) return <Waiting lines={6} />
  if (data.groups.length === 0) return table(view)
  const open = chosen === undefined ? inOrder(data.groups)[0]?.key : chosen
  return (
    <div className={style.groups}>
      {inOrder(data.groups).map((group) => {
        const isOpen = group.key === open
        return (
          <section key={group.key ?? 'none'} aria-label={nameOf(group)}>
            <button
              type="button"
              className={style.head}
              aria-expanded={isOpen}
              onClick={() => choose(isOpen ? noneOpen : group.key)}
            >
              <Icon name={isOpen ? 'down' : 'right'} size={14} />
              <b className="cut">{nameOf(group)}</b>
              <span className="num dim">{group.count}</span>
              {summed && (
                <span className={style.sum}>
                  <Money of={group.sum} />
                </span>
              )}
            </button>
            {isOpen && table({ ...view, filter: groupFilter(source.declaration, by, group.key, view.filter) })}
          </section>
        )
      })}
      <div className={style.total}>
        <b>{t('total')}</b>
        <span className="num">{data.total.count}</span>
        {summed && (
          <span className={style.sum}>
            <Money of={data.total.sum} />
          </span>
        )}
      </div>
    </div>
  )
}
const noneOpen = '-'

function useGroupName({ declaration }: Pick<Source, 'declaration'>, by: string, data: GroupsJson | undefined) {
  const t = useTranslations('crm.groups')
  const text = useRecordText(declaration)
  const locale = useLocale()
  const { today } = useMe()
  return ({ key }: GroupJson): string => {
    const { name, monthly } = groupField(declaration, by)
    if (key === null) return t('without', { field: text.label(name) })
    if (monthly) return dayText(`${key}-01`, locale, 'month')
    const field = declaration.fields[name] ?? declaration.kept[name]
    if (field?.kind === 'relation') return data?.names[key] ?? '…'
    if (field?.kind === 'choice') return text.choice(name, key)
    return field?.kind === 'day' ? dayText(key, locale, 'short', today) : key
  }
}
