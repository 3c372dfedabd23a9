import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ImportKind } from '../rules/synonyms.ts'
import { headOfFile } from './headOfFile.ts'
import { sendFile } from './sendFile.ts'
import { isWorkbook, sheetsOfFile } from './sheetsOfFile.ts'

/** What a file, or a sheet of it, may be a list of. */
export interface Part {
  /** Null of a file that has no sheets. */
  readonly sheet: string | null
  readonly likely: readonly ImportKind[]
  readonly headers: readonly string[]
}

export type Taking =
  | { readonly step: 'none' }
  | { readonly step: 'looking'; readonly file: File }
  | { readonly step: 'kind'; readonly file: File; readonly parts: readonly Part[] }
  | { readonly step: 'sending'; readonly file: File; readonly kind: ImportKind; readonly part: number }
  | { readonly step: 'failed'; readonly file: File; readonly error: Error }

export interface Chosen {
  readonly kind: ImportKind
  readonly sheet: string | null
}

/** Takes a file, finds out what it is a list of, asks only where that is unclear, sends it and opens its page. */
export function useFileImport(kinds: readonly ImportKind[], wanted: ImportKind | null) {
  const navigate = useNavigate()
  const [taking, setTaking] = useState<Taking>({ step: 'none' })
  const working = useRef<AbortController | null>(null)
  const guarded = async (file: File, work: (signal: AbortSignal) => Promise<void>) => {
    const control = new AbortController()
    working.current = control
    try {
      await work(control.signal)
    } catch (error) {
      if (control.signal.aborted) setTaking({ step: 'none' })
      else setTaking({ step: 'failed', file, error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  const send = (file: File, { kind, sheet }: Chosen) =>
    guarded(file, async (signal) => {
      const onProgress = (part: number) => setTaking({ step: 'sending', file, kind, part })
      onProgress(0)
      const batchId = await sendFile({ kind, file, sheet, onProgress, signal })
      await navigate({ to: '/import/$batchId', params: { batchId } })
    })
  const take = async (file: File) => {
    const found = (await isWorkbook(file)) ? await inWorkbook(file) : [await guessedText(file, kinds, wanted)]
    if (found === null) return
    const [only, ...others] = found
    if (only !== undefined && others.length === 0 && only.sure !== null)
      return send(file, { kind: only.sure, sheet: only.sheet })
    setTaking({ step: 'kind', file, parts: found })
  }
  const inWorkbook = async (file: File): Promise<readonly Guessed[] | null> => {
    let found: readonly Guessed[] | null = null
    setTaking({ step: 'looking', file })
    await guarded(file, async (signal) => {
      found = await guessedSheets(file, kinds, wanted, signal)
    })
    return found
  }
  const stop = () => {
    working.current?.abort()
    setTaking({ step: 'none' })
  }
  return {
    taking,
    take: (file: File) => void take(file),
    send: (file: File, chosen: Chosen) => void send(file, chosen),
    stop,
  }
}

interface Guessed extends Part {
  readonly sure: ImportKind | null
}
const unlisted = (sure: ImportKind | null): Guessed => ({ sheet: null, sure, likely: [], headers: [] })

async function guessedText(file: File, kinds: readonly ImportKind[], wanted: ImportKind | null): Promise<Guessed> {
  if (wanted !== null) return unlisted(wanted)
  const head = await headOfFile(file)
  const [first = null] = kinds
  // no list at all: what is wrong with it the server says
  if (head.trim() === '' || head.includes('\0')) return unlisted(first)
  return await guessed(head, kinds, null)
}

async function guessedSheets(
  file: File,
  kinds: readonly ImportKind[],
  wanted: ImportKind | null,
  signal: AbortSignal,
): Promise<readonly Guessed[]> {
  const sheets = await sheetsOfFile(file, signal)
  const asked = wanted === null ? kinds : [wanted]
  const found = await Promise.all(sheets.map(({ name, head }) => guessed(head, asked, name)))
  // an empty workbook: the server says so
  if (found.length === 0) return [unlisted(kinds[0] ?? null)]
  return wanted === null ? found : found.map((one) => ({ ...one, sure: wanted }))
}

async function guessed(head: string, kinds: readonly ImportKind[], sheet: string | null): Promise<Guessed> {
  const { kindOfHeaders } = await import('./kindOfHeaders.ts')
  const guess = kindOfHeaders(head, kinds)
  const likely = guess.kinds.length > 0 ? guess.kinds.map(({ kind }) => kind) : kinds
  return { sheet, sure: guess.sure, likely, headers: guess.headers }
}
