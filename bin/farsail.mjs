#!/usr/bin/env node
// The command `farsail`: makes sure that the checkout is installed and built, then hands over to Node 26.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureInstalled, ensureWebBuilt, node26, root, tell } from './setup.mjs'

const args = process.argv.slice(2)
ensureInstalled()
if (args[0] === 'start' && !args.includes('--help') && !ensureWebBuilt()) process.exit(1)

const node = node26()
const env = { ...process.env, NODE_COMPILE_CACHE: process.env.NODE_COMPILE_CACHE ?? join(root, '.cache', 'compile') }
const program = join(root, 'farsail.ts')
const withParent = ['--import', pathToFileURL(join(root, 'bin', 'endWithParent.mjs')).href]
if (process.execve && process.platform !== 'win32') handOver()
else runBeside()

// A signal for npm ends the shell between npm and us, which passes nothing on.
function handOver() {
  const isBelowNpm = process.env.npm_lifecycle_event !== undefined
  const ourEnv = isBelowNpm ? { ...env, FARSAIL_PARENT: String(process.ppid) } : env
  process.execve(node, [node, ...(isBelowNpm ? withParent : []), program, ...args], ourEnv)
}

// An older Node can't hand its process over: it stays, passes signals on, and ends as the other one ends. Should it be
// killed itself, endWithParent.mjs ends the other one.
function runBeside() {
  const child = spawn(node, [...withParent, program, ...args], {
    env: { ...env, FARSAIL_PARENT: String(process.pid) },
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      // Ctrl-C in a terminal reaches both of us; passing it on would make two of it.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    })
  child.on('error', (error) => {
    tell(
      `The Node 26 that npm brought does not run here (${error.message}). Install Node 26 from https://nodejs.org and start with it.`,
      `npm 带来的 Node 26 无法在本机运行（${error.message}）。请从 https://nodejs.org 安装 Node 26，并用它启动。`,
    )
    process.exit(1)
  })
  child.on('exit', (code, signal) => {
    if (signal === null) process.exit(code ?? 1)
    process.removeAllListeners(signal)
    process.kill(process.pid, signal)
  })
}
