import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process'
import { Fault } from '#ledger/rules/fault.ts'
import type { Binaries } from './binaries.ts'
import type { Folders } from './folders.ts'
import type { RunAs } from './runAs.ts'

export interface Programs {
  readonly binaries: Binaries
  readonly runAs: RunAs
}

export function runProgram(
  programs: Programs,
  program: string,
  args: readonly string[],
  options: SpawnOptions = {},
): ChildProcess {
  const [command = program, ...rest] = [...programs.runAs.prefix, program, ...args]
  return spawn(command, rest, { env: programEnv(), ...options, ...programs.runAs.owner })
}

/** Nothing of our own environment: our secrets do not belong there, and PG… variables would change what is started. */
export function programEnv(): NodeJS.ProcessEnv {
  return { PATH: process.env.PATH, TZ: 'UTC', LC_ALL: 'C' }
}

/** What a program ended with. A program that could not be run at all ends with code null and the reason. */
export async function finish(child: ChildProcess): Promise<{ code: number | null; output: string }> {
  let output = ''
  const keep = (chunk: Buffer): void => {
    output += chunk.toString()
  }
  child.stdout?.on('data', keep)
  child.stderr?.on('data', keep)
  return new Promise((resolve) => {
    child.once('error', (error) => resolve({ code: null, output: error.message }))
    child.once('close', (code) => resolve({ code, output }))
  })
}

const LAST_LINES = 8

/** The fault that the last words of a failed program mean; all of them stand in the log. */
export function startFault(output: string, folders: Folders): Fault {
  if (/No space left on device|Disk quota exceeded|Check free disk space/.test(output))
    return new Fault('database.disk_full', { folder: folders.data })
  const log = output.trim().split('\n').slice(-LAST_LINES).join('\n')
  return new Fault('database.start_failed', { file: folders.logFile, log })
}

export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM'
  }
}
