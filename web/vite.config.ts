import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'
import { commandPinyin } from './pinyin.ts'

const root = fileURLToPath(new URL('.', import.meta.url))
const server = process.env.FARSAIL_SERVER ?? 'http://127.0.0.1:3000'

/** Packages that change seldom and that every page needs, apart from our own code, so that they stay in the cache. */
const groups = [
  { name: 'react', test: /node_modules\/(react|react-dom|scheduler)\// },
  { name: 'router', test: /node_modules\/@tanstack\/(react-router|router-core|history|react-store|store)\// },
  { name: 'data', test: /node_modules\/(@tanstack\/(react-query|query-core)|@orpc)\// },
  { name: 'intl', test: /node_modules\/(use-intl|@formatjs|intl-messageformat|icu-minify)\// },
]

export default defineConfig({
  root,
  plugins: [browserTexts(), commandPinyin(), react(), earlyTheme(), serviceWorker()],
  server: { proxy: { '/api': { target: server, ws: true } } },
  build: {
    outDir: '../dist/web',
    emptyOutDir: true,
    // No data: addresses and no inline scripts: the Content-Security-Policy allows neither.
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups } } },
  },
})

/** Puts the script that sets the theme before the first paint into the page, as a file with its hash. */
function earlyTheme(): Plugin {
  const file = fileURLToPath(new URL('frame/earlyTheme.js', import.meta.url))
  const source = () => readFileSync(file, 'utf8')
  return {
    name: 'farsail-early-theme',
    apply: 'build',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: nameOf(source()), source: source() })
    },
    transformIndexHtml: () => [{ tag: 'script', attrs: { src: `/${nameOf(source())}` }, injectTo: 'head-prepend' }],
  }
}
const nameOf = (source: string) =>
  `assets/earlyTheme-${createHash('sha256').update(source).digest('hex').slice(0, 8)}.js`

/** Writes the service worker with the hash of what was built, so that browsers take another build for another worker. */
function serviceWorker(): Plugin {
  const file = fileURLToPath(new URL('frame/serviceWorker.js', import.meta.url))
  return {
    name: 'farsail-service-worker',
    apply: 'build',
    generateBundle(_, bundle) {
      const version = createHash('sha256').update(Object.keys(bundle).sort().join()).digest('hex').slice(0, 12)
      const source = `const version = '${version}'\n${readFileSync(file, 'utf8')}`
      this.emitFile({ type: 'asset', fileName: 'sw.js', source })
    },
  }
}

/** Texts of screens that few open first, which load them; but for the names by which the frame offers those screens. */
const later = ['import', 'web.settings', 'goals.quotas', 'goals.check', 'crm.calendar', 'ledger.metrics']
const first = ['import.command', 'web.settings.topic']

/**
 * Refusals of the server come with their words, and the command line's texts are not for the browser: left out of it. The
 * others are parted into those that every page begins with and, asked for as `…json?later`, those that come later.
 */
function browserTexts(): Plugin {
  const files = /\/((platform|practices)\/[^/]+|sample|ledger|web)\/text\/(en|zh-CN)\.json(\?later)?$/
  // a figure's period is read, and refused, in the browser
  const refusals = /\/(ledger|web)\/text\//
  const serverOnly = ['problem', 'http', 'cli', 'doctor', 'notice']
  return {
    name: 'farsail-browser-texts',
    enforce: 'pre',
    transform(code, id) {
      if (!files.test(id)) return null
      const texts: unknown = JSON.parse(code)
      if (typeof texts !== 'object' || texts === null) return null
      const shown = Object.entries(texts).filter(([name]) =>
        name === 'fault' ? refusals.test(id) : !serverOnly.includes(name),
      )
      const isLater = id.endsWith('?later')
      const json = JSON.stringify(parted(Object.fromEntries(shown), isLater))
      // what isn't called .json to its end isn't read as JSON
      return isLater ? { code: `export default ${json}`, moduleType: 'js', map: null } : { code: json, map: null }
    },
  }
}

/** The texts of one of the two times, at any depth. */
function parted(texts: object, wantsLater: boolean, path = '', isLater = false): object {
  const entries = Object.entries(texts).flatMap(([name, text]: [string, unknown]) => {
    const place = path === '' ? name : `${path}.${name}`
    const late = (isLater || later.includes(place)) && !first.includes(place)
    if (typeof text !== 'object' || text === null) return late === wantsLater ? [[name, text]] : []
    const below = parted(text, wantsLater, place, late)
    return Object.keys(below).length > 0 ? [[name, below]] : []
  })
  return Object.fromEntries(entries)
}
