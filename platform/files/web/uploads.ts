import type { Upload } from 'tus-js-client'
import { problemIn, Unreachable } from '#web/api/problem.ts'
import { language } from '#web/frame/language.ts'

export interface Sending {
  readonly key: string
  readonly file: File
  readonly state: 'waiting' | 'sending' | 'paused' | 'offline' | 'refused' | 'done'
  /** In bytes. */
  readonly sent: number
  readonly error: Error | null
}
export interface Of {
  readonly recordType: string
  readonly recordId: string
}

// Uploads go on while one looks at other pages, so they are kept here and not by a part of a page.

const byRecord = new Map<string, readonly Sending[]>()
const running = new Map<string, Upload>()
const listeners = new Set<() => void>()
const none: readonly Sending[] = []
const recordKey = ({ recordType, recordId }: Of) => `${recordType} ${recordId}`
/** Half a megabyte less than the 5 MB that a body has where nothing else is said. */
const chunkBytes = 4.5 * 1024 ** 2
const waitsMs = [500, 1500, 4000, 10_000, 20_000]
let last = 0

export const sendingsOf = (of: Of) => byRecord.get(recordKey(of)) ?? none
export function subscribeToSendings(listener: () => void): () => void {
  listeners.add(listener)
  return () => {
    listeners.delete(listener)
  }
}

function set(of: Of, next: readonly Sending[]): void {
  byRecord.set(recordKey(of), next)
  for (const listener of listeners) listener()
}
function change(of: Of, key: string, values: Partial<Omit<Sending, 'key' | 'file'>>): void {
  set(
    of,
    sendingsOf(of).map((one) => (one.key === key ? { ...one, ...values } : one)),
  )
}
function take(of: Of, key: string): void {
  running.delete(key)
  set(
    of,
    sendingsOf(of).filter((one) => one.key !== key),
  )
}

/** Sends files one after the other; `onDone` is told of each that stands at its record now. */
export async function sendFiles(of: Of, files: readonly File[], onDone: (name: string) => void): Promise<void> {
  const added = files.map((file): Sending => {
    last += 1
    return { key: String(last), file, state: 'waiting', sent: 0, error: null }
  })
  set(of, [...sendingsOf(of), ...added])
  for (const { key, file } of added) {
    if (!sendingsOf(of).some((one) => one.key === key)) continue
    if (await sendOne(of, key, file)) {
      take(of, key)
      onDone(file.name)
    }
  }
}

/** True once all of it is there; false where it was refused or taken off. */
async function sendOne(of: Of, key: string, file: File): Promise<boolean> {
  const { DetailedError, Upload: TusUpload } = await import('tus-js-client')
  const { promise, resolve } = Promise.withResolvers<boolean>()
  const upload = new TusUpload(file, {
    endpoint: `${location.origin}/api/v1/files/uploads`,
    chunkSize: chunkBytes,
    retryDelays: waitsMs,
    removeFingerprintOnSuccess: true,
    headers: { 'accept-language': language() },
    metadata: { filename: file.name, ...of },
    fingerprint: async () =>
      ['farsail', of.recordType, of.recordId, file.name, file.size, file.lastModified].join('\n'),
    onProgress: (sent) => change(of, key, { state: 'sending', sent, error: null }),
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0
      if (status === 0) change(of, key, { state: 'offline' })
      return status === 0 || status === 409 || status === 423 || status === 429 || status >= 500
    },
    onSuccess: () => resolve(true),
    onError: (error) => {
      const answer = error instanceof DetailedError ? error.originalResponse : null
      if (answer) void told(answer.getStatus(), answer.getBody()).then((problem) => refuse(of, key, problem))
      else stopped(of, key, error)
    },
  })
  ended.set(key, resolve)
  running.set(key, upload)
  const [earlier] = await upload.findPreviousUploads()
  if (earlier) upload.resumeFromPreviousUpload(earlier)
  upload.start()
  return promise
}
const ended = new Map<string, (isDone: boolean) => void>()

const told = (status: number, body: string) => problemIn(new Response(body === '' ? null : body, { status }))

function refuse(of: Of, key: string, error: Error): void {
  change(of, key, { state: 'refused', error })
  ended.get(key)?.(false)
}

/** The connection stays away: it goes on where it stopped as soon as there is one, or when somebody says so. */
function stopped(of: Of, key: string, error: Error): void {
  change(of, key, { state: 'offline', error: new Unreachable(error) })
  window.addEventListener('online', () => resume(of, key), { once: true })
}

export async function pause(of: Of, key: string): Promise<void> {
  await running.get(key)?.abort()
  change(of, key, { state: 'paused' })
}
export function resume(of: Of, key: string): void {
  const isHeld = sendingsOf(of).some((one) => one.key === key && (one.state === 'paused' || one.state === 'offline'))
  if (!isHeld) return
  change(of, key, { state: 'sending', error: null })
  running.get(key)?.start()
}
/** Stops it and takes away what was sent. */
export async function cancel(of: Of, key: string): Promise<void> {
  const upload = running.get(key)
  take(of, key)
  ended.get(key)?.(false)
  await upload?.abort(true).catch(() => {})
}
