/** What something is called: in the words of each language, and by the syllables of its pinyin. */
export interface Names {
  readonly words: readonly string[]
  readonly pinyin: readonly string[]
}

/** Whether one means it by what one has typed: a part of a name, its pinyin or the initials of that, from any syllable. */
export function isCalled(typed: string, { words, pinyin }: Names): boolean {
  const wanted = folded(typed)
  if (words.some((name) => folded(name).includes(wanted))) return true
  return pinyin.some((_, i) => {
    const rest = pinyin.slice(i)
    return (
      rest.join('').startsWith(wanted) ||
      rest
        .map((syllable) => syllable.charAt(0))
        .join('')
        .startsWith(wanted)
    )
  })
}

const folded = (text: string) => text.toLowerCase().replaceAll(/[\s'’]+/g, '')
