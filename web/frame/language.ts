import { useSyncExternalStore } from 'react'
import { type Messages, mergeTexts } from '#web/text/mergeTexts.ts'

export const languages = ['zh-CN', 'en'] as const
export type Language = (typeof languages)[number]
interface Spoken {
  readonly language: Language
  readonly messages: Messages
}

const storageKey = 'farsail-language'
const listeners = new Set<() => void>()
let spoken: Spoken = { language: guessed(), messages: {} }
let later: Promise<void> | null = null

/** The language of the screen, and of the answers that the API is asked for. */
export const language = (): Language => spoken.language

/** Loads the texts of a language, then switches to it: the page stays as it is, only the words change. */
export async function speak(wanted: Language): Promise<void> {
  const messages = later === null ? await messagesIn(wanted) : await allMessagesIn(wanted)
  spoken = { language: wanted, messages }
  document.documentElement.lang = wanted
  remember(wanted)
  for (const listener of listeners) listener()
}

/** A screen whose words are not among those that every page begins with: it comes together with them. */
export async function withLaterTexts<Screen>(screen: Promise<Screen>): Promise<Screen> {
  if (later === null) {
    later = Promise.resolve()
    later = speak(spoken.language)
  }
  await later
  return screen
}

export function useSpoken(): Spoken {
  return useSyncExternalStore(subscribe, () => spoken)
}

export function languageOf(tag: string | null | undefined): Language | null {
  const lower = tag?.toLowerCase() ?? ''
  if (lower.startsWith('zh')) return 'zh-CN'
  return lower.startsWith('en') ? 'en' : null
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

function guessed(): Language {
  const wishes = [remembered(), ...navigator.languages]
  return wishes.map(languageOf).find((found) => found !== null) ?? 'en'
}

// Private windows may refuse storage; the guess from the browser is good enough then.
function remembered(): string | null {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null
  }
}
function remember(wanted: Language): void {
  try {
    localStorage.setItem(storageKey, wanted)
  } catch {}
}

/** The texts of a language, loaded when they are first asked for. */
export async function messagesIn(wanted: Language): Promise<Messages> {
  if (wanted === 'zh-CN') return (await import('#web/text/chinese.ts')).messages
  return (await import('#web/text/english.ts')).messages
}

async function allMessagesIn(wanted: Language): Promise<Messages> {
  const [first, more] = await Promise.all([
    messagesIn(wanted),
    wanted === 'zh-CN' ? import('#web/text/chineseLater.ts') : import('#web/text/englishLater.ts'),
  ])
  return mergeTexts({ first, more: more.messages })
}
