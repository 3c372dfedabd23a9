import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import pg from 'pg'
import { afterAll, expect, test } from 'vitest'
import { appForTests } from '../../tests/harness.ts'
import { listen } from './listener.ts'

const { app, owner } = appForTests()
const servers: Server[] = []
afterAll(() => {
  for (const server of servers) server.close()
})

/** Stands before the database, and refuses as many connections as it is told to. */
async function doorTo(socketFolder: string, port: number) {
  const state = { refusing: 0, asked: 0, open: new Set<Socket>() }
  const server = createServer((client) => {
    state.asked += 1
    if (state.refusing > 0) {
      state.refusing -= 1
      client.destroy()
      return
    }
    const database = connect(`${socketFolder}/.s.PGSQL.${port}`)
    state.open.add(client)
    client.pipe(database).pipe(client)
    client.on('error', () => database.destroy())
    database.on('error', () => client.destroy())
  })
  servers.push(server)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address: AddressInfo | string | null = server.address()
  return { state, port: typeof address === 'object' && address !== null ? address.port : 0 }
}

test('a listener that loses the database comes back, asks once for each try, and tells everybody to look', async () => {
  const door = await doorTo(String(owner.host), Number(owner.port))
  const listener = await listen({ ...owner, host: '127.0.0.1', port: door.port }, app.log, 1)
  const heard: string[] = []
  let wake = () => {}
  listener.onTold(({ org }) => {
    heard.push(org)
    wake()
  })
  const told = () =>
    new Promise<void>((resolve) => {
      wake = resolve
    })
  const asked = door.state.asked
  door.state.refusing = 6
  const back = told()
  for (const client of door.state.open) client.destroy()
  await back
  expect([heard, door.state.asked - asked]).toEqual([[''], 7])
  const news = told()
  await notify(JSON.stringify({ org: 'a', position: '1' }))
  await news
  expect(heard).toEqual(['', 'a'])
  await listener.close()
})

test('what others say on its channel does not disturb it', async () => {
  const listener = await listen(owner, app.log)
  const heard = new Promise<string>((resolve) => {
    listener.onTold(({ org, position }) => resolve(`${org} ${position}`))
  })
  for (const payload of ['', 'x', '3', '{}', '{"org":"a","position":"x"}']) await notify(payload)
  await notify('{"org":"b","position":"2"}')
  expect(await heard).toBe('b 2')
  await listener.close()
})

async function notify(payload: string): Promise<void> {
  const client = new pg.Client(owner)
  await client.connect()
  await client.query('select pg_notify($1, $2)', ['farsail', payload])
  await client.end()
}
