import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useLocation } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { type AnyRecord, fieldValue, type Names, type Source, titleOf } from '#web/api/records.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { FieldValue } from '#web/parts/field/FieldValue.tsx'
import { useSources } from '#web/parts/sourcesContext.ts'
import type { IconName } from '../icons.ts'
import { recentRecords } from '../recentRecords.ts'
import type { Choice } from './choice.ts'
import style from './Palette.module.css'

const typingMs = 160
const eachMax = 6
/** Customers and deals before colleagues. */
const placeOf = ({ declaration: { type } }: Source) => (type === 'member' ? 1 : 0)
const signs: Readonly<Record<string, IconName>> = {
  deal: 'deals',
  account: 'customers',
  contact: 'customers',
  member: 'customers',
  activity: 'call',
}
/** What tells two records of one name apart, by type. */
const details: Readonly<Record<string, readonly string[]>> = {
  deal: ['accountId', 'amount', 'closesOn'],
  account: ['industry', 'location'],
  member: ['title', 'email'],
}

/** Records by name, of every type that has a page; without a name, those that were open last. */
export function useFound(
  typed: string,
  onGo: (to: string) => void,
): { readonly found: readonly Choice[]; readonly searching: boolean } {
  const t = useTranslations()
  const may = useMay()
  const choiceOf = choiceMaker(onGo)
  const [search] = useDebouncedValue(typed.trim(), typingMs)
  const searched = useSources()
    .filter(({ declaration, pageOf }) => pageOf !== null && may(`${declaration.type}.read`))
    .toSorted((a, b) => placeOf(a) - placeOf(b))
  const results = useQueries({
    queries: searched.map(({ key, routes }) => ({
      queryKey: [key, 'palette', search],
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        routes.list({ search, limit: eachMax, include: 'names' }, { signal }),
      enabled: search !== '',
      placeholderData: keepPreviousData,
    })),
  })
  if (typed.trim() === '') return { found: [], searching: false }
  const found = searched.flatMap((source, i) =>
    (results[i]?.data?.items ?? [])
      .filter((record) => isMeant(record, search))
      .map((record) =>
        choiceOf(
          source,
          record,
          results[i]?.data?.names ?? {},
          t(`${source.declaration.practice}.${source.declaration.type}._many`),
        ),
      ),
  )
  return {
    found,
    searching:
      search !== typed.trim() ||
      results.some(
        ({ isPending, isPlaceholderData, fetchStatus }) =>
          (isPending || isPlaceholderData) && fetchStatus === 'fetching',
      ),
  }
}

/**
 * The server answers with what has all pairs of characters in it, "dark" with Briarwood, too. Chinese text is left to it: it
 * alone knows how that sounds.
 */
function isMeant(record: AnyRecord, search: string): boolean {
  const wanted = bare(search)
  return Object.values(record).some(
    (value) => typeof value === 'string' && (bare(value).includes(wanted) || /\p{Script=Han}/u.test(value)),
  )
}
const bare = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}\p{S}]+/gu, '')

/** Records that were open last on this machine, as they are now; what one may not see any more is not named. */
export function useRecent(wanted: boolean, onGo: (to: string) => void): readonly Choice[] {
  const t = useTranslations('web.palette')
  const { member } = useMe()
  const sources = useSources()
  const choiceOf = choiceMaker(onGo)
  const here = useLocation({ select: ({ pathname }) => pathname })
  const recent = wanted ? recentRecords(member.id).filter(({ id }) => !here.endsWith(id)) : []
  const known = recent.flatMap(({ type, id }) => {
    const source = sources.find(({ declaration }) => declaration.type === type)
    return source ? [{ source, id }] : []
  })
  const results = useQueries({
    queries: known.map(({ source, id }) => ({ ...recordQuery(source, id), retry: false })),
  })
  return known.flatMap(({ source }, i) => {
    const found = results[i]?.data
    return found && found.record.deletedAt === null
      ? [choiceOf(source, found.record, found.names, t('group_recent'))]
      : []
  })
}

function choiceMaker(onGo: (to: string) => void) {
  return ({ declaration, pageOf }: Source, record: AnyRecord, names: Names, group: string): Choice => {
    const words = titleOf(declaration, record)
    // most deals are called by their customer
    const isSaid = (name: string | undefined) => name !== undefined && words.includes(name)
    return {
      key: record.id,
      group,
      icon: signs[declaration.type] ?? 'right',
      words,
      detail: (details[declaration.type] ?? [])
        .filter((name) => fieldValue(record, name) !== null && !isSaid(names[String(fieldValue(record, name))]))
        .map((name) => (
          <span key={name} className={style.part}>
            {name.endsWith('Id') ? (
              names[String(fieldValue(record, name))]
            ) : (
              <FieldValue of={declaration} name={name} record={record} names={names} />
            )}
          </span>
        )),
      run: () => onGo(pageOf?.(record.id) ?? '/'),
    }
  }
}
