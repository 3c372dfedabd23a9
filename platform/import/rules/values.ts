import { Fault } from '#ledger/rules/fault.ts'
import { shown } from './numbers.ts'

/**
 * Words that say "nothing here". Which of them do is the column's choice: all of them unless a person says otherwise.
 * "NA" and "none" are not among them: one is a region, the other an answer.
 */
export const absentWords: ReadonlySet<string> = new Set(
  '-|--|---|—|——|–|n/a|n.a.|#n/a|null|(null)|<null>|\\n|nil|undefined|--none--|(blank)|无|暂无|空|(空)|未填写|不详'.split(
    '|',
  ),
)

/** An empty cell, or one that holds a word for it. */
export function isAbsent(text: string, words: ReadonlySet<string> = absentWords): boolean {
  const tidy = tidyText(text)
  return tidy === '' || (tidy.length <= 10 && words.has(tidy.normalize('NFKC').toLowerCase()))
}

/** Trimmed, in composed form, without invisible marks; line breaks within stay. Throws Fault `import.text_too_long`. */
export function readText(text: string, max = 32_767): string {
  const tidy = tidyText(text).normalize('NFC')
  if (tidy.length > max) throw new Fault('import.text_too_long', { value: shown(tidy), length: tidy.length, max })
  return tidy
}

const YES: ReadonlySet<string> = new Set('true|yes|y|t|1|on|x|✓|√|✔|是|对|有|真|已'.split('|'))
const NO: ReadonlySet<string> = new Set('false|no|n|f|0|off|✗|×|✘|否|不|不是|没有|假|未'.split('|'))

/** Throws Fault `import.not_yes_or_no`. */
export function readBoolean(text: string): boolean {
  const found = booleanIn(text)
  if (found === null) throw new Fault('import.not_yes_or_no', { value: shown(text) })
  return found
}

export function booleanIn(text: string): boolean | null {
  const word = comparable(text)
  if (YES.has(word)) return true
  return NO.has(word) ? false : null
}

export interface Choice {
  readonly value: string
  /** Other ways to say it, in any language and case. */
  readonly names: readonly string[]
}

/** The value of the choice that is so called; case, width and spacing don't count. Throws Fault `import.not_a_choice`. */
export function readChoice(text: string, choices: readonly Choice[]): string {
  const word = comparable(text)
  const found = choices.find(({ value, names }) => [value, ...names].some((name) => comparable(name) === word))
  if (found !== undefined) return found.value
  throw new Fault('import.not_a_choice', { value: shown(text), choices: choices.map(({ value }) => value) })
}

const EMAIL = /^[^\s@<>()",;:]+@(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]*[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]+$/u

/** Lower case, without "mailto:" or "Name <…>". Two addresses in one cell are refused. Throws `import.not_an_email`. */
export function readEmail(text: string): string {
  const email = emailIn(text)
  if (email === null) throw new Fault('import.not_an_email', { value: shown(text) })
  return email
}

export function emailIn(text: string): string | null {
  const tidy = tidyText(text).normalize('NFKC')
  const address = (/<([^<>]+)>$/.exec(tidy)?.[1] ?? tidy).replace(/^mailto:/i, '').toLowerCase()
  return address.length <= 254 && EMAIL.test(address) ? address : null
}

/**
 * A phone number as a person wrote it, in plain digits. What a spreadsheet has turned into 1.38E+10 has lost digits and
 * is refused. Throws Fault `import.not_a_phone`, `import.cut_by_spreadsheet`.
 */
export function readPhone(text: string): string {
  const tidy = tidyText(text).normalize('NFKC').replace(/[‐‑–]/g, '-').replace(/\s+/g, ' ')
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(tidy)) throw new Fault('import.cut_by_spreadsheet', { value: shown(text) })
  if (!looksLikePhone(tidy)) throw new Fault('import.not_a_phone', { value: shown(text) })
  return tidy
}

function looksLikePhone(tidy: string): boolean {
  if (!/^(?:tel:|电话[:：]?)?\s*\+?[\d\s().\-/]+(?:\s*(?:ext\.?|x|#|转|分机)\s*\d{1,6})?$/i.test(tidy)) return false
  const digits = tidy.replace(/\D/g, '').length
  return digits >= 5 && digits <= 20
}

/** By what two writings of one number are the same: "+49 (0)711-28" and "0049 711 28" → "4971128". */
export function phoneKey(text: string): string {
  const tidy = text.normalize('NFKC').replace(/^\s*(?:tel:\s*)?00/, '+')
  const international = tidy.trim().startsWith('+')
  return (international ? tidy.replace('(0)', '') : tidy)
    .replace(/(?:ext\.?|x|#|转|分机)\s*\d+\s*$/i, '')
    .replace(/\D/g, '')
}

/** "https://www.Acme.com/shop" and "ada@acme.com" → "acme.com". Throws Fault `import.not_a_domain`. */
export function readDomain(text: string): string {
  const domain = domainIn(text)
  if (domain === null) throw new Fault('import.not_a_domain', { value: shown(text) })
  return domain
}

const DOMAIN = /^(?:[\p{L}\p{N}](?:[\p{L}\p{N}-]{0,61}[\p{L}\p{N}])?\.)+\p{L}[\p{L}\p{N}-]{1,62}$/u

export function domainIn(text: string): string | null {
  const host = tidyText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^[a-z][a-z\d+.-]*:\/\//, '')
    .replace(/[/?#].*$/s, '')
    .replace(/^.*@/, '')
    .replace(/:\d{1,5}$/, '')
    .replace(/^www\d?\./, '')
    .replace(/\.$/, '')
  return host.length <= 253 && DOMAIN.test(host) ? host : null
}

/** A web address with its scheme, https where none is written. Throws Fault `import.not_a_url`. */
export function readUrl(text: string): string {
  const tidy = tidyText(text)
  const address = /^https?:\/\//i.test(tidy) ? tidy : `https://${tidy}`
  if (/\s/.test(tidy) || tidy.includes('@') || domainIn(tidy) === null || !URL.canParse(address)) {
    throw new Fault('import.not_a_url', { value: shown(text) })
  }
  return address
}

const INVISIBLE = /[\u200b\u2060\ufeff\u00ad]/g

function tidyText(text: string): string {
  return text.replace(INVISIBLE, '').trim()
}

/** For comparing words: width, case and spacing made alike. */
function comparable(text: string): string {
  return tidyText(text)
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, ' ')
}
