import { editDistance } from './editDistance.ts'

export interface Candidate {
  readonly id: string
  readonly name: string
  /** Other unique values it is known by: e-mail, external id, domain. */
  readonly keys?: readonly string[]
}

export interface NearMiss {
  readonly id: string
  readonly name: string
  /** 0 to 1; only for sorting and wording. */
  readonly score: number
}

/**
 * What a value in a relation's column means. `exact` may be taken; `ambiguous` (two of one name) and `near` are
 * questions, never guesses; `others` are further near ones, nearest first.
 */
export type MatchResult =
  | { readonly found: 'exact'; readonly id: string; readonly name: string }
  | { readonly found: 'ambiguous'; readonly among: readonly { readonly id: string; readonly name: string }[] }
  | ({ readonly found: 'near'; readonly others: readonly NearMiss[] } & NearMiss)
  | { readonly found: 'none' }

/**
 * Indexes the candidates once, those for near misses only when first needed; each `match` then looks at a handful of
 * them, never at all.
 */
export function matcher(candidates: readonly Candidate[]): (value: string) => MatchResult {
  const exact: Index = new Map()
  for (const candidate of candidates) {
    for (const key of [candidate.name, ...(candidate.keys ?? [])]) {
      const normal = normalised(key)
      if (normal !== '') put(exact, normal, candidate)
    }
  }
  let near: NearIndex | null = null
  return (value) => {
    const same = exact.get(normalised(value)) ?? []
    const [only, ...more] = same
    if (only !== undefined && more.length === 0) return { found: 'exact', id: only.id, name: only.name }
    if (only !== undefined) return { found: 'ambiguous', among: same.map(({ id, name }) => ({ id, name })) }
    near ??= nearIndex(candidates)
    const [best, ...others] = nearOnes(near, value)
    return best === undefined ? { found: 'none' } : { found: 'near', ...best, others: others.slice(0, OTHERS_MAX) }
  }
}

const OTHERS_MAX = 4

type Index = Map<string, Candidate[]>

interface NearIndex {
  /** Without spaces, marks and accents. */
  readonly squeezed: Index
  /** The same without "Inc.", 有限公司 and the like. */
  readonly bare: Index
  /** Words in alphabetical order: "Frase, Moses". */
  readonly sorted: Index
  /** For slips of the pen: all with the same digits that share a piece at its place. */
  readonly pieces: Index
}

/** A candidate is put in with all its keys at once, so the last one is the only one that may be itself. */
function put(index: Index, key: string, candidate: Candidate): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [candidate])
  else if (known.length <= SHARED_MAX && known.at(-1)?.id !== candidate.id) known.push(candidate)
}

function nearIndex(candidates: readonly Candidate[]): NearIndex {
  const index: NearIndex = { squeezed: new Map(), bare: new Map(), sorted: new Map(), pieces: new Map() }
  for (const candidate of candidates) {
    const squeezed = squeeze(candidate.name)
    put(index.squeezed, squeezed, candidate)
    put(index.bare, bare(candidate.name), candidate)
    const sorted = sortedWords(candidate.name)
    if (sorted !== '') put(index.sorted, sorted, candidate)
    for (const key of pieceKeys(squeezed)) put(index.pieces, key, candidate)
  }
  return index
}

function nearOnes(index: NearIndex, value: string): NearMiss[] {
  const squeezed = squeeze(value)
  const short = squeezed.length < (isHan(squeezed) ? 2 : 3)
  if (short) return []
  const found = new Map<string, NearMiss>()
  const propose = (candidates: readonly Candidate[] | undefined, score: number) => {
    for (const { id, name } of candidates ?? []) if (!found.has(id)) found.set(id, { id, name, score })
  }
  propose(index.squeezed.get(squeezed), 0.97)
  const stem = bare(value)
  if (stem.length >= (isHan(stem) ? 2 : 3)) propose(index.bare.get(stem), 0.9)
  propose(index.sorted.get(sortedWords(value)), 0.9)
  for (const { id, name, score } of slips(index.pieces, squeezed))
    if (!found.has(id)) found.set(id, { id, name, score })
  return [...found.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
}

/** Slips allowed by length: none in short texts, where one letter makes another name. Chinese says more in one character. */
function slipsAllowed(squeezed: string, length = squeezed.length): number {
  if (isHan(squeezed)) return length >= 8 ? 1 : 0
  if (length < 6) return 0
  return length < 12 ? 1 : 2
}

/** So common a piece ("shanghai") tells nothing; the others still do. */
const SHARED_MAX = 2_000

function slips(pieces: Index, squeezed: string): NearMiss[] {
  const digits = digitsOf(squeezed)
  const found = new Map<string, NearMiss>()
  for (const key of pieceKeysNear(squeezed)) {
    const sharing = pieces.get(key) ?? []
    if (sharing.length > SHARED_MAX) continue
    for (const { id, name } of sharing) {
      if (found.has(id)) continue
      const other = squeeze(name)
      const allowed = Math.min(slipsAllowed(squeezed), slipsAllowed(other))
      const distance = editDistance(squeezed, other, allowed)
      // "GTK 500" and "GTK 600" are two products, not a slip.
      if (distance === 0 || distance > allowed || digitsOf(other) !== digits) continue
      found.set(id, { id, name, score: 0.9 - distance / Math.max(squeezed.length, other.length) })
    }
  }
  return [...found.values()]
}

/**
 * Cut into more pieces than there may be slips, two texts share at least one piece, shifted by no more than the slips
 * (pigeonhole; a swap across two cuts is let go). The digits must be the same anyhow, so they are part of the key.
 */
function pieceKeys(squeezed: string): string[] {
  const digits = digitsOf(squeezed)
  return cuts(squeezed.length, slipsAllowed(squeezed)).map(
    ({ from, to }, place) => `${squeezed.length} ${place} ${digits} ${squeezed.slice(from, to)}`,
  )
}

/** The keys under which a text with a slip or two would be found. */
function pieceKeysNear(squeezed: string): Set<string> {
  const digits = digitsOf(squeezed)
  const keys = new Set<string>()
  const allowed = slipsAllowed(squeezed)
  for (let length = squeezed.length - allowed; length <= squeezed.length + allowed; length += 1) {
    cuts(length, slipsAllowed(squeezed, length)).forEach(({ from, to }, place) => {
      for (let shift = -allowed; shift <= allowed; shift += 1) {
        const piece = squeezed.slice(Math.max(0, from + shift), to + shift)
        if (piece.length === to - from) keys.add(`${length} ${place} ${digits} ${piece}`)
      }
    })
  }
  return keys
}

function cuts(length: number, slips: number): { from: number; to: number }[] {
  if (slips === 0) return []
  const count = slips + 2
  return Array.from({ length: count }, (_, place) => ({
    from: Math.floor((length * place) / count),
    to: Math.floor((length * (place + 1)) / count),
  }))
}

function digitsOf(text: string): string {
  return text.replace(/\D/g, '')
}

function isHan(text: string): boolean {
  return /\p{Script=Han}/u.test(text)
}

/** Case, width and spacing made alike; what is then the same is the same. */
function normalised(text: string): string {
  return text.normalize('NFKC').trim().replace(/\s+/g, ' ').toLowerCase()
}

function wordsOf(text: string): string[] {
  return text
    .normalize('NFKC')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/(?<=\b\p{L})\.(?=\p{L}\b|\s|$)/gu, '')
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
}

function squeeze(text: string): string {
  return wordsOf(text).join('')
}

function sortedWords(text: string): string {
  const words = wordsOf(text)
  return words.length < 2 ? '' : words.sort().join(' ')
}

const LEGAL_FORMS: ReadonlySet<string> = new Set(
  'inc incorporated corp corporation co company ltd limited llc llp lp plc gmbh ag kg ohg se sa sas sarl srl spa bv nv ab as asa oy oyj aps pty pvt private sro kk'.split(
    ' ',
  ),
)

/** The name without its legal form, unless there is nothing else. */
export function bare(name: string): string {
  const words = wordsOf(name)
  let count = words.length
  while (count > 1 && LEGAL_FORMS.has(words[count - 1] ?? '')) count -= 1
  const squeezed = words.slice(0, count).join('')
  const withoutZh = squeezed.replace(/(?:股份有限公司|有限责任公司|有限公司|股份公司|公司)$/, '')
  return withoutZh === '' ? squeezed : withoutZh
}
