// `node web/writeContract.ts`: writes what the browser needs of the contracts. Run it when a route comes, goes or moves.
import { writeFileSync } from 'node:fs'
import { contracts } from './api/contracts.ts'
import { routesOf } from './api/routesOf.ts'

const file = new URL('api/contract.generated.json', import.meta.url)
writeFileSync(file, `${JSON.stringify(routesOf(contracts), null, 1)}\n`)
