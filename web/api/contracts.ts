import { crm } from '#crm/contract.ts'
import { goals } from '#goals/contract.ts'
import { ledger } from '#ledger/contract.ts'
import { audit } from '#platform/audit/contract.ts'
import { auth } from '#platform/auth/contract.ts'
import { files } from '#platform/files/contract.ts'
import { imports } from '#platform/import/contract.ts'
import { jobs } from '#platform/jobs/contract.ts'
import { mail } from '#platform/mail/contract.ts'
import { notices } from '#platform/notices/contract.ts'
import { org } from '#platform/org/contract.ts'
import { sample } from '#sample/contract.ts'
import { today } from '#today/contract.ts'

/**
 * Every contract that the web app calls, by the name it has in the client: `api.crm.deals.list`. The browser imports the
 * type alone; `writeContract.ts` writes method and path of each route into `contract.generated.json`, so that no schema
 * comes into the bundle. A new practice adds its line here and runs that script.
 */
export const contracts = {
  ...audit,
  auth,
  crm,
  ...files,
  goals,
  ...imports,
  ...jobs,
  ledger,
  ...mail,
  ...notices,
  org,
  ...sample,
  ...today,
}
export type Contracts = typeof contracts
