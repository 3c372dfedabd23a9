import { useNavigate } from '@tanstack/react-router'
import { useRef, useState } from 'react'
import type { ImportKind } from '../rules/synonyms.ts'
import { headOfFile } from './headOfFile.ts'
import { sendFile } from './sendFile.ts'

export type Taking =
  | { readonly step: 'none' }
  | {
      readonly step: 'kind'
      readonly file: File
      readonly likely: readonly ImportKind[]
      readonly headers: readonly string[]
    }
  | { readonly step: 'sending'; readonly file: File; readonly kind: ImportKind; readonly part: number }
  | { readonly step: 'failed'; readonly file: File; readonly error: Error }

/** Takes a file, finds out what it is a list of, asks only where that is unclear, sends it and opens its page. */
export function useFileImport(kinds: readonly ImportKind[], wanted: ImportKind | null) {
  const navigate = useNavigate()
  const [taking, setTaking] = useState<Taking>({ step: 'none' })
  const sending = useRef<AbortController | null>(null)
  const send = async (file: File, kind: ImportKind) => {
    const control = new AbortController()
    sending.current = control
    setTaking({ step: 'sending', file, kind, part: 0 })
    try {
      const onProgress = (part: number) => setTaking({ step: 'sending', file, kind, part })
      const batchId = await sendFile({ kind, file, onProgress, signal: control.signal })
      await navigate({ to: '/import/$batchId', params: { batchId } })
    } catch (error) {
      if (control.signal.aborted) setTaking({ step: 'none' })
      else setTaking({ step: 'failed', file, error: error instanceof Error ? error : new Error(String(error)) })
    }
  }
  const take = async (file: File) => {
    if (wanted !== null) return send(file, wanted)
    const { kindOfHeaders } = await import('./kindOfHeaders.ts')
    const head = await headOfFile(file)
    const [first] = kinds
    // no list at all: what is wrong with it the server says
    if (first !== undefined && (head.trim() === '' || head.includes('\0'))) return send(file, first)
    const guess = kindOfHeaders(head, kinds)
    if (guess.sure !== null) return send(file, guess.sure)
    setTaking({ step: 'kind', file, headers: guess.headers, likely: guess.kinds.map(({ kind }) => kind) })
  }
  const stop = () => {
    sending.current?.abort()
    setTaking({ step: 'none' })
  }
  return {
    taking,
    take: (file: File) => void take(file),
    send: (file: File, kind: ImportKind) => void send(file, kind),
    stop,
  }
}
