/**
 * The names that an ICU message takes: arguments as `name`, tags as `<name>`. Throws where it can't be read: a brace
 * that is not closed, a choice without `other`. How an argument is shown may differ between languages ({n, number} here,
 * {n, plural, …} there), so only names are told.
 */
export function placeholdersOf(message: string): Set<string> {
  const names = new Set<string>()
  const end = readMessage(message, 0, names)
  if (end < message.length) throw new Error(`"}" too many at ${end}`)
  return names
}

// Reads up to the end or to the brace that closes what this message stands in; where it stopped.
function readMessage(text: string, start: number, names: Set<string>): number {
  let at = start
  while (at < text.length && text[at] !== '}') {
    if (text[at] === "'") at = afterQuote(text, at)
    else if (text[at] === '{') at = readArgument(text, at + 1, names)
    else {
      const tag = /^<\/?([a-zA-Z][\w-]*)\s*\/?>/.exec(text.slice(at))
      if (tag?.[1]) names.add(`<${tag[1]}>`)
      at += tag?.[0].length ?? 1
    }
  }
  return at
}

// 'quoted {text}'; two quotes are one; a quote before anything but syntax is only a quote.
function afterQuote(text: string, at: number): number {
  if (text[at + 1] === "'") return at + 2
  if (!/[{}<#|]/.test(text[at + 1] ?? '')) return at + 1
  const end = text.indexOf("'", at + 1)
  return end === -1 ? text.length : end + 1
}

function readArgument(text: string, start: number, names: Set<string>): number {
  const head = /^\s*(\w+)\s*(?:,\s*(\w+)\s*)?/.exec(text.slice(start))
  if (!head?.[1]) throw new Error(`no name after "{" at ${start}`)
  names.add(head[1])
  const at = start + head[0].length
  if (head[2] && /^(plural|select|selectordinal)$/.test(head[2])) return readChoices(text, at, head[1], names)
  const close = text.indexOf('}', at)
  if (close === -1) throw new Error(`{${head[1]} is not closed`)
  return close + 1
}

function readChoices(text: string, start: number, name: string, names: Set<string>): number {
  let at = start
  const choices: string[] = []
  for (;;) {
    const next = /^[\s,]*(?:offset:\d+\s*)?(=?[\w-]+)\s*\{/.exec(text.slice(at))
    if (!next?.[1]) break
    choices.push(next[1])
    at = readMessage(text, at + next[0].length, names)
    if (text[at] !== '}') throw new Error(`a choice of {${name} is not closed`)
    at += 1
  }
  const close = /^\s*\}/.exec(text.slice(at))
  if (!close) throw new Error(`{${name} is not closed`)
  if (!choices.includes('other')) throw new Error(`{${name} has no "other"`)
  return at + close[0].length
}
