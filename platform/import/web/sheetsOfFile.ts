import { problemIn, Unreachable } from '#web/api/problem.ts'
import { language } from '#web/frame/language.ts'

export interface SheetHead {
  readonly name: string
  /** Its first rows as CSV. */
  readonly head: string
}

export async function isWorkbook(file: Blob): Promise<boolean> {
  const [a, b, c, d] = new Uint8Array(await file.slice(0, 4).arrayBuffer())
  return a === 0x50 && b === 0x4b && c === 3 && d === 4
}

/** What a workbook's sheets are: the server looks, for no browser reads one by itself. */
export async function sheetsOfFile(file: File, signal: AbortSignal): Promise<readonly SheetHead[]> {
  const form = new FormData()
  form.append('file', file, file.name)
  const headers = { 'accept-language': language() }
  const response = await fetch('/api/v1/imports/sheets', { method: 'POST', body: form, headers, signal }).catch(
    (error) => {
      throw signal.aborted ? signal.reason : new Unreachable(error)
    },
  )
  if (!response.ok) throw await problemIn(response)
  const answer: unknown = await response.json()
  const items = typeof answer === 'object' && answer !== null && 'items' in answer ? answer.items : []
  return Array.isArray(items) ? items.flatMap(sheetOf) : []
}

function sheetOf(item: unknown): SheetHead[] {
  if (typeof item !== 'object' || item === null || !('name' in item) || !('head' in item)) return []
  return typeof item.name === 'string' && typeof item.head === 'string' ? [{ name: item.name, head: item.head }] : []
}
