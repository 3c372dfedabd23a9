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

/** Indexes the candidates once; then each `match` looks at a handful of them, not at all. */
export function matcher(candidates: Iterable<Candidate>): (value: string) => MatchResult {
  const exact: Index = new Map()
  const near: NearIndex = { squeezed: new Map(), bare: new Map(), sorted: new Map(), pieces: new Map() }
  for (const candidate of candidates) {
    for (const key of [candidate.name, ...(candidate.keys ?? [])]) {
      const normal = normalised(key)
      if (normal !== '') put(exact, normal, candidate)
    }
    putNear(near, candidate)
  }
  return (value) => {
    const same = exact.get(normalised(value)) ?? []
    const [only, ...more] = same
    if (only !== undefined && more.length === 0) return { found: 'exact', id: only.id, name: only.name }
    if (only !== undefined) return { found: 'ambiguous', among: same.map(({ id, name }) => ({ id, name })) }
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

function put(index: Index, key: string, candidate: Candidate): void {
  const known = index.get(key)
  if (known === undefined) index.set(key, [candidate])
  else if (!known.some(({ id }) => id === candidate.id)) known.push(candidate)
}

function putNear(index: NearIndex, candidate: Candidate): void {
  const squeezed = squeeze(candidate.name)
  put(index.squeezed, squeezed, candidate)
  put(index.bare, bare(candidate.name), candidate)
  const sorted = sortedWords(candidate.name)
  if (sorted !== '') put(index.sorted, sorted, candidate)
  for (const key of piecesOf(squeezed)) put(index.pieces, key, candidate)
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
  for (const { id, name, score } of slips(index.pieces, squeezed)) if (!found.has(id)) found.set(id, { id, name, score })
  return [...found.values()].sort((a, b) => b.score - a.score || (a.name < b.name ? -1 : 1))
}

/** Slips allowed by length: none in short texts, where one letter makes another name. Chinese says more in one character. */
function slipsAllowed(squeezed: string): number {
  if (isHan(squeezed)) return squeezed.length >= 8 ? 1 : 0
  if (squeezed.length < 6) return 0
  return squeezed.length < 12 ? 1 : 2
}

/** So common a piece ("shanghai") tells nothing; the others still do. */
const PIECE_SHARED_MAX = 2_000

function slips(pieces: Index, squeezed: string): NearMiss[] {
  const allowed = slipsAllowed(squeezed)
  if (allowed === 0) return []
  const digits = squeezed.replace(/\D/g, '')
  const found = new Map<string, NearMiss>()
  for (const key of piecesToLookFor(squeezed, allowed)) {
    const sharing = pieces.get(key) ?? []
    if (sharing.length > PIECE_SHARED_MAX) continue
    for (const { id, name } of sharing) {
      if (found.has(id)) continue
      const other = squeeze(name)
      // "GTK 500" and "GTK 600" are two products, not a slip.
      if (other.replace(/\D/g, '') !== digits) continue
      const distance = editDistance(squeezed, other, Math.min(allowed, slipsAllowed(other)))
      if (distance > 0 && distance <= allowed && distance <= slipsAllowed(other)) {
        found.set(id, { id, name, score: 0.9 - distance / Math.max(squeezed.length, other.length) })
      }
    }
  }
  return [...found.values()]
}
