import type { AnyDeclaration, Role, Scope } from '#platform/record/record.ts'
import { type Relation, reaches } from './accessOrg.ts'
import { type Answer, codeOf } from './serving.ts'

// What the declarations say of a cell of the matrix, worked out here once more from their words alone.

export function scopeIn(role: Role, declaration: AnyDeclaration, action: string): Scope | null {
  if (role === 'owner' || role === 'admin') return 'all'
  return declaration.may[action]?.[role] ?? null
}

/** Whose records nobody in particular owns are everybody's who may do this at all. */
export function may(role: Role, declaration: AnyDeclaration, action: string, relation: Relation): boolean {
  const scope = scopeIn(role, declaration, action)
  if (declaration.type === 'target' && !mayWithTarget(scope, action, relation)) return false
  return declaration.owner === null ? scope !== null : reaches(scope, relation)
}

/** The organisation's own targets are set by those who reach all; and a target is accepted by nobody but its person. */
function mayWithTarget(scope: Scope | null, action: string, relation: Relation): boolean {
  if (action === 'accept') return relation === 'self'
  return relation !== 'nobody' || scope === 'all' || ['read', 'export'].includes(action)
}

/** What an action on a record must answer: done, or why not, without telling of what the caller may not see. */
export function expected(role: Role, declaration: AnyDeclaration, action: string, relation: Relation): string {
  if (scopeIn(role, declaration, action) === null) return '403 access.forbidden'
  if (may(role, declaration, action, relation)) return 'done'
  return may(role, declaration, 'read', relation) ? '403 access.record_out_of_reach' : '404 record.not_found'
}

export const outcome = (answer: Answer) => (answer.status < 300 ? 'done' : `${answer.status} ${codeOf(answer)}`)

/** The cells that came out otherwise, each in a plain sentence. */
export class Cells {
  readonly wrong: string[] = []
  check(cell: string, wanted: unknown, found: unknown): void {
    const [a, b] = [JSON.stringify(wanted), JSON.stringify(found)]
    if (a !== b) this.wrong.push(`${cell}: should be ${a}, is ${b}`)
  }
}
