/** What a change means to a person other than the one who made it; it becomes a notice to them. */
export interface Concern {
  /** Whom; nobody where a record has no owner. */
  readonly memberId: string | null
  /** `deal.assigned`: its words are `notice.kind.deal.assigned`, where `{name}` is the record's and `{actor}` who did it. */
  readonly kind: string
  readonly subjectType: string
  readonly subjectId: string
  readonly about: About
}
/** What the words need: plain texts, and names of fields that were changed, which everybody reads in their language. */
export interface About {
  readonly name: string
  readonly fields?: readonly string[]
  /** A figure's key in the catalogue, in place of a name. */
  readonly metric?: string
  readonly period?: string
}

interface Owned {
  readonly id: string
  readonly ownerId: string | null
}

/** A record that came from one person to another: who has it now, and who had it, each hear of it. */
export function handedOver<R extends Owned>(type: string, before: R | null, after: R, about: About): Concern[] {
  if (before !== null && before.ownerId === after.ownerId) return []
  const subject = { subjectType: type, subjectId: after.id, about }
  return [
    { ...subject, memberId: after.ownerId, kind: `${type}.assigned` },
    ...(before === null ? [] : [{ ...subject, memberId: before.ownerId, kind: `${type}.taken` }]),
  ]
}
