import { Fault } from '#ledger/rules/fault.ts'

/** The parts of a workbook, wherever they are read from: a file on the server, bytes in a browser. */
export interface Archive {
  has(name: string): boolean
  /** Throws Fault `import.workbook_broken`, `import.workbook_too_large`, also while it is read. */
  read(name: string): AsyncIterable<Uint8Array>
  close(): void
}

export function broken(): Fault {
  return new Fault('import.workbook_broken', { field: 'file' })
}
export function tooLarge(value: number, max: number): Fault {
  return new Fault('import.workbook_too_large', { field: 'file', value, max })
}
