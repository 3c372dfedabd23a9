const string = (example: string) => ({ type: 'string', example })
const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/Id' },
  example: '019aa2f4-1c80-7c41-9d2f-3f2b1c0e5a77',
}
const xlsxType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
const xlsxContent = { [xlsxType]: { schema: { type: 'string', format: 'binary' }, example: 'a workbook' } }
export const csvContent = { 'text/csv': { schema: { type: 'string' }, example: 'name,amount\r\nNordwind,1234.50\r\n' } }

const bytesContent = { 'application/octet-stream': { schema: { type: 'string', format: 'binary' }, example: 'bytes' } }
const tusVersion = { name: 'Tus-Resumable', in: 'header', required: true, schema: string('1.0.0'), example: '1.0.0' }
const uploadPlace = {
  name: 'place',
  in: 'path',
  required: true,
  schema: string('3f2b1c0e5a77'),
  example: '3f2b1c0e5a773f2b1c0e5a773f2b1c0e5a773f2b1c0e5a77',
}

/** A route whose body or answer is no JSON, or whose answer is this document: written here by hand. */
export interface Beside {
  readonly method: string
  readonly path: string
  readonly scope: string | null
  readonly operation: {
    readonly operationId: string
    readonly summary: string
    readonly tags: readonly string[]
    readonly parameters?: readonly unknown[]
    readonly requestBody?: unknown
    readonly responses: { readonly [status: string]: unknown }
  }
}

export const besides: readonly Beside[] = [
  {
    method: 'post',
    path: '/imports',
    scope: 'imports:write',
    operation: {
      operationId: 'imports.upload',
      summary: 'Upload a file to import: its kind, then the file',
      tags: ['imports'],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: {
                kind: string('deals'),
                sheet: { ...string('Q4'), description: 'Of a workbook, where several sheets hold something.' },
                file: { type: 'string', contentMediaType: 'text/csv', description: 'CSV, or a workbook (XLSX).' },
              },
              required: ['kind', 'file'],
            },
            example: { kind: 'deals', file: 'name,amount\r\nNordwind,1234.50\r\n' },
          },
        },
      },
      responses: {
        201: {
          description: 'The import, with what is open about it.',
          content: { 'application/json': { schema: { $ref: '#/components/schemas/ImportDetail' } } },
        },
      },
    },
  },
  {
    method: 'get',
    path: '/imports/{id}/refused.csv',
    scope: 'imports:read',
    operation: {
      operationId: 'imports.refused',
      summary: 'The rows that were refused, as a file, each with its reason',
      tags: ['imports'],
      parameters: [id],
      responses: { 200: { description: 'A CSV file in UTF-8.', content: csvContent } },
    },
  },
  {
    method: 'get',
    path: '/imports/templates/{kind}.csv',
    scope: 'imports:read',
    operation: {
      operationId: 'imports.template',
      summary: 'A file with the columns of a kind and one row as an example',
      tags: ['imports'],
      parameters: [{ name: 'kind', in: 'path', required: true, schema: string('deals'), example: 'deals' }],
      responses: { 200: { description: 'A CSV file in UTF-8.', content: csvContent } },
    },
  },
  {
    method: 'get',
    path: '/imports/templates/{kind}.xlsx',
    scope: 'imports:read',
    operation: {
      operationId: 'imports.templateWorkbook',
      summary: 'The same as a workbook',
      tags: ['imports'],
      parameters: [{ name: 'kind', in: 'path', required: true, schema: string('deals'), example: 'deals' }],
      responses: { 200: { description: 'A workbook (XLSX).', content: xlsxContent } },
    },
  },
  {
    method: 'post',
    path: '/imports/sheets',
    scope: 'imports:write',
    operation: {
      operationId: 'imports.sheets',
      summary: 'The sheets of a workbook that hold something',
      tags: ['imports'],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: {
              type: 'object',
              properties: { file: { type: 'string', contentMediaType: xlsxType } },
              required: ['file'],
            },
            example: { file: 'a workbook' },
          },
        },
      },
      responses: {
        200: {
          description: 'Each sheet by its name, its first rows as CSV. Nothing is kept.',
          content: {
            'application/json': {
              schema: {
                type: 'object',
                properties: {
                  items: {
                    type: 'array',
                    items: {
                      type: 'object',
                      properties: { name: string('Q4'), head: string('name,amount\r\nNordwind,1234.50\r\n') },
                      required: ['name', 'head'],
                    },
                  },
                },
                required: ['items'],
              },
              example: { items: [{ name: 'Q4', head: 'name,amount\r\nNordwind,1234.50\r\n' }] },
            },
          },
        },
      },
    },
  },
  {
    method: 'post',
    path: '/files/uploads',
    scope: 'files:write',
    operation: {
      operationId: 'files.begin',
      summary: 'Begin to send a file (tus 1.0)',
      tags: ['files'],
      parameters: [
        tusVersion,
        { name: 'Upload-Length', in: 'header', required: true, schema: { type: 'integer' }, example: 1048576 },
        {
          name: 'Upload-Metadata',
          in: 'header',
          required: true,
          description: '`filename`, `recordType` (such as deal) and `recordId`, each with its value in Base64.',
          schema: string('filename b2ZmZXIucGRm,recordType ZGVhbA==,recordId MDE5YWEyZjQtMWM4MC03YzQx'),
        },
      ],
      responses: { 201: { description: 'Where to send it: `Location`.' } },
    },
  },
  {
    method: 'patch',
    path: '/files/uploads/{place}',
    scope: 'files:write',
    operation: {
      operationId: 'files.send',
      summary: 'Send the next bytes of a file (tus 1.0)',
      tags: ['files'],
      parameters: [
        uploadPlace,
        tusVersion,
        { name: 'Upload-Offset', in: 'header', required: true, schema: { type: 'integer' }, example: 0 },
      ],
      requestBody: {
        required: true,
        content: {
          'application/offset+octet-stream': { schema: { type: 'string', format: 'binary' }, example: 'bytes' },
        },
      },
      responses: { 204: { description: 'How far it is: `Upload-Offset`. `HEAD` asks for the same.' } },
    },
  },
  {
    method: 'delete',
    path: '/files/uploads/{place}',
    scope: 'files:write',
    operation: {
      operationId: 'files.cancel',
      summary: 'Give up sending a file (tus 1.0)',
      tags: ['files'],
      parameters: [uploadPlace, tusVersion],
      responses: { 204: { description: 'Done.' } },
    },
  },
  {
    method: 'get',
    path: '/files/{id}/content',
    scope: 'files:read',
    operation: {
      operationId: 'files.content',
      summary: 'Download a file',
      tags: ['files'],
      parameters: [id],
      responses: { 200: { description: 'The file, as an attachment.', content: bytesContent } },
    },
  },
  {
    method: 'get',
    path: '/files/{id}/picture',
    scope: 'files:read',
    operation: {
      operationId: 'files.picture',
      summary: 'Show a picture',
      tags: ['files'],
      parameters: [id],
      responses: { 200: { description: 'The picture.', content: bytesContent } },
    },
  },
  {
    method: 'get',
    path: '/live',
    scope: null,
    operation: {
      operationId: 'live.listen',
      summary: 'What changes, as it changes: a websocket',
      tags: ['live'],
      parameters: [
        {
          name: 'from',
          in: 'query',
          required: false,
          description: 'The position of the last message that was heard.',
          schema: string('12345'),
        },
      ],
      responses: {
        101: {
          description:
            'Messages `{topic, id, version, position}`: `ready` where it begins, a record type for each change, `*` where one was away for too long and asks for everything again, `gone` when access has ended. Closes with 4401 where nobody is signed in.',
        },
      },
    },
  },
  {
    method: 'get',
    path: '/openapi.json',
    scope: null,
    operation: {
      operationId: 'installation.openapi',
      summary: 'This document',
      tags: ['installation'],
      responses: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: { type: 'object' }, example: { openapi: '3.1.1' } } },
        },
      },
    },
  },
  {
    method: 'get',
    path: '/docs',
    scope: null,
    operation: {
      operationId: 'installation.docs',
      summary: 'This document as a page to read',
      tags: ['installation'],
      responses: {
        200: {
          description: 'A page.',
          content: { 'text/html': { schema: { type: 'string' }, example: '<!doctype html>' } },
        },
      },
    },
  },
]
