import { readFileSync } from 'node:fs'

/** Of the program that runs, as package.json says. */
export function versionOfProgram(): string {
  const told: unknown = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return typeof told === 'object' && told !== null && 'version' in told ? String(told.version) : ''
}
