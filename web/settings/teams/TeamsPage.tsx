import { useSuspenseQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useLocale, useTranslations } from 'use-intl'
import type { ListInput } from '#platform/record/resource.ts'
import { client } from '#web/api/client.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { teamSource } from '#web/frame/orgSources.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import { RecordPanel } from '../RecordPanel.tsx'
import { SettingsPage } from '../SettingsPage.tsx'
import { TeamRow } from './TeamRow.tsx'
import { teamTree } from './teamTree.ts'

const fields = ['name', 'parentId', 'managerId', 'region'] as const

/** The teams as a tree. People are put into them on their own page. */
export function TeamsPage() {
  const t = useTranslations('web.settings.teamsPage')
  const locale = useLocale()
  const may = useMay()
  const { today } = useMe()
  const { data } = useSuspenseQuery({ queryKey: [teamSource.key, 'tree', today], queryFn: () => allTeams(today) })
  const [open, setOpen] = useState<string | null>(null)
  const [below, setBelow] = useState<string | null>(null)
  const add = (parentId: string | null) => {
    setBelow(parentId)
    setOpen('new')
  }
  const newTeam = may('team.create') && (
    <Button first icon="plus" onClick={() => add(null)}>
      {t('new')}
    </Button>
  )
  const byFile = <ImportLink kind="teams" permission="team.import" />
  return (
    <SettingsPage
      title={t('title')}
      lead={t('lead')}
      actions={
        data.teams.length > 0 && (
          <>
            {byFile}
            {newTeam}
          </>
        )
      }
    >
      {data.teams.length === 0 ? (
        <EmptyState
          title={t('emptyTitle')}
          action={
            <>
              {newTeam}
              {byFile}
            </>
          }
        >
          {t('empty')}
        </EmptyState>
      ) : (
        <ul>
          {teamTree(data.teams, locale).map(({ team, depth }) => (
            <TeamRow
              key={team.id}
              team={team}
              depth={depth}
              lead={team.managerId === null ? null : (data.names[team.managerId] ?? null)}
              people={data.people.get(team.id) ?? 0}
              onEdit={may('team.update') ? () => setOpen(team.id) : null}
              onAdd={may('team.create') ? () => add(team.id) : null}
            />
          ))}
        </ul>
      )}
      {open !== null && (
        <RecordPanel
          source={teamSource}
          record={data.teams.find(({ id }) => id === open) ?? null}
          fields={fields}
          start={{ parentId: below }}
          mayDelete={may('team.delete')}
          onClose={() => setOpen(null)}
        />
      )}
    </SettingsPage>
  )
}

/** All teams, with how many people are in each today. */
async function allTeams(today: string) {
  const [teams, stays] = await Promise.all([
    everything((asked) => client.org.teams.list(asked)),
    everything((asked) => client.org.memberships.list(asked)),
  ])
  const now = stays.items.filter(
    ({ validFrom, validTo }) => (validFrom === null || validFrom <= today) && (validTo === null || validTo > today),
  )
  const people = new Map([...Map.groupBy(now, ({ teamId }) => teamId)].map(([id, of]) => [id, of.length]))
  return { teams: teams.items, names: teams.names, people }
}

interface Answer<T> {
  readonly items: readonly T[]
  readonly nextCursor: string | null
  readonly names?: Readonly<Record<string, string>>
}

async function everything<T>(
  list: (asked: ListInput) => Promise<Answer<T>>,
): Promise<{ items: T[]; names: Record<string, string> }> {
  const all: { items: T[]; names: Record<string, string> } = { items: [], names: {} }
  let cursor: string | null | undefined
  while (cursor !== null) {
    const page: Answer<T> = await list({ limit: 200, include: 'names', ...(cursor === undefined ? {} : { cursor }) })
    all.items.push(...page.items)
    Object.assign(all.names, page.names)
    cursor = page.nextCursor
  }
  return all
}
