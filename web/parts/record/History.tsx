import { useInfiniteQuery, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import type { AuditJson } from '#platform/audit/contract.ts'
import { type AnyDeclaration, fieldOf } from '#platform/record/record.ts'
import { client } from '#web/api/client.ts'
import { type AnyRecord, fieldValue, type Names, type Source, titleOf } from '#web/api/records.ts'
import { recordQuery } from '#web/api/useRecord.ts'
import { Button } from '../Button.tsx'
import { FieldValue, type FieldValueProps } from '../field/FieldValue.tsx'
import { Instant } from '../Instant.tsx'
import { ProblemText } from '../ProblemText.tsx'
import { useSource } from '../sourcesContext.ts'
import { useRecordText } from '../useRecordText.ts'
import { Waiting } from '../Waiting.tsx'
import style from './History.module.css'

interface Props {
  readonly declaration: AnyDeclaration
  readonly record: AnyRecord
  readonly names: Names
}

/** Who changed which field of a record, when, from what to what; read when somebody asks for it. */
export function History(props: Props) {
  const t = useTranslations('web.history')
  const [open, setOpen] = useState(false)
  return (
    <details className={style.history} onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{t('title')}</summary>
      {open && <Lines {...props} />}
    </details>
  )
}

const start: string | undefined = undefined

function Lines({ declaration, record, names }: Props) {
  const t = useTranslations('web.history')
  const { practice, type } = declaration
  const { data, error, isPending, hasNextPage, fetchNextPage } = useInfiniteQuery({
    queryKey: [[practice, 'audit'], type, record.id],
    queryFn: ({ pageParam, signal }) =>
      client.audit.list({ type, recordId: record.id, ...(pageParam ? { cursor: pageParam } : {}) }, { signal }),
    initialPageParam: start,
    getNextPageParam: ({ nextCursor }) => nextCursor ?? undefined,
  })
  if (isPending) return <Waiting lines={4} />
  if (error) return <ProblemText error={error} />
  return (
    <>
      <ol className={style.lines}>
        {data.pages
          .flatMap(({ items }) => items)
          .map((line) => (
            <Line key={line.id} line={line} declaration={declaration} record={record} names={names} />
          ))}
      </ol>
      {hasNextPage && (
        <Button plain onClick={() => void fetchNextPage()}>
          {t('older')}
        </Button>
      )}
    </>
  )
}

function Line({ line, declaration, record, names }: Props & { readonly line: AuditJson }) {
  const t = useTranslations('web.history')
  const text = useRecordText(declaration)
  const changed = line.action === 'update' ? shownFields(declaration, line.after) : []
  const known: Names = { ...names, ...(line.actorId && line.actorName ? { [line.actorId]: line.actorName } : {}) }
  const at = (side: unknown) => ({ ...record, ...(isObject(side) ? side : {}) })
  return (
    <li>
      <div className="dim small">
        <Instant of={line.at} full /> · {line.actorName ?? t('system')}
        {line.action !== 'update' && ` · ${t(line.action)}`}
        {fileIn(line) !== null && ` ${fileIn(line)}`}
        {line.reason !== null && ` · ${line.reason}`}
      </div>
      {changed.map((name) => (
        <div key={name}>
          <span className="dim">{text.label(name)}</span>{' '}
          <Former of={declaration} name={name} record={at(line.before)} names={known} /> →{' '}
          <Former of={declaration} name={name} record={at(line.after)} names={known} />
        </div>
      ))}
    </li>
  )
}

/** A value as it was: it may point to a record that the record no longer points to, whose name is asked for. */
function Former({ of, name, record, names }: FieldValueProps) {
  const id = fieldValue(record, name)
  const source = useSource(fieldOf(of, name)?.of ?? null)
  const unknown = source !== undefined && typeof id === 'string' && names[id] === undefined
  if (!unknown) return <FieldValue of={of} name={name} record={record} names={names} />
  return <Fetched source={source} id={id} />
}

function Fetched({ source, id }: { readonly source: Source; readonly id: string }) {
  const { data } = useQuery(recordQuery(source, id))
  return data ? titleOf(source.declaration, data.record) : '…'
}

/** The fields that a person can read; what was frozen for the ledger's sake is not for this list. */
function shownFields(declaration: AnyDeclaration, after: unknown): string[] {
  if (!isObject(after)) return []
  return Object.keys(after).filter((name) => {
    const kind = fieldOf(declaration, name)?.kind
    return kind !== undefined && kind !== 'json' && kind !== 'credits' && fieldValue(after, name) !== undefined
  })
}
/** Of a file that came or went: its name. */
function fileIn({ before, after }: AuditJson): string | null {
  const said = isObject(after) ? after['file'] : isObject(before) ? before['file'] : null
  return typeof said === 'string' ? said : null
}
function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
