import type { App } from '#platform/config/context.ts'
import { newId } from '#platform/config/context.ts'
import { passwordMax } from '../rules/password.ts'
import { signatureOf } from './keyText.ts'
import { sessionDays } from './sessionCookie.ts'

export type Library = Awaited<ReturnType<typeof make>>
const made = new WeakMap<App, Promise<Library>>()

/**
 * better-auth: users, passwords (scrypt) and the making of sessions. Half a second and 20 MB to load, so it comes with the
 * first sign-in; no other request needs it.
 */
export function libraryOf(app: App): Promise<Library> {
  const known = made.get(app) ?? make(app)
  made.set(app, known)
  return known
}

async function make(app: App) {
  const { betterAuth } = await import('better-auth')
  return betterAuth(optionsFor(app))
}

/** The library's names are camel case, ours are not; migration 0005 has the tables. */
export function optionsFor(app: App) {
  const times = { createdAt: 'created_at', updatedAt: 'updated_at' }
  const instant = (millisecondsAhead = 0) => new Date(app.clock.now().epochMilliseconds + millisecondsAhead)
  return {
    appName: 'Farsail',
    // never called by address: its own routes are not mounted
    baseURL: 'http://localhost',
    secret: signatureOf(app, 'better-auth', ''),
    database: { db: app.db.outside, type: 'postgres' as const, schemaName: 'auth', transaction: true },
    emailAndPassword: { enabled: true, minPasswordLength: 1, maxPasswordLength: passwordMax * 2 },
    user: { fields: { ...times, emailVerified: 'email_verified' } },
    session: {
      expiresIn: sessionDays * 86_400,
      fields: {
        ...times,
        userId: 'user_id',
        expiresAt: 'expires_at',
        ipAddress: 'ip_address',
        userAgent: 'user_agent',
      },
    },
    account: {
      fields: {
        ...times,
        userId: 'user_id',
        accountId: 'account_id',
        providerId: 'provider_id',
        accessToken: 'access_token',
        refreshToken: 'refresh_token',
        idToken: 'id_token',
        accessTokenExpiresAt: 'access_token_expires_at',
        refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { fields: { ...times, expiresAt: 'expires_at' } },
    advanced: { database: { generateId: () => newId(), validateSchema: false } },
    databaseHooks: {
      session: {
        create: {
          // the application's clock, which tests set; who and where is noted when the session is first used
          before: async () => ({
            data: {
              createdAt: instant(),
              expiresAt: instant(sessionDays * 86_400_000),
              ipAddress: null,
              userAgent: null,
            },
          }),
        },
      },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
    rateLimit: { enabled: false },
  }
}
