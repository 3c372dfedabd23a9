import { globSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

type Texts = { readonly [key: string]: string | Texts }
const root = fileURLToPath(new URL('..', import.meta.url))

/** Fills in how the names of commands sound, for who types pinyin or its initials in the palette. */
export function commandPinyin(): Plugin {
  return {
    name: 'farsail-command-pinyin',
    async transform(_code, id) {
      if (!id.endsWith('/frame/palette/commandPinyin.ts')) return null
      const { pinyin } = await import('pinyin-pro')
      const names = chineseNames().map(([key, name]) => [key, pinyin(name, { toneType: 'none', type: 'array' })])
      return { code: `export const commandPinyin = ${JSON.stringify(Object.fromEntries(names))}`, map: null }
    },
  }
}

/** What the palette can do, as it is called in Chinese: commands, places of the settings, what one sets for oneself. */
function chineseNames(): (readonly [string, string])[] {
  const files = globSync('{platform,practices,ledger,web}/**/zh-CN.json', { cwd: root })
  const texts = files.map((file): Texts => JSON.parse(readFileSync(`${root}/${file}`, 'utf8')))
  const sources = globSync('{platform,practices,ledger,web}/**/commands.ts', { cwd: root })
  const keys = sources.flatMap((file) =>
    [...readFileSync(`${root}/${file}`, 'utf8').matchAll(/text: '([\w.]+)'/g)].map(([, key = '']) => key),
  )
  const own = ['web.settings.topic', 'web.palette.own'].flatMap((place) =>
    texts.flatMap((one) => Object.keys(found(one, place) ?? {}).map((name) => `${place}.${name}`)),
  )
  return [...keys, ...own].flatMap((key) => {
    const name = texts.map((one) => found(one, key)).find((text) => typeof text === 'string')
    return typeof name === 'string' ? [[key, name] as const] : []
  })
}

const found = (texts: Texts, key: string) =>
  key
    .split('.')
    .reduce<string | Texts | undefined>((at, part) => (typeof at === 'object' ? at[part] : undefined), texts)
