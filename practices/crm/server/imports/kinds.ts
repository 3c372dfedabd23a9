import type { ImportKind } from '#platform/import/server/importKind.ts'
import { accountImport } from './accounts.ts'
import { activityImport } from './activities.ts'
import { contactImport } from './contacts.ts'
import { dealImport } from './deals.ts'
import { productImport } from './products.ts'

/** What the practice can import; main.ts registers it. */
export const crmImports: readonly ImportKind[] = [
  productImport,
  accountImport,
  contactImport,
  dealImport,
  activityImport,
]
