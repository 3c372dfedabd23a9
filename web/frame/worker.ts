import { useSyncExternalStore } from 'react'

const checkMs = 30 * 60_000
let isOld = false
const listeners = new Set<() => void>()

/** The worker opens the app without a connection, and tells when the server has a newer build than this page is of. */
export function startWorker(): void {
  if (!('serviceWorker' in navigator)) return
  const { serviceWorker } = navigator
  if (!import.meta.env.PROD) return void forgetWorkers(serviceWorker)
  const tell = () => serviceWorker.controller?.postMessage(loaded())
  let isAnother = false
  serviceWorker.addEventListener('controllerchange', () => {
    isAnother = true
    tell()
  })
  serviceWorker.addEventListener('message', ({ data }) => {
    // a worker that was here before the page is perhaps older than the page
    if (isAnother && typeof data?.program === 'string') note(data.program !== ownProgram())
  })
  void serviceWorker
    .register('/sw.js')
    .then((registration) => {
      tell()
      setInterval(() => void registration.update().catch(() => undefined), checkMs)
    })
    .catch(() => undefined)
}

const ownProgram = () => document.querySelector('script[type=module]')?.getAttribute('src')

/** What the page needed before the worker was there to keep it. */
function loaded(): string[] {
  const files = performance.getEntriesByType('resource').map(({ name }) => name)
  return files.filter((name) => name.startsWith(`${location.origin}/assets/`))
}

/** While one develops, nothing may stand between the page and what was just written. */
async function forgetWorkers(serviceWorker: ServiceWorkerContainer): Promise<void> {
  for (const registration of await serviceWorker.getRegistrations()) await registration.unregister()
}

/** The server was updated while this page was open. */
export function useIsOld(): boolean {
  return useSyncExternalStore(subscribe, () => isOld)
}
function note(now: boolean): void {
  isOld = now
  for (const listener of listeners) listener()
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => listeners.delete(listener)
}
