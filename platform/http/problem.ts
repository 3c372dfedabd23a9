import type { z } from 'zod'
import { Conflict, type Fault } from '#ledger/rules/fault.ts'
import { type Locale, say } from '#platform/text/messages.ts'

/** RFC 9457; `errors` names each field, the value that was given and the way out, in the caller's language. */
export interface Problem {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly detail: string
  readonly instance: string
  readonly errors: readonly ProblemError[]
}
export interface ProblemError {
  readonly path: string
  readonly value: unknown
  readonly code: string
  readonly message: string
  /** What the way out needs: the version that stands, what is missing. Nested, so that it can't stand in for the rest. */
  readonly details?: { readonly [name: string]: unknown }
}

const statuses: { readonly [code: string]: number } = {
  'record.not_found': 404,
  'route.not_found': 404,
  'file.not_found': 404,
  'file.upload_gone': 404,
  'file.lost': 404,
  'file.too_large': 413,
  'file.no_room': 413,
  'record.not_unique': 409,
  'record.stale': 412,
  'access.forbidden': 403,
  'access.key_scope_missing': 403,
  'access.record_out_of_reach': 403,
  'access.role_above_yours': 403,
  'auth.required': 401,
  'auth.wrong': 401,
  'auth.code_needed': 401,
  'auth.key_invalid': 401,
  'auth.token_wrong': 403,
  'auth.cross_site': 403,
  'auth.organisation_not_yours': 403,
  'auth.no_organisation': 403,
  'auth.session_needed': 403,
  'auth.role_above_yours': 403,
  'auth.too_many_attempts': 429,
  'sample.not_here': 403,
  'sample.no_door': 404,
  'idempotency.reused': 409,
  'request.unreadable': 400,
  'request.failed': 500,
  'request.if_match_unreadable': 400,
  'request.too_large': 413,
  'request.media_type': 415,
  'request.too_many': 429,
  'list.cursor_invalid': 400,
  'list.filter_unknown': 400,
  'list.sort_unknown': 400,
  'list.value_unreadable': 400,
  'list.limit_out_of_range': 400,
  'list.use_search': 400,
  'list.field_unknown': 400,
  'database.unreachable': 503,
  'database.full': 503,
}
export const statusOf = (fault: Fault) => statuses[fault.code] ?? (fault instanceof Conflict ? 409 : 422)

export function problemOf(fault: Fault, locale: Locale, instance: string): Problem {
  const { field, value, ...details } = fault.details
  const message = say(locale, `fault.${fault.code}`, fault.details)
  const status = statusOf(fault)
  const one: ProblemError = {
    path: field ?? '',
    value: plain(value),
    code: fault.code,
    message,
    ...(Object.keys(details).length
      ? { details: Object.fromEntries(Object.entries(details).map(([k, v]) => [k, plain(v)])) }
      : {}),
  }
  return problem(status, fault.code, message, instance, [one], locale)
}

function problem(
  status: number,
  code: string,
  detail: string,
  instance: string,
  errors: readonly ProblemError[],
  locale: Locale,
): Problem {
  return {
    type: `https://farsail.example/problems/${code}`,
    title: say(locale, `problem.s${status}`),
    status,
    detail,
    instance,
    errors,
  }
}
const plain = (value: unknown) => (typeof value === 'bigint' ? value.toString() : (value ?? null))

/** What a schema did not let through: 422, one line a field. */
export function invalidInput(
  issues: readonly z.core.$ZodIssue[],
  input: unknown,
  locale: Locale,
  instance: string,
): Problem {
  const errors = issues.flatMap((issue) => issueErrors(issue, input, locale)).slice(0, 100)
  const detail =
    errors.length === 1 ? (errors[0]?.message ?? '') : say(locale, 'fault.field.several', { count: errors.length })
  return problem(422, 'field.invalid', detail, instance, errors, locale)
}

function issueErrors(issue: z.core.$ZodIssue, input: unknown, locale: Locale): ProblemError[] {
  const told = (path: readonly PropertyKey[]): ProblemError => {
    const value = at(input, path)
    const field = path.map(String).join('.')
    const [code, values] = meaning(issue, value)
    return { path: field, value: short(value), code, message: say(locale, `fault.${code}`, { field, ...values }) }
  }
  if (issue.code !== 'unrecognized_keys') return [told(issue.path)]
  return issue.keys.map((key) => told([...issue.path, key]))
}

/** A value is told back as far as it helps. */
function short(value: unknown): unknown {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? 'null')
  return text.length > 300 ? `${text.slice(0, 300)}…` : (value ?? null)
}

function meaning(issue: z.core.$ZodIssue, value: unknown): [string, { readonly [name: string]: string | number }] {
  const shown =
    value === undefined || value === null
      ? ''
      : typeof value === 'object'
        ? JSON.stringify(value).slice(0, 100)
        : String(value).slice(0, 100)
  if (issue.code === 'unrecognized_keys') return ['field.unknown', {}]
  if (value === undefined || (value === '' && issue.code === 'invalid_format')) return ['field.required', {}]
  switch (issue.code) {
    case 'invalid_value':
      return ['field.not_a_choice', { value: shown, choices: issue.values.map(String).join(', ') }]
    case 'too_big':
      return ['field.too_large', { value: shown, most: String(issue.maximum) }]
    case 'too_small':
      return [
        issue.origin === 'string' ? 'field.empty' : 'field.too_small',
        { value: shown, least: String(issue.minimum) },
      ]
    case 'invalid_format':
      return [
        issue.format === 'uuid'
          ? 'field.not_an_id'
          : issue.format === 'date'
            ? 'field.not_a_day'
            : issue.format === 'datetime'
              ? 'field.not_an_instant'
              : 'field.wrong_form',
        { value: shown },
      ]
    case 'invalid_type':
      return value === null ? ['field.required', {}] : ['field.wrong_type', { value: shown, expected: issue.expected }]
    default:
      return ['field.wrong_form', { value: shown }]
  }
}
function at(input: unknown, path: readonly PropertyKey[]): unknown {
  let here: unknown = input
  for (const key of path) {
    if (typeof here !== 'object' || here === null) return undefined
    here = Reflect.get(here, key)
  }
  return here
}
