import { Fault } from '#ledger/rules/fault.ts'
import { problemOf } from '#platform/http/problem.ts'
import { type Locale, say } from '#platform/text/messages.ts'

/** `note`: not set up, or worth knowing; `broken`: Farsail doesn't work, or soon won't, until somebody acts. */
export const states = ['fine', 'note', 'broken'] as const

/** What the doctor found about one thing. `values` are for machines: bytes, seconds, names as they are. */
export interface Finding {
  readonly name: string
  readonly state: (typeof states)[number]
  readonly says: string
  readonly values: { readonly [name: string]: unknown }
}

export function finding(
  locale: Locale,
  given: {
    readonly name: string
    readonly state?: Finding['state']
    /** The key of the text below `doctor`. */
    readonly text: string
    readonly shown?: { readonly [name: string]: string | number }
    readonly values?: Finding['values']
  },
): Finding {
  const { name, state = 'fine', text, shown = {}, values = shown } = given
  return { name, state, says: say(locale, `doctor.${text}`, shown), values }
}

/** Something that could not be looked at at all, in the words in which a start would refuse. */
export function broken(locale: Locale, name: string, error: unknown): Finding {
  const fault =
    error instanceof Fault
      ? error
      : new Fault('cli.failed', { value: error instanceof Error ? error.message : String(error) })
  return {
    name,
    state: 'broken',
    says: problemOf(fault, locale, 'farsail doctor').detail,
    values: { code: fault.code },
  }
}

/** "1.4 GB" */
export function sizeText(bytes: number, locale: Locale): string {
  const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'] as const
  const power = bytes < 1 ? 0 : Math.min(units.length - 1, Math.floor(Math.log10(bytes) / 3))
  const unit = units[power] ?? 'byte'
  const format = new Intl.NumberFormat(locale, { style: 'unit', unit, maximumFractionDigits: 1 })
  return format.format(bytes / 1000 ** power)
}
