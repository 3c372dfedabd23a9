import { BlockList, isIP } from 'node:net'
import { Fault } from '#ledger/rules/fault.ts'

/** Whether somebody at an address, so many steps before Farsail, is a proxy whose `X-Forwarded-…` is believed. */
export type TrustedProxies = (address: string, hop: number) => boolean

/**
 * `FARSAIL_TRUST_PROXY`: how many proxies stand before Farsail, the last of them on this machine or in its private network;
 * or the addresses and networks of all of them. Without it the headers say nothing, for anybody can write them. Throws Fault
 * `start.trust_proxy_unreadable`.
 */
export function trustedIn(settings: { readonly [name: string]: string | undefined }): TrustedProxies {
  const asked = settings['FARSAIL_TRUST_PROXY']?.trim() ?? ''
  if (asked === '') return () => false
  if (/^\d{1,2}$/.test(asked)) {
    const near = networks(nearby)
    // who reaches Farsail from the open net came past the proxies
    return (address, hop) => hop < Number(asked) && (hop > 0 || near(address))
  }
  return networks(asked.split(/[\s,]+/).filter((one) => one !== ''))
}

const nearby = ['127.0.0.0/8', '10.0.0.0/8', '172.16.0.0/12', '192.168.0.0/16', '::1', 'fc00::/7', 'fe80::/10']

/** `10.0.0.5`, `fd00::5`, `10.0.0.0/8`. */
function networks(texts: readonly string[]): (address: string) => boolean {
  const list = new BlockList()
  for (const text of texts) {
    const [address = '', bits, ...more] = text.split('/')
    const version = isIP(address)
    const most = version === 4 ? 32 : 128
    const length = bits === undefined ? most : /^\d{1,3}$/.test(bits) ? Number(bits) : -1
    if (version === 0 || more.length > 0 || length < 0 || length > most)
      throw new Fault('start.trust_proxy_unreadable', { field: 'FARSAIL_TRUST_PROXY', value: text })
    list.addSubnet(address, length, `ipv${version === 4 ? 4 : 6}`)
  }
  return (address) => {
    const plain = address.replace(/^::ffff:(?=\d+\.)/i, '')
    const version = isIP(plain)
    return version !== 0 && list.check(plain, version === 4 ? 'ipv4' : 'ipv6')
  }
}
