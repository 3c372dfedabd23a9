import { type Actor, hostOf } from '#platform/access/actor.ts'
import type { App } from '#platform/config/context.ts'
import { type Installation, openInstallation, servedAt, type Where } from '#platform/config/installation.ts'
import { orgIdOf } from '#platform/org/server/createOrg.ts'
import { type Org, orgSettings, todayIn } from '#platform/org/settings.ts'
import { type CommandCall, required } from './command.ts'

export const orgOption = { org: { type: 'string' } } as const
/** Under which address people reach the installation, if the host says so. */
export const publicUrl = () => process.env['FARSAIL_URL'] || null

/** Where a link that a command prints leads: what the host says, else where the server said that it serves. */
export function linkAddress(call: CommandCall): string {
  return publicUrl() ?? servedAt(whereOf(call, false).dataDir) ?? 'http://127.0.0.1:3000'
}

/** Which installation a command means: `--data DIR` (default ./data) or DATABASE_URL. */
export function whereOf(call: CommandCall, owner: boolean): Where {
  return {
    dataDir: call.text('data') ?? process.env['FARSAIL_DATA'] ?? 'data',
    databaseUrl: process.env['DATABASE_URL'] || null,
    owner,
  }
}

/** Opens the installation for one command, whether or not the server is running, and closes it again. */
export async function within<T>(
  call: CommandCall,
  starters: App['starters'],
  work: (installation: Installation) => Promise<T>,
): Promise<T> {
  const installation = await openInstallation(whereOf(call, false), starters)
  try {
    return await work(installation)
  } finally {
    await installation.close()
  }
}

/** The organisation that `--org` names, and the host who acts in it. */
export async function inOrg(call: CommandCall, app: App): Promise<{ actor: Actor; org: Org }> {
  const orgId = await orgIdOf(app, required(call, 'org'))
  const org = await orgSettings(app.db.of(orgId), orgId)
  return { org, actor: hostOf(orgId, todayIn(org, app.clock.now()).toString(), call.locale) }
}
