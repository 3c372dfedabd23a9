import { readFileSync } from 'node:fs'
import { cpus, totalmem } from 'node:os'

/** One measured thing. `of` is what it is compared with, measured in the same run. */
export interface Measured {
  readonly what: string
  readonly value: string
  readonly of?: string
  /** The product's share of the baseline's speed, or what budget says of the value alone. */
  readonly ratio?: string
  readonly budget?: { readonly text: string; readonly met: boolean }
}

export function print(rows: readonly Measured[]): void {
  for (const { what, value, of, ratio, budget } of rows) {
    const compared = of === undefined ? '' : `   against ${of}`
    const judged = budget === undefined ? '' : `   budget ${budget.text}: ${budget.met ? 'met' : 'MISSED'}`
    process.stdout.write(`${what.padEnd(46)} ${value}${compared}${ratio === undefined ? '' : `   ${ratio}`}${judged}\n`)
  }
}

export function machine(): string {
  const [first] = cpus()
  const gb = Math.round(totalmem() / 1024 ** 3)
  return `${cpus().length} cores (${first?.model.trim() ?? 'unknown'}), ${gb} GB, Node ${process.version}, ${process.platform}`
}

export const median = (values: readonly number[]) => quantile(values, 0.5)
export function quantile(values: readonly number[], q: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * q))] ?? Number.NaN
}
export const percent = (part: number, whole: number) => `${Math.round((100 * part) / whole)} %`
export const ms = (value: number) => `${value < 10 ? value.toFixed(2) : Math.round(value)} ms`
export const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(2)} s`
export const mb = (bytes: number) => `${Math.round(bytes / 1024 ** 2)} MB`

/** Milliseconds that work takes, and what it gives. */
export async function timed<T>(work: () => Promise<T>): Promise<{ readonly took: number; readonly result: T }> {
  const began = performance.now()
  const result = await work()
  return { took: performance.now() - began, result }
}

/** Of a process, as Linux tells it: memory in bytes now and at its highest, and CPU milliseconds. */
export function processFigures(pid: number): { readonly now: number; readonly peak: number; readonly cpu: number } {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const kb = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1] ?? 0) * 1024
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.split(' ') ?? []
  return { now: kb('VmRSS'), peak: kb('VmHWM'), cpu: (Number(fields[11]) + Number(fields[12])) * 10 }
}
