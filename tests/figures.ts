import { expect } from 'vitest'
import { password, request } from './productProcess.ts'
import { at, listAt, textAt } from './serving.ts'

type Headers = Readonly<Record<string, string>>

/** Every figure that there is, by member and by month over three years, and the goals, as the API tells them. */
export async function figuresOf(address: string, headers: Headers): Promise<ReadonlyMap<string, unknown>> {
  const figures = new Map<string, unknown>()
  const { body } = await request(address, '/metrics', { headers })
  for (const metric of listAt(body, 'items')) {
    const key = textAt(metric, 'key')
    for (const by of ['member', 'month']) {
      const path = `/metrics/${key}/values?by=${by}&from=2024-01-01&to=2026-12-31&asOf=2026-12-31`
      const values = await request(address, path, { headers })
      // not every figure can be told by everything
      expect([200, 422]).toContain(values.status)
      figures.set(`${key} by ${by}`, values.body)
    }
  }
  const goals = await request(address, '/goals?period=2026', { headers })
  expect(goals.status).toBe(200)
  figures.set('goals', goals.body)
  return figures
}

/** Deals of one seller through the wizard's own routes; what the import says it did. */
export async function importDeals(address: string, headers: Headers, rows: number): Promise<unknown> {
  const lines = Array.from({ length: rows }, (_, row) => {
    const day = `2026-${String(1 + (row % 9)).padStart(2, '0')}-${String(1 + (row % 27)).padStart(2, '0')}`
    return `D-${row},云帆 ${row} \\t"“x”,Ada,${row % 3 === 0 ? 'Won' : 'Lead'},2025-12-01,${day},${100 + row}`
  })
  const form = new FormData()
  form.append('kind', 'deals')
  const file = `Deal ID,Deal name,Owner,Stage,Created,Close date,Amount\n${lines.join('\n')}\n`
  form.append('file', new Blob([file], { type: 'text/csv' }), 'deals.csv')
  const opened = await request(address, '/imports', { body: form, headers })
  expect(opened.status).toBe(201)
  const path = `/imports/${textAt(opened.body, 'id')}`
  await request(address, path, { method: 'PATCH', body: { acceptSuggestions: true }, headers })
  const begun = await request(address, `${path}/commit`, { method: 'POST', headers })
  expect(begun.status).toBe(202)
  const job = async () => (await request(address, `/jobs/${textAt(begun.body, 'jobId')}`, { headers })).body
  await expect.poll(async () => at(await job(), 'state'), { timeout: 240_000 }).toBe('done')
  return at(await job(), 'result')
}

/** The status of a sign-in with the password that `orgAt` gave. */
export async function signIn(address: string, email: string): Promise<number> {
  const headers = { origin: address }
  return (await request(address, '/session', { body: { email, password }, headers })).status
}
