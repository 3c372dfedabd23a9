const string = (example: string) => ({ type: 'string', example })
const id = {
  name: 'id',
  in: 'path',
  required: true,
  schema: { $ref: '#/components/schemas/Id' },
  example: '019aa2f4-1c80-7c41-9d2f-3f2b1c0e5a77',
}
export const csvContent = { 'text/csv': { schema: { type: 'string' }, example: 'name,amount\r\nNordwind,1234.50\r\n' } }

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
              properties: { kind: string('deals'), file: { type: 'string', contentMediaType: 'text/csv' } },
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
      summary: 'An empty file with the columns of a kind',
      tags: ['imports'],
      parameters: [{ name: 'kind', in: 'path', required: true, schema: string('deals'), example: 'deals' }],
      responses: { 200: { description: 'A CSV file in UTF-8.', content: csvContent } },
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
