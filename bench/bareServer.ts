// The baseline of the request benches: node:http and pg with nothing between. It sends the statements that the product
// sends for the same request (whose key it is, then the record), bound like the product to one organisation.
import { createServer, type ServerResponse } from 'node:http'
import { z } from 'zod'
import { openPool } from '#platform/db/connections.ts'

const given = z
  .object({ host: z.string(), port: z.number(), user: z.string(), database: z.string(), orgId: z.string() })
  .parse(JSON.parse(process.env.BARE ?? '{}'))
const { orgId, ...address } = given
const pool = openPool({ ...address, options: `-c role=farsail_app -c farsail.org_id=${orgId}` }, 10)

const keyOf = `select k.member_id, k.hash, k.scopes, k.expires_at, k.revoked_at, k.last_used_at, m.role, m.locale,
    m.deactivated_on, o.slug, o.time_zone
  from api_key k join member m on m.org_id = k.org_id and m.id = k.member_id and m.deleted_at is null join org o on o.id = k.org_id
  where k.org_id = $1 and k.id = $2`

const server = createServer(async (request, response) => {
  const id = request.url?.split('/').at(-1) ?? ''
  try {
    if (request.method === 'POST') await create(response)
    else await get(id, request.headers['x-key'], response)
  } catch (error) {
    response.writeHead(500).end(String(error))
  }
})

async function get(id: string, key: string | string[] | undefined, response: ServerResponse) {
  if (key !== undefined) {
    const { rows } = await pool.query({ name: 'key', text: keyOf, values: [orgId, key] })
    if (rows.length === 0) throw new Error('no key')
  }
  const text = 'select * from deal where org_id = $1 and id = $2'
  const { rows } = await pool.query({ name: 'deal', text, values: [orgId, id] })
  send(response, rows[0])
}

async function create(response: ServerResponse) {
  const client = await pool.connect()
  await client.query('begin')
  const { rows } = await client.query({
    name: 'create',
    text: `insert into deal (org_id, id, created_at, updated_at, name, stage_id, owner_id, amount, currency, status, created_on, basis)
      select $1, uuidv7(), now(), now(), 'Bare', id, null, 100000, 'USD', 'open', current_date, '{}' from stage where org_id = $1 limit 1
      returning *`,
    values: [orgId],
  })
  await client.query('commit')
  client.release()
  send(response, rows[0])
}

function send(response: ServerResponse, body: unknown) {
  const text = JSON.stringify(body, (_, value: unknown) => (typeof value === 'bigint' ? value.toString() : value))
  response.writeHead(200, { 'content-type': 'application/json' }).end(text)
}

server.listen(0, '127.0.0.1', () => {
  const at = server.address()
  const port = typeof at === 'object' && at !== null ? at.port : 0
  process.stdout.write(`${JSON.stringify({ address: `http://127.0.0.1:${port}` })}\n`)
})
process.once('SIGTERM', () => process.exit(0))
