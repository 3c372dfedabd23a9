import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, onTestFinished, test } from 'vitest'
import { browserForTests, picture } from './browser.ts'
import { lin, password, seat, send, setUp, signIn } from './company.ts'
import { productForTests } from './product.ts'

const product = productForTests()
const browser = browserForTests()
beforeAll(() => setUp(product))

test('a rep attaches a contract to a deal; the connection breaks midway and the file arrives all the same', async () => {
  await seat(product.address, { name: 'Maya', email: 'maya@haiyue.example', role: 'rep' })
  const maya = await browser.visit()
  await signIn(maya, product.address, 'maya@haiyue.example')
  const pipeline = await maya.request.get(`${product.address}/api/v1/stages?sort=position&limit=1`)
  const stageId = String(Reflect.get(Object((await pipeline.json()).items[0]), 'id'))
  const deal = await send(maya, 'POST', 'deals', { name: 'Nordwind', stageId })
  await maya.goto(`${product.address}/deals/${deal.id}`)
  await maya.getByRole('heading', { name: 'Files' }).waitFor()

  // the second piece never arrives, twice
  let pieces = 0
  let asked = 0
  await maya.route('**/api/v1/files/uploads/**', async (route) => {
    const method = route.request().method()
    if (method === 'HEAD') asked += 1
    if (method === 'PATCH') pieces += 1
    if (method === 'PATCH' && (pieces === 2 || pieces === 3)) await route.abort('connectionreset')
    else await route.continue()
  })
  const bytes = Buffer.alloc(11 * 1024 ** 2, '合同条款 ')
  const folder = await mkdtemp(join(tmpdir(), 'farsail-file-'))
  onTestFinished(() => rm(folder, { recursive: true, force: true }))
  await writeFile(join(folder, '合同.txt'), bytes)
  await maya.locator('input[type=file]').setInputFiles(join(folder, '合同.txt'))
  const link = maya.getByRole('list', { name: 'Files' }).getByRole('link', { name: 'Download 合同.txt' })
  await link.waitFor({ timeout: 60_000 })
  expect(asked).toBeGreaterThan(0)
  expect(pieces).toBe(5)
  await picture(maya, 'files')

  const download = maya.waitForEvent('download')
  await link.click()
  const got = await download
  expect(got.suggestedFilename()).toBe('合同.txt')
  expect((await readFile(await got.path())).equals(bytes)).toBe(true)

  // a program is refused, and it is said why and what else to do
  await maya.locator('input[type=file]').setInputFiles({ name: 'tool.exe', mimeType: '', buffer: Buffer.from('MZ') })
  await maya.getByText('Put it into an archive (ZIP)').waitFor()
  await maya.getByRole('button', { name: 'Take tool.exe off the list' }).click()

  // a colleague sees it, deletes it and takes that back
  const owner = await browser.visit()
  await signIn(owner, product.address, lin.email, password)
  await owner.goto(`${product.address}/deals/${deal.id}`)
  await owner.getByRole('button', { name: 'Delete 合同.txt' }).click()
  await link.waitFor({ state: 'detached' })
  await owner.getByRole('button', { name: 'Undo' }).click()
  await link.waitFor()
})
