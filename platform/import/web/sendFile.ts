import { problemIn, Unreachable } from '#web/api/problem.ts'
import { language } from '#web/frame/language.ts'

interface Sending {
  readonly kind: string
  readonly file: File
  /** Of a workbook. */
  readonly sheet: string | null
  /** A part of 1. */
  readonly onProgress: (part: number) => void
  readonly signal: AbortSignal
}

/** Hands the file to `POST /imports` and answers the batch's id. Not through the client: `fetch` tells no progress of what goes up. */
export function sendFile({ kind, file, sheet, onProgress, signal }: Sending): Promise<string> {
  const form = new FormData()
  form.append('kind', kind)
  if (sheet !== null) form.append('sheet', sheet)
  form.append('file', file, file.name)
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('POST', '/api/v1/imports')
    request.setRequestHeader('accept-language', language())
    request.upload.onprogress = ({ loaded, total }) => onProgress(total > 0 ? loaded / total : 0)
    request.onerror = () => reject(new Unreachable(new Error('The upload broke off.')))
    request.onabort = () => reject(signal.reason)
    request.onload = () => {
      if (request.status >= 300)
        void problemIn(new Response(request.responseText, { status: request.status })).then(reject)
      else resolve(idIn(request.responseText))
    }
    signal.addEventListener('abort', () => request.abort())
    request.send(form)
  })
}

function idIn(text: string): string {
  const answer: unknown = JSON.parse(text)
  const id = typeof answer === 'object' && answer !== null && 'id' in answer ? answer.id : null
  if (typeof id !== 'string') throw new Error('The answer names no batch.')
  return id
}
