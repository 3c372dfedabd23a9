import { sql } from 'kysely'
import { http } from './contract.ts'
import { type Handled, query } from './handled.ts'

/** For load balancers and whoever watches the installation. */
export const healthRoutes: readonly Handled[] = [
  query(http.health.get, async ({ app }) => {
    await sql`select 1`.execute(app.db.outside)
    return { status: 'ok', at: app.clock.now().toString({ fractionalSecondDigits: 3 }) }
  }),
]
