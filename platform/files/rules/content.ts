/** What a file's bytes are, read from its first kilobytes; a program is refused whatever it is called. */
export type Content =
  | { readonly is: 'program' }
  | {
      readonly is: 'file'
      readonly type: string
      /** A picture that a browser only draws. */
      readonly shown: boolean
    }

const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp']
export const isPicture = (type: string) => pictures.includes(type)
export const headBytes = 4096

const ascii = (head: Uint8Array, from: number, text: string) =>
  [...text].every((letter, i) => head[from + i] === letter.charCodeAt(0))
const starts = (head: Uint8Array, ...bytes: number[]) => bytes.every((byte, i) => head[i] === byte)

const programs: readonly ((head: Uint8Array) => boolean)[] = [
  (head) => ascii(head, 0, 'MZ'),
  (head) => starts(head, 0x7f, 0x45, 0x4c, 0x46),
  (head) => starts(head, 0xca, 0xfe, 0xba, 0xbe),
  (head) => (head[0] === 0xfe && starts(head, 0xfe, 0xed, 0xfa)) || starts(head.subarray(1), 0xfa, 0xed, 0xfe),
  (head) => ascii(head, 0, '#!'),
]

const office: Readonly<Record<string, string>> = {
  docx: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  pptx: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
}
const olderOffice: Readonly<Record<string, string>> = {
  doc: 'application/msword',
  xls: 'application/vnd.ms-excel',
  ppt: 'application/vnd.ms-powerpoint',
}

/** `head` are the first `headBytes` of the file, or all of it where it is shorter. */
export function contentOf(head: Uint8Array, name: string): Content {
  if (programs.some((is) => is(head))) return { is: 'program' }
  const type = typeOf(head, endingOf(name))
  return { is: 'file', type, shown: isPicture(type) }
}

function typeOf(head: Uint8Array, ending: string): string {
  if (starts(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'image/png'
  if (starts(head, 0xff, 0xd8, 0xff)) return 'image/jpeg'
  if (ascii(head, 0, 'GIF87a') || ascii(head, 0, 'GIF89a')) return 'image/gif'
  if (ascii(head, 0, 'RIFF') && ascii(head, 8, 'WEBP')) return 'image/webp'
  if (ascii(head, 0, '%PDF-')) return 'application/pdf'
  if (starts(head, 0x50, 0x4b, 0x03, 0x04)) return office[ending] ?? 'application/zip'
  if (starts(head, 0xd0, 0xcf, 0x11, 0xe0)) return olderOffice[ending] ?? 'application/octet-stream'
  return isText(head) ? 'text/plain; charset=utf-8' : 'application/octet-stream'
}

/** A character may be cut at the end of the head. */
function isText(head: Uint8Array): boolean {
  if (head.includes(0)) return false
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(head, { stream: true })
    return true
  } catch {
    return false
  }
}

const byEnding: Readonly<Record<string, string>> = {
  png: 'image/png',
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  gif: 'image/gif',
  webp: 'image/webp',
  pdf: 'application/pdf',
  ...office,
  ...olderOffice,
}
/** Whether the name says something else than the bytes: `offer.png` that is a web page. */
export function isDisguised(name: string, type: string): boolean {
  const said = byEnding[endingOf(name)]
  return said !== undefined && said !== type
}

/** `Angebot.PDF` → `pdf`; empty where there is none. */
export function endingOf(name: string): string {
  const at = name.lastIndexOf('.')
  return at < 0 ? '' : name.slice(at + 1).toLowerCase()
}

/** The last part of a path, without what can't be seen or turns the reading direction; null where nothing is left. */
export function plainName(given: string): string | null {
  const last = given.split(/[\\/]/).at(-1) ?? ''
  const seen = last
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/^[\s.]+|[\s.]+$/gu, '')
  const letters = [...seen]
  if (letters.length === 0) return null
  if (letters.length <= nameMax) return seen
  const ending = endingOf(seen)
  return ending.length > 20 || ending === ''
    ? letters.slice(0, nameMax).join('')
    : `${letters.slice(0, nameMax - ending.length - 1).join('')}.${ending}`
}
const nameMax = 200
