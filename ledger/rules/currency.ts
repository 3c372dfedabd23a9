import { Fault } from './fault.ts'

/**
 * The active codes of ISO 4217 by their minor-unit exponent, so that a typo is refused and not booked.
 * Precious metals, test codes and units without an exponent (XAU, XDR, XXX …) are not money here.
 */
const CODES_BY_DIGITS: Readonly<Record<number, string>> = {
  0: 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF',
  2: `AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF CHW CNY
    COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL HTG HUF IDR ILS
    INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR
    MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP
    STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED VES WST XCD XCG YER ZAR ZMW ZWG`,
  3: 'BHD IQD JOD KWD LYD OMR TND',
  4: 'CLF UYW',
}

/** Withdrawn since 2017: history in them can still be imported. */
const WITHDRAWN = 'ANG BGN CUC HRK MRO SLL STD VEF ZWL'

const digitsByCode: ReadonlyMap<string, number> = new Map([
  ...Object.entries(CODES_BY_DIGITS).flatMap(([digits, codes]) =>
    codes.split(/\s+/).map((code): [string, number] => [code, Number(digits)]),
  ),
  ...WITHDRAWN.split(' ').map((code): [string, number] => [code, 2]),
])

/** Codes that may be chosen for new money, in alphabetical order. */
export const activeCurrencies: readonly string[] = Object.values(CODES_BY_DIGITS)
  .flatMap((codes) => codes.split(/\s+/))
  .sort()

/** Is it a code in which money can be? */
export const isCurrency = (code: string): boolean => digitsByCode.has(code)

/** How many minor-unit digits a currency has: CNY 2, JPY 0, KWD 3. Throws Fault `money.currency_unknown`. */
export function currencyDigits(currency: string): number {
  const digits = digitsByCode.get(currency)
  if (digits === undefined) {
    throw new Fault('money.currency_unknown', { field: 'currency', value: currency.slice(0, 20) })
  }
  return digits
}
