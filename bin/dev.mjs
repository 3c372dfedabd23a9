// `npm run dev`: the server, restarted whenever a file of it changes, and Vite, which serves the web app with changes
// shown at once and passes /api on to the server. Both end together. Arguments go to `farsail start`.
import { spawn } from 'node:child_process'
import { ensureInstalled, node26, root } from './setup.mjs'

ensureInstalled()
const port = process.env.PORT ?? '3000'
const server = ['--watch', 'farsail.ts', 'start', '--port', port, ...process.argv.slice(2)]
const vite = ['node_modules/vite/bin/vite.js', 'web', '--config', 'web/vite.config.ts']
const env = { ...process.env, FARSAIL_SERVER: `http://127.0.0.1:${port}` }

const both = [server, vite].map((args) => spawn(node26(), args, { cwd: root, env, stdio: 'inherit' }))
const endBoth = () => {
  for (const one of both) one.kill('SIGTERM')
}
for (const one of both)
  one.on('exit', (code) => {
    process.exitCode ||= code ?? 0
    endBoth()
  })
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, endBoth)
