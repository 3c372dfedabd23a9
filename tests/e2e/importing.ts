import type { Page } from 'playwright-core'

/** A file on disk, or one whose text stands in the test. */
export type GivenFile = string | { readonly name: string; readonly text: string }

/** Drops a file, answers what is proposed, and imports it: three clicks at most. */
export async function importFile(page: Page, address: string, file: GivenFile): Promise<void> {
  await page.goto(`${address}/import`)
  await page
    .locator('input[type=file]')
    .setInputFiles(
      typeof file === 'string' ? file : { name: file.name, mimeType: 'text/csv', buffer: Buffer.from(file.text) },
    )
  const go = page.getByRole('button', { name: /^Import [\d,]+ rows?$/ })
  const accept = page.getByRole('button', { name: /^Accept all suggestions/ })
  await go.or(accept).first().waitFor({ timeout: 60_000 })
  if (await accept.isVisible()) await accept.click()
  await go.click({ timeout: 60_000 })
  await page.getByRole('button', { name: /^Undo/ }).first().waitFor({ timeout: 60_000 })
}
