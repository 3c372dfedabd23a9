/** One line of a problem: the field, what is wrong with it and the way out, in the reader's language. */
export interface ProblemLine {
  readonly path: string
  readonly code: string
  readonly message: string
  readonly details: { readonly [name: string]: unknown }
}

/** The server understood and refused; `lines` name the fields. RFC 9457. */
export class ApiProblem extends Error {
  readonly status: number
  readonly title: string
  readonly lines: readonly ProblemLine[]

  constructor(status: number, title: string, detail: string, lines: readonly ProblemLine[]) {
    super(detail)
    this.name = 'ApiProblem'
    this.status = status
    this.title = title
    this.lines = lines
  }

  get code(): string {
    return this.lines[0]?.code ?? ''
  }

  /** What is wrong with a field, `amount.currency` being part of `amount`; said with the name that a person knows it by. */
  at(field: string, label?: string): string | undefined {
    const found = this.lines.find(({ path }) => path === field || path.startsWith(`${field}.`))
    if (!found || label === undefined || !found.code.startsWith('field.')) return found?.message
    return withoutGap(found.message.replace(found.path, label))
  }
}

/** The session has ended, or there was none. */
export const isSignedOut = (error: unknown) => error instanceof ApiProblem && error.code === 'auth.required'

/** A name in Latin letters stands apart from Chinese words; a Chinese one does not. */
const withoutGap = (text: string) => text.replaceAll(/(?<=\p{Script=Han}) (?=\p{Script=Han})/gu, '')

/** Fields that have to be filled in, said as the server would say it. */
export function missingFields(names: readonly string[], says: (name: string) => string): ApiProblem {
  const lines = names.map((path) => ({ path, code: 'form.missing', message: says(path), details: {} }))
  return new ApiProblem(422, '', lines[0]?.message ?? '', lines)
}

/** No answer: the connection is gone, or the server is. */
export class Unreachable extends Error {
  constructor(cause: unknown) {
    super('unreachable', { cause })
    this.name = 'Unreachable'
  }
}

export async function problemIn(response: Response): Promise<ApiProblem> {
  const body: unknown = await response.json().catch(() => null)
  const text = (name: string) => {
    const value = isObject(body) ? body[name] : null
    return typeof value === 'string' ? value : ''
  }
  const errors = isObject(body) ? body.errors : null
  const lines = Array.isArray(errors) ? errors.map(lineOf) : []
  return new ApiProblem(response.status, text('title'), text('detail'), lines)
}

function lineOf(given: unknown): ProblemLine {
  const line = isObject(given) ? given : {}
  const details = line.details
  return {
    path: String(line.path ?? ''),
    code: String(line.code ?? ''),
    message: String(line.message ?? ''),
    details: isObject(details) ? details : {},
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
