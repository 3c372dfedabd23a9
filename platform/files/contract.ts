import { z } from 'zod'
import { type IdInput, type Page, pageOf, route } from '#platform/record/resource.ts'
import { id, instantSchema } from '#platform/record/schemas.ts'

export interface FileJson {
  readonly id: string
  readonly recordType: string
  readonly recordId: string
  readonly name: string
  readonly bytes: number
  /** What the bytes are, as they were read. */
  readonly contentType: string
  /** A picture that is shown as well as downloaded: `GET /files/{id}/picture`. */
  readonly shown: boolean
  /** Its name says something else than its bytes. */
  readonly disguised: boolean
  readonly createdAt: string
  readonly createdBy: string
  readonly createdByName: string | null
  readonly deletedAt: string | null
}
const file: z.ZodType<FileJson, FileJson> = z.object({
  id,
  recordType: z.string(),
  recordId: id,
  name: z.string(),
  bytes: z.int(),
  contentType: z.string(),
  shown: z.boolean(),
  disguised: z.boolean(),
  createdAt: instantSchema,
  createdBy: id,
  createdByName: z.string().nullable(),
  deletedAt: instantSchema.nullable(),
})

export interface FilesInput {
  readonly recordType: string
  readonly recordId: string
  /** `true`: those that were deleted. */
  readonly deleted?: string
  readonly cursor?: string
}
export interface FileLimitsJson {
  readonly fileBytesMax: number
  readonly orgBytesMax: number
  /** Of all files, those in the bin and those that still come in included. */
  readonly orgBytes: number
  /** Endings of names that are refused. */
  readonly refused: readonly string[]
}
const limits: z.ZodType<FileLimitsJson, FileLimitsJson> = z.object({
  fileBytesMax: z.int(),
  orgBytesMax: z.int(),
  orgBytes: z.int(),
  refused: z.array(z.string()),
})

// which files, the record decides
export const fileReads = { may: 'everyone', writes: false, scope: 'files:read' } as const
export const fileWrites = { may: 'everyone', writes: true, scope: 'files:write' } as const
const idInput = () => z.strictObject({ id })

/** Files attached to a record: seen by those who see it, added and deleted by those who may change it. */
export const files = {
  files: {
    list: route<FilesInput, Page<FileJson>>({
      method: 'GET',
      path: '/files',
      tag: 'files',
      summary: 'The files of a record, the newest first',
      meta: fileReads,
      input: () =>
        z.strictObject({
          recordType: z.string().max(60),
          recordId: id,
          deleted: z.enum(['true', 'false']).optional(),
          cursor: id.optional(),
        }),
      output: () => pageOf(file),
    }),
    limits: route<Record<never, never>, FileLimitsJson>({
      method: 'GET',
      path: '/files/limits',
      tag: 'files',
      summary: 'How large files may be, how much room they take, and which are refused',
      meta: fileReads,
      input: () => z.strictObject({}),
      output: () => limits,
    }),
    get: route<IdInput, FileJson>({
      method: 'GET',
      path: '/files/{id}',
      tag: 'files',
      summary: 'Get one file’s facts',
      meta: fileReads,
      input: idInput,
      output: () => file,
    }),
    delete: route<IdInput, FileJson>({
      method: 'DELETE',
      path: '/files/{id}',
      tag: 'files',
      summary: 'Delete a file; it can be restored for 30 days',
      meta: fileWrites,
      input: idInput,
      output: () => file,
    }),
    restore: route<IdInput, FileJson>({
      method: 'POST',
      path: '/files/{id}/restore',
      tag: 'files',
      summary: 'Restore a deleted file',
      meta: fileWrites,
      input: idInput,
      output: () => file,
    }),
  },
}
