import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createTranslator } from 'use-intl/core'

/** Every text of the product stands beside the part that says it; here they are one tree a language. */
export const locales = ['zh-CN', 'en'] as const
export type Locale = (typeof locales)[number]
export type Messages = { readonly [key: string]: string | Messages }

const root = new URL('../..', import.meta.url).pathname

/** The folders that hold texts, in the order of the repository. */
export function textFolders(): string[] {
  const inside = (room: string) => readdirSync(join(root, room)).map((name) => `${room}/${name}`)
  return [...inside('platform'), 'ledger', ...inside('practices'), 'sample', 'web'].map((room) =>
    join(root, room, 'text'),
  )
}

function merged(a: Messages, b: Messages): Messages {
  const all: Record<string, string | Messages> = { ...a }
  for (const [key, value] of Object.entries(b)) {
    const known = all[key]
    all[key] = typeof known === 'object' && typeof value === 'object' ? merged(known, value) : value
  }
  return all
}

const loaded = new Map<Locale, Messages>()
export function messagesOf(locale: Locale): Messages {
  const known = loaded.get(locale)
  if (known) return known
  let all: Messages = {}
  for (const folder of textFolders()) all = merged(all, read(join(folder, `${locale}.json`)))
  loaded.set(locale, all)
  return all
}
function read(file: string): Messages {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {}
    throw error
  }
}

/** The language to answer in, from `Accept-Language` or a person's own setting. */
export function localeOf(asked: string | null | undefined): Locale {
  for (const part of (asked ?? '').split(',')) {
    const tag = part.split(';')[0]?.trim().toLowerCase() ?? ''
    if (tag.startsWith('zh')) return 'zh-CN'
    if (tag.startsWith('en')) return 'en'
  }
  return 'en'
}

type Values = { readonly [name: string]: string | number | bigint | boolean | null | readonly string[] | undefined }
const translators = new Map<Locale, (key: string, values: Record<string, string | number>) => string>()

/** A text with its arguments; a key without a text is answered as it stands, and fails the text check. */
export function say(locale: Locale, key: string, values: Values = {}): string {
  const translate = translators.get(locale) ?? translatorOf(locale)
  return translate(key, plainValues(values))
}
function translatorOf(locale: Locale) {
  const made = createTranslator<Messages>({
    locale,
    messages: messagesOf(locale),
    onError: () => {},
    getMessageFallback: ({ key }) => key,
  })
  const translate = (key: string, values: Record<string, string | number>) => made(key as never, values as never)
  translators.set(locale, translate)
  return translate
}
function plainValues(values: Values): Record<string, string | number> {
  const plain: Record<string, string | number> = {}
  for (const [name, value] of Object.entries(values)) {
    plain[name] =
      typeof value === 'number'
        ? value
        : Array.isArray(value)
          ? value.join(', ')
          : value === null || value === undefined
            ? ''
            : String(value)
  }
  return plain
}
