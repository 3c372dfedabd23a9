import type { AccountLine, Asked, ContactLine } from './company.ts'
import type { People, Rep } from './people.ts'
import { type Random, randomOf } from './random.ts'
import type { Words } from './words.ts'

export interface Customer {
  readonly account: AccountLine
  readonly contacts: readonly [ContactLine, ...ContactLine[]]
  readonly rep: Rep
}

const accountsOfRep = 15

/** Every rep's customers; one in eight belongs to another one of the same rep. */
export function customersOf(asked: Asked, words: Words, { reps }: People): readonly Customer[] {
  const taken = new Set<string>()
  const found: Customer[] = []
  const each = Math.max(2, Math.round(accountsOfRep * Math.sqrt(asked.scale)))
  for (const rep of reps) {
    const random = randomOf(`${asked.seed} customers ${rep.key}`)
    const own: AccountLine[] = []
    for (let i = 0; i < each; i += 1) {
      const parent = own[0] && i > 0 && random.chance(1 / 8) ? random.pick([own[0], ...own.slice(1)]) : null
      const account = accountOf({ words, rep, random, taken, key: `account${found.length + 1}` }, parent)
      own.push(account)
      found.push({ account, contacts: contactsOf(words, rep, random, account), rep })
    }
  }
  return found
}

interface Making {
  readonly words: Words
  readonly rep: Rep
  readonly random: Random
  readonly taken: Set<string>
  readonly key: string
}
function accountOf({ words, rep, random, taken, key }: Making, parent: AccountLine | null): AccountLine {
  const { region } = rep
  const size = random.part()
  const base = parent === null || parent.parent !== null ? null : parent
  const firm = () =>
    base === null
      ? region.firm(random.pick(region.firms[0]), random.pick(region.firms[1]))
      : words.subsidiary(base.name, placeOf(words, random))
  const name = unlike(firm, taken)
  return {
    key,
    name,
    parent: base?.key ?? null,
    owner: rep.key,
    domain: `${key}.${region.domain}`,
    industry: random.pick(words.industries),
    segment: words.segments[size > 0.8 ? 0 : size > 0.4 ? 1 : 2],
    location: region.site,
    phone: `${region.phone} ${random.whole(1000, 9999)}`,
    foundedYear: random.whole(1978, 2021),
    employees: Math.round(20 + size ** 4 * 6000),
  }
}

const placeOf = (words: Words, random: Random) => random.pick(words.regions).site

/** Names run out in small places: then a number tells them apart. */
function unlike(make: () => string, taken: Set<string>): string {
  let name = make()
  for (let i = 0; i < 40 && taken.has(name); i += 1) name = make()
  for (let i = 2; taken.has(name); i += 1) name = `${name.replace(/ \d+$/, '')} ${i}`
  taken.add(name)
  return name
}

function contactsOf(words: Words, rep: Rep, random: Random, account: AccountLine): Customer['contacts'] {
  const one = (nth: number): ContactLine => {
    const { given, family, full } = rep.region.people
    return {
      key: `${account.key}-${nth}`,
      name: full(random.pick(given), random.pick(family)),
      account: account.key,
      owner: rep.key,
      email: `contact${nth}@${account.domain}`,
      phone: `${rep.region.phone} ${random.whole(1000, 9999)}`,
      title: random.pick(words.contactTitles),
    }
  }
  return [one(1), ...(random.chance(0.75) ? [one(2)] : []), ...(random.chance(0.3) ? [one(3)] : [])]
}
