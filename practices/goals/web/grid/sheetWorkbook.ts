import { xlsxBytes } from '#platform/import/xlsxBytes.ts'
import type { Shown } from './doings.ts'
import { sheetCells } from './sheetFile.ts'

const type = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
/** Name, e-mail and team; amounts stand in the others. */
const textColumns = 3

/** The rows as the grid shows them, draft included, as a workbook of one sheet. */
export async function sheetWorkbook(shown: Shown, heads: readonly string[], title: string): Promise<Blob> {
  const columns = heads.map((head, i) => ({ head, form: i < textColumns ? 'text' : 'number' }) as const)
  const parts: BlobPart[] = []
  const rows = sheetCells(shown, heads).slice(1)
  for await (const bytes of xlsxBytes({ sheet: title, columns, rows })) parts.push(new Uint8Array(bytes))
  return new Blob(parts, { type })
}
