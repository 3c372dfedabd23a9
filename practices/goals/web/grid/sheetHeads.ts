import { type Column, columnOfMonth, type Sheet, yearColumn } from './sheet.ts'

/** What a column of a file is, by the words above it. */
export type Head = { readonly is: 'name' | 'email' | 'team' } | { readonly is: 'amount'; readonly column: Column }

const words: readonly (readonly ['name' | 'email' | 'team', readonly string[]])[] = [
  [
    'name',
    ['name', 'person', 'member', 'rep', 'salesperson', '姓名', '名称', '成员', '人员', '员工', '销售', '销售员'],
  ],
  ['email', ['email', 'emailaddress', '邮箱', '电子邮箱', '电子邮件', '邮件']],
  ['team', ['team', 'department', '团队', '部门', '小组']],
]
const yearWords = ['year', 'total', 'fullyear', '全年', '合计', '总计', '年度', '全年合计']
const ordinals = ['一', '二', '三', '四']

/** Small letters, without spaces, dots and what stands in brackets. */
export const headKey = (text: string): string =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/\(.*?\)/g, '')
    .replace(/[\s._]/g, '')
    .replace(/e-mail/, 'email')

/** Reads the words above columns, in either language and as the grid writes them: Jan, 1月, 2026-01, Q1, 一季度, 2026. */
export function headReader(sheet: Sheet): (text: string) => Head | null {
  const known = new Map<string, Head>()
  const add = (head: Head, texts: readonly string[]) => {
    for (const text of texts) known.set(headKey(text), head)
  }
  for (const [is, texts] of words) add({ is }, texts)
  for (const [i, { key, from }] of sheet.months.entries()) {
    const head = { is: 'amount', column: columnOfMonth(i) } as const
    add(head, [key, `P${i + 1}`, `第${i + 1}期`, ...(from.endsWith('-01') ? monthNames(from) : [])])
  }
  for (const [q, key] of sheet.quarters.entries()) {
    const [n, word] = [q + 1, ordinals[q] ?? '']
    const texts = [key, `Q${n}`, `${n}季度`, `第${n}季度`, `${word}季度`, `第${word}季度`]
    add({ is: 'amount', column: q * 4 + 3 }, texts)
  }
  add({ is: 'amount', column: yearColumn }, [sheet.year, `${sheet.year}年`, ...yearWords])
  return (text) => known.get(headKey(text)) ?? null
}

function monthNames(from: string): string[] {
  const [year = '', month = ''] = from.split('-')
  const n = String(Number(month))
  const said = (['short', 'long'] as const).map((style) =>
    new Intl.DateTimeFormat('en', { month: style, timeZone: 'UTC' }).format(Date.parse(from)),
  )
  const dated = said.flatMap((name) => [`${name} ${year}`, `${name}-${year.slice(2)}`])
  return [
    from,
    `${year}-${month}`,
    `${year}/${n}`,
    `${year}/${month}`,
    `${n}月`,
    `${month}月`,
    `${year}年${n}月`,
    ...said,
    ...dated,
  ]
}

/** The year that words above a column name, where they name another one than the sheet's. */
export function otherYear(text: string, sheet: Sheet): string | null {
  const key = headKey(text)
  const found = /^(?:fy)?(?:19|20)\d\d(?=$|年|[-/]\d)/.exec(key)?.[0]
  return found === undefined || headReader(sheet)(text) !== null ? null : found.toUpperCase()
}
