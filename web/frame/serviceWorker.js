// Keeps the page and the files that it has loaded, so that it opens without a connection. Never what the API answers.
// The build writes `version`, a hash of all its files, before this: each build has a worker of its own.
const keep = `farsail-${version}`
const files = /(?:src|href)="(\/assets\/[^"]+)"/g
const program = /<script type="module"[^>]* src="([^"]+)"/

self.addEventListener('install', (event) => {
  event.waitUntil(keepPage())
  // files are named by their content, so a page that is open goes on with its own
  self.skipWaiting()
})

self.addEventListener('activate', (event) => {
  event.waitUntil(forgetOld().then(() => self.clients.claim()))
})

// A page tells what it has loaded, and is told what a page loads now.
self.addEventListener('message', (event) => {
  event.waitUntil(
    Promise.all([tellProgram(event.source), ...event.data.map((address) => file(new Request(address)))]).catch(
      () => {},
    ),
  )
})

self.addEventListener('fetch', (event) => {
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== self.location.origin || /^\/api(\/|$)/.test(pathname)) return
  if (request.mode === 'navigate') event.respondWith(page(request))
  else if (pathname.startsWith('/assets/')) event.respondWith(file(request))
})

async function keepPage() {
  const cache = await caches.open(keep)
  await cache.add('/')
  const html = await (await cache.match('/')).text()
  await cache.addAll([...html.matchAll(files)].map(([, address]) => address))
}

async function tellProgram(client) {
  const cache = await caches.open(keep)
  const html = await (await cache.match('/')).text()
  client?.postMessage({ program: program.exec(html)?.[1] })
}

/** The newest page where there is a connection, else the one that is kept. */
async function page(request) {
  try {
    return await fetch(request)
  } catch (error) {
    const cache = await caches.open(keep)
    const kept = await cache.match('/')
    if (kept) return kept
    throw error
  }
}

/** Named by its content, a file never changes: kept once it was loaded. */
async function file(request) {
  const kept = await caches.match(request, { ignoreVary: true })
  if (kept) return kept
  const answer = await fetch(request)
  if (answer.ok) {
    const cache = await caches.open(keep)
    await cache.put(request, answer.clone())
  }
  return answer
}

/** The build before stays, for pages that are still open. */
async function forgetOld() {
  const all = (await caches.keys()).filter((name) => name.startsWith('farsail-'))
  await Promise.all(all.slice(0, -2).map((name) => caches.delete(name)))
}
