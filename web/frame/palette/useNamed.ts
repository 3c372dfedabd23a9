import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { Messages } from '#web/text/mergeTexts.ts'
import { languages, messagesIn, useSpoken } from '../language.ts'
import type { Choice } from './choice.ts'
import { commandPinyin } from './commandPinyin.ts'
import { isCalled } from './isCalled.ts'

/** What can be done or gone to, by the key of its name. */
export interface Named extends Omit<Choice, 'words'> {
  readonly text: string
  /** Only for who types something: there would be too many otherwise. */
  readonly hidden?: boolean
}

/** Of these, those that what was typed means: as they are called here, in the other language, by pinyin or initials. */
export function useNamed(all: readonly Named[], typed: string): readonly Choice[] {
  const t = useTranslations()
  const others = useOtherTexts()
  const anything = typed.trim() === ''
  return all
    .map(({ text, hidden, ...choice }) => ({ ...choice, text, hidden, words: t(text), sure: true }))
    .filter(({ text, hidden, words }) =>
      anything
        ? !hidden
        : isCalled(typed, {
            words: [words, ...others.map((texts) => textIn(texts, text))],
            pinyin: commandPinyin[text] ?? [],
          }),
    )
}

/** The texts of the languages that the screen does not speak now; until they are here, its own are enough. */
function useOtherTexts(): readonly Messages[] {
  const { language } = useSpoken()
  const { data } = useQuery({
    queryKey: ['texts beside', language],
    queryFn: () => Promise.all(languages.filter((one) => one !== language).map(messagesIn)),
    staleTime: Number.POSITIVE_INFINITY,
  })
  return data ?? []
}

function textIn(texts: Messages, key: string): string {
  const found = key
    .split('.')
    .reduce<string | Messages | undefined>((here, part) => (typeof here === 'object' ? here[part] : undefined), texts)
  return typeof found === 'string' ? found : ''
}
