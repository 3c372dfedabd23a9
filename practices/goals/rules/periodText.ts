const MONTHS = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ')
const NUMBERS = '一二三四五六七八九十'
const QUARTER = '(?:第?\\s*([1-4一二三四])\\s*季度?|q([1-4])|([1-4])q)'
const YEAR = '(fy)?\\s*(\\d{4}|(?<=fy\\s*)\\d{2})\\s*(年度|财年|年)?'
const HYPHEN = '[\\s\\-/._]*'

/**
 * A period as people write it in files, as its key: "Q3 2017", 2017年三季度, "FY17 Q3", 2017年6月, "June 2017" → 2017-Q3 …
 * What is no such name comes back as it stands, for `periodOf` to refuse.
 */
export function periodKeyIn(text: string): string {
  const plain = text.normalize('NFKC').trim().toLowerCase()
  return yearFirst(plain) ?? yearLast(plain) ?? text.trim()
}

function yearFirst(plain: string): string | undefined {
  const match = new RegExp(`^${YEAR}${HYPHEN}(.*)$`).exec(plain)
  if (match === null) return undefined
  const [, fiscal, digits = '', word, rest = ''] = match
  const isFiscal = fiscal !== undefined || word === '财年'
  const year = `${isFiscal ? 'FY' : ''}${digits.length === 2 ? `20${digits}` : digits}`
  if (rest === '') return year
  const quarter = quarterIn(rest)
  if (quarter !== undefined) return `${year}-Q${quarter}`
  const week = /^(?:w|第?)\s*(\d{1,2})(?:\s*周)?$/.exec(rest)
  if (week?.[1] !== undefined && /w|周/.test(rest)) return `${year}-W${two(week[1])}`
  const month = monthIn(rest)
  if (month === undefined) return undefined
  return isFiscal ? `${year}-${rest.startsWith('p') ? 'P' : 'M'}${two(month)}` : `${year}-${two(month)}`
}

function yearLast(plain: string): string | undefined {
  const match = new RegExp(`^(.+?)${HYPHEN}(fy)?\\s*(\\d{4})$`).exec(plain)
  if (match === null) return undefined
  const [, front = '', fiscal, year = ''] = match
  const quarter = quarterIn(front)
  if (quarter !== undefined) return `${fiscal === undefined ? '' : 'FY'}${year}-Q${quarter}`
  const month = monthIn(front)
  return month === undefined || fiscal !== undefined ? undefined : `${year}-${two(month)}`
}

function quarterIn(text: string): number | undefined {
  const match = new RegExp(`^${QUARTER}$`).exec(text)
  const found = match?.slice(1).find((one) => one !== undefined)
  if (found === undefined) return undefined
  return NUMBERS.includes(found) ? NUMBERS.indexOf(found) + 1 : Number(found)
}

function monthIn(text: string): string | undefined {
  const number = /^[mp]?(\d{1,2})\s*月?份?$/.exec(text)?.[1]
  if (number !== undefined) return number
  const word = /^([a-z]{3})[a-z]*$/.exec(text)?.[1]
  const found = word === undefined ? -1 : MONTHS.indexOf(word)
  return found < 0 ? undefined : String(found + 1)
}

const two = (number: string) => number.padStart(2, '0')
