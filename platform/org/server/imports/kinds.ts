import type { ImportKind } from '#platform/import/server/importKind.ts'
import { fxRateImport } from './fxRates.ts'
import { memberImport } from './members.ts'
import { teamImport } from './teams.ts'

/** What the organisation can import; main.ts registers it. */
export const orgImports: readonly ImportKind[] = [memberImport, teamImport, fxRateImport]
