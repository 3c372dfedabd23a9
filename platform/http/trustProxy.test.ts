import type { FastifyInstance } from 'fastify'
import { afterAll, expect, test } from 'vitest'
import { Fault } from '#ledger/rules/fault.ts'
import { appForTests } from '../../tests/harness.ts'
import { serverOf } from './server.ts'
import { type TrustedProxies, trustedIn } from './trustProxy.ts'

const { app } = appForTests()
const servers: FastifyInstance[] = []
afterAll(async () => {
  for (const server of servers) await server.close()
})

/** A server that answers with the address it takes its caller to have. */
async function serverThat(trusts: TrustedProxies) {
  const more = (inside: FastifyInstance) => {
    inside.get('/address', async (request) => request.ip)
  }
  const server = await serverOf(app, { handled: [], authenticate: async () => null, more, trusts })
  servers.push(server)
  return async (remoteAddress: string, forwardedFor?: string) => {
    const headers = forwardedFor === undefined ? {} : { 'x-forwarded-for': forwardedFor }
    return (await server.inject({ method: 'GET', url: '/address', remoteAddress, headers })).body
  }
}

test('nobody is believed about their address unless the host says so', async () => {
  const seen = await serverThat(trustedIn({}))
  expect(await seen('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
})

test('behind one proxy the address is the one that the proxy saw, whatever the caller wrote', async () => {
  const seen = await serverThat(trustedIn({ FARSAIL_TRUST_PROXY: '1' }))
  expect(await seen('127.0.0.1', '198.51.100.1')).toBe('198.51.100.1')
  expect(await seen('127.0.0.1', '10.9.9.9, 198.51.100.1')).toBe('198.51.100.1')
  expect(await seen('127.0.0.1')).toBe('127.0.0.1')
})

test('with proxies that are only counted, who comes from the open net came past them', async () => {
  const seen = await serverThat(trustedIn({ FARSAIL_TRUST_PROXY: '2' }))
  expect(await seen('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
  expect(await seen('::ffff:172.18.0.2', '10.9.9.9, 198.51.100.1, 203.0.113.7')).toBe('198.51.100.1')
})

test('proxies that are named are believed, and no stranger who comes past them', async () => {
  const seen = await serverThat(trustedIn({ FARSAIL_TRUST_PROXY: '10.0.0.5, 10.1.0.0/16' }))
  expect(await seen('10.0.0.5', '198.51.100.1')).toBe('198.51.100.1')
  expect(await seen('10.0.0.5', '198.51.100.1, 10.1.2.3')).toBe('198.51.100.1')
  expect(await seen('203.0.113.9', '198.51.100.1')).toBe('203.0.113.9')
})

test('limits by address hold for the person behind the proxy, and can’t be slipped by a header of one’s own', async () => {
  const limits = { known: null, unknown: 2 }
  const behind = { handled: [], authenticate: async () => null, limits }
  const more = (inside: FastifyInstance) => {
    inside.get('/x', async () => 'x')
  }
  const statuses = async (setting: string) => {
    const trusts = trustedIn({ FARSAIL_TRUST_PROXY: setting })
    const server = await serverOf(app, { ...behind, more, trusts })
    servers.push(server)
    const found: number[] = []
    for (const address of ['198.51.100.1', '198.51.100.1', '198.51.100.1', '198.51.100.2'])
      found.push(
        (await server.inject({ url: '/x', remoteAddress: '127.0.0.1', headers: { 'x-forwarded-for': address } }))
          .statusCode,
      )
    return found
  }
  expect(await statuses('1')).toEqual([200, 200, 429, 200])
  expect(await statuses('')).toEqual([200, 200, 429, 429])
})

test('a setting that can’t be read stops the start and says why', () => {
  expect(trustedIn({ FARSAIL_TRUST_PROXY: '0' })('127.0.0.1', 0)).toBe(false)
  expect(trustedIn({ FARSAIL_TRUST_PROXY: 'fd00::5' })('fd00::5', 0)).toBe(true)
  for (const wrong of ['true', '10.0.0.5/33', '10.0.0', '1.5', 'proxy.example']) {
    expect(() => trustedIn({ FARSAIL_TRUST_PROXY: wrong })).toThrow(Fault)
  }
})
