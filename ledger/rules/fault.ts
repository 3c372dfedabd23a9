export type FaultDetail = string | number | bigint | boolean | null | readonly string[]

/** What a Fault tells beside its code: the field and value that are wrong, and whatever the way out needs. */
export interface FaultDetails {
  readonly field?: string
  readonly value?: FaultDetail
  readonly [name: string]: FaultDetail | undefined
}

/**
 * A refusal that a person can act on. `code` is stable (`practice.what_is_wrong`) and is the key of its text in both
 * languages (`fault.<code>`), with the details as arguments. The server answers 422 unless the code says otherwise.
 */
export class Fault extends Error {
  readonly code: string
  readonly details: FaultDetails

  constructor(code: string, details: FaultDetails = {}) {
    super(`${code} ${JSON.stringify(details, (_, value) => (typeof value === 'bigint' ? value.toString() : value))}`)
    this.name = 'Fault'
    this.code = code
    this.details = details
  }
}

/** A refusal because of how things stand, not of what was asked: the deal is closed already. The server answers 409. */
export class Conflict extends Fault {}
