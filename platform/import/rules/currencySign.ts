import { activeCurrencies } from '#ledger/rules/currency.ts'

const DOLLARS = 'USD CAD AUD NZD HKD SGD TWD MXN'

/** Signs and words for money, longest first where one begins another; several currencies share ¥ and $. */
const SIGNS: readonly (readonly [sign: string, currencies: string])[] = [
  ['us$', 'USD'],
  ['hk$', 'HKD'],
  ['nt$', 'TWD'],
  ['au$', 'AUD'],
  ['ca$', 'CAD'],
  ['nz$', 'NZD'],
  ['mx$', 'MXN'],
  ['cn¥', 'CNY'],
  ['jp¥', 'JPY'],
  ['a$', 'AUD'],
  ['c$', 'CAD'],
  ['s$', 'SGD'],
  ['r$', 'BRL'],
  ['$', DOLLARS],
  ['¥', 'CNY JPY'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['₹', 'INR'],
  ['₩', 'KRW'],
  ['₽', 'RUB'],
  ['₫', 'VND'],
  ['฿', 'THB'],
  ['₺', 'TRY'],
  ['₴', 'UAH'],
  ['₱', 'PHP'],
  ['zł', 'PLN'],
  ['kč', 'CZK'],
  ['kr', 'SEK NOK DKK ISK'],
  ['人民币', 'CNY'],
  ['rmb', 'CNY'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['欧元', 'EUR'],
  ['英镑', 'GBP'],
  ['日元', 'JPY'],
  ['港元', 'HKD'],
  ['港币', 'HKD'],
  ['新台币', 'TWD'],
  ['元', 'CNY'],
  ['円', 'JPY'],
]

const currenciesBySign: ReadonlyMap<string, readonly string[]> = new Map([
  ...SIGNS.map(([sign, currencies]): [string, readonly string[]] => [sign, currencies.split(' ')]),
  ...activeCurrencies.map((code): [string, readonly string[]] => [code.toLowerCase(), [code]]),
])

/** The currencies that a sign, word or ISO code may stand for, likeliest first ("¥" → CNY, JPY); null for another word. */
export function currenciesOf(sign: string): readonly string[] | null {
  return currenciesBySign.get(sign.normalize('NFKC').trim().toLowerCase().replace(/\.$/, '')) ?? null
}
