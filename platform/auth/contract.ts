import { z } from 'zod'
import { member } from '#platform/org/records/member.ts'
import { type Role, roles, type Scope } from '#platform/record/record.ts'
import { action, type IdInput, pageOf, type RouteMeta, route } from '#platform/record/resource.ts'
import { dayText, id, instantSchema } from '#platform/record/schemas.ts'

export const locales = ['zh-CN', 'en'] as const
export const themes = ['light', 'dark', 'auto'] as const
export type Theme = (typeof themes)[number]

const email = z.email().max(320)
const password = z.string().min(1).max(1000)
const personName = z.string().trim().min(1).max(200)
const token = z.string().min(1).max(200)
const zone = z.string().min(1).max(64)

const open = (scope: string, writes = true): RouteMeta => ({ may: 'public', writes, scope })
const own = (scope: string): RouteMeta => ({ may: 'everyone', writes: scope.endsWith(':write'), scope })

/** What a screen knows of the person who is signed in, and in which organisation they are. */
export interface Me {
  /** Null for an API key of a member who is not a user. */
  readonly user: { readonly id: string; readonly name: string; readonly email: string } | null
  readonly member: {
    readonly id: string
    readonly name: string
    readonly role: Role
    readonly email: string | null
    readonly locale: string | null
    readonly timeZone: string | null
    readonly theme: Theme
  }
  readonly org: {
    readonly id: string
    readonly slug: string
    readonly name: string
    readonly currency: string
    readonly timeZone: string
    readonly locale: string
    readonly fiscalStartMonth: number
    readonly fiscalNaming: 'ends' | 'starts'
    readonly weekStart: number
    readonly pattern: 'months' | '4-4-5' | '4-5-4' | '5-4-4'
    readonly yearAnchor: 'nearest' | 'last'
  }
  /** Today in the organisation's reporting zone. */
  readonly today: string
  readonly organisations: readonly { readonly id: string; readonly slug: string; readonly name: string }[]
  /** `deal.win` → the rows that it reaches; what may not be done is not named. */
  readonly may: { readonly [permission: string]: Scope }
}
const me = (): z.ZodType<Me, Me> =>
  z.object({
    user: z.object({ id: z.string(), name: z.string(), email: z.string() }).nullable(),
    member: z.object({
      id,
      name: z.string(),
      role: z.enum(roles),
      email: z.string().nullable(),
      locale: z.string().nullable(),
      timeZone: z.string().nullable(),
      theme: z.enum(themes),
    }),
    org: z.object({
      id,
      slug: z.string(),
      name: z.string(),
      currency: z.string(),
      timeZone: z.string(),
      locale: z.string(),
      fiscalStartMonth: z.int(),
      fiscalNaming: z.enum(['ends', 'starts']),
      weekStart: z.int(),
      pattern: z.enum(['months', '4-4-5', '4-5-4', '5-4-4']),
      yearAnchor: z.enum(['nearest', 'last']),
    }),
    today: dayText,
    organisations: z.array(z.object({ id, slug: z.string(), name: z.string() })),
    may: z.record(z.string(), z.enum(['own', 'team', 'line', 'all'])),
  })

export interface SettingUp {
  /** From the address that `farsail start` printed. */
  readonly token: string
  readonly organisationName: string
  /** Made from the name where it is not given. */
  readonly slug?: string
  readonly name: string
  readonly email: string
  readonly password: string
  readonly locale: (typeof locales)[number]
  readonly timeZone: string
  readonly currency: string
  readonly fiscalStartMonth?: number
}
const settingUp = (): z.ZodType<SettingUp, SettingUp> =>
  z.strictObject({
    token,
    organisationName: z.string().trim().min(1).max(300),
    slug: z.string().max(63).optional(),
    name: personName,
    email,
    password,
    locale: z.enum(locales),
    timeZone: zone,
    currency: z.string().max(3),
    fiscalStartMonth: z.int().min(1).max(12).optional(),
  })

export interface SigningIn {
  readonly email: string
  readonly password: string
  /** Id or slug; the first of one's own where it is not given. */
  readonly organisation?: string
}
const signingIn = (): z.ZodType<SigningIn, SigningIn> =>
  z.strictObject({ email: z.string().trim().min(1).max(320), password, organisation: z.string().min(1).max(64).optional() })

export interface OwnChange {
  readonly name?: string
  readonly locale?: (typeof locales)[number] | null
  readonly timeZone?: string | null
  readonly theme?: Theme
}
const ownChange = (): z.ZodType<OwnChange, OwnChange> =>
  z.strictObject({
    name: personName.optional(),
    locale: z.enum(locales).nullable().optional(),
    timeZone: zone.nullable().optional(),
    theme: z.enum(themes).optional(),
  })

export interface SessionWire {
  readonly id: string
  readonly createdAt: string
  /** To the hour. */
  readonly seenAt: string | null
  readonly expiresAt: string
  readonly address: string | null
  /** What the browser or program calls itself. */
  readonly device: string | null
  readonly current: boolean
}
const sessionWire = (): z.ZodType<SessionWire, SessionWire> =>
  z.object({
    id: z.string(),
    createdAt: instantSchema,
    seenAt: instantSchema.nullable(),
    expiresAt: instantSchema,
    address: z.string().nullable(),
    device: z.string().nullable(),
    current: z.boolean(),
  })

export interface InviteMade {
  /** Shown once. */
  readonly url: string
  readonly expiresAt: string
}
export interface InviteShown {
  readonly organisation: string
  readonly member: string
  readonly email: string | null
  /** Somebody signs in with this e-mail already: their password is asked for, not a new one. */
  readonly hasAccount: boolean
  readonly expiresAt: string
}
export interface Accepting {
  readonly token: string
  readonly email?: string
  readonly name?: string
  readonly password: string
}

export interface ApiKeyWire {
  readonly id: string
  readonly memberId: string
  readonly memberName: string
  readonly name: string
  readonly scopes: readonly string[]
  readonly createdAt: string
  readonly expiresAt: string
  readonly revokedAt: string | null
  /** To the hour. */
  readonly lastUsedAt: string | null
}
export interface ApiKeyMade extends ApiKeyWire {
  /** Shown this once. */
  readonly key: string
}
const apiKeyShape = {
  id,
  memberId: id,
  memberName: z.string(),
  name: z.string(),
  scopes: z.array(z.string()),
  createdAt: instantSchema,
  expiresAt: instantSchema,
  revokedAt: instantSchema.nullable(),
  lastUsedAt: instantSchema.nullable(),
}
const apiKeyWire = (): z.ZodType<ApiKeyWire, ApiKeyWire> => z.object(apiKeyShape)
const apiKeyMade = (): z.ZodType<ApiKeyMade, ApiKeyMade> => z.object({ ...apiKeyShape, key: z.string() })

export const keyDaysMax = 366
export interface NewApiKey {
  readonly name: string
  /** `*` for all, else `deals:read`, `deals:write` … */
  readonly scopes: readonly string[]
  readonly days: number
}
const newApiKey = (): z.ZodType<NewApiKey, NewApiKey> =>
  z.strictObject({
    name: personName,
    scopes: z.array(z.string().regex(/^(\*|[a-z][a-z0-9-]*:(read|write))$/)).min(1).max(100),
    days: z.int().min(1).max(keyDaysMax),
  })

interface Done {
  readonly done: true
}
const done = (): z.ZodType<Done, Done> => z.object({ done: z.literal(true) })
interface Ended {
  /** Sessions that were ended. */
  readonly ended: number
}
const ended = (): z.ZodType<Ended, Ended> => z.object({ ended: z.int() })
interface TokenInput {
  readonly token: string
}
const nothing = () => z.strictObject({})
const sessionId = (): z.ZodType<IdInput, IdInput> => z.strictObject({ id: z.string().max(64) })
const recordId = (): z.ZodType<IdInput, IdInput> => z.strictObject({ id })

const session = {
  signIn: route({
    method: 'POST', path: '/session', tag: 'session', summary: 'Sign in', status: 201, meta: open('session:write'),
    input: signingIn, output: me,
  }),
  me: route({
    method: 'GET', path: '/session/me', tag: 'session', summary: 'Who am I, where, and what may I do', meta: own('session:read'),
    input: nothing, output: me,
  }),
  change: route({
    method: 'PATCH', path: '/session/me', tag: 'session', summary: 'Change my name, language, time zone or theme',
    meta: own('session:write'), input: ownChange, output: me,
  }),
  useOrganisation: route<{ orgId: string }, Me>({
    method: 'POST', path: '/session/organisation', tag: 'session', summary: 'Go to another organisation of mine',
    meta: own('session:write'), input: () => z.strictObject({ orgId: id }), output: me,
  }),
  changePassword: route<{ oldPassword: string; newPassword: string }, Ended>({
    method: 'POST', path: '/session/password', tag: 'session', summary: 'Change my password; all other sessions end',
    meta: own('session:write'), input: () => z.strictObject({ oldPassword: password, newPassword: password }), output: ended,
  }),
  signOut: route({
    method: 'DELETE', path: '/session', tag: 'session', summary: 'Sign out', meta: own('session:write'), input: nothing, output: ended,
  }),
}

const sessions = {
  list: route({
    method: 'GET', path: '/sessions', tag: 'session', summary: 'Where I am signed in', meta: own('session:read'),
    input: nothing, output: () => pageOf(sessionWire()),
  }),
  end: route({
    method: 'DELETE', path: '/sessions/{id}', tag: 'session', summary: 'End one of my sessions', meta: own('session:write'),
    input: sessionId, output: ended,
  }),
  endOthers: route({
    method: 'DELETE', path: '/sessions', tag: 'session', summary: 'End all my sessions but this one', meta: own('session:write'),
    input: nothing, output: ended,
  }),
}

const passwordResets = {
  ask: route<{ email: string }, Done>({
    method: 'POST', path: '/password-resets', tag: 'session', summary: 'Ask for a link to set a new password; answers alike for everybody',
    meta: open('session:write'), input: () => z.strictObject({ email }), output: done,
  }),
  use: route<TokenInput & { password: string }, Done>({
    method: 'POST', path: '/password-resets/{token}', tag: 'session', summary: 'Set a new password; all sessions end',
    meta: open('session:write'), input: () => z.strictObject({ token, password }), output: done,
  }),
}

const invites = {
  create: action<typeof member, object, InviteMade>(
    member,
    'invite',
    () => z.strictObject({ id }),
    () => z.object({ url: z.string(), expiresAt: instantSchema }),
  ),
  read: route<TokenInput, InviteShown>({
    method: 'GET', path: '/invites/{token}', tag: 'session', summary: 'What an invitation is for', meta: open('session:read', false),
    input: () => z.strictObject({ token }),
    output: () =>
      z.object({
        organisation: z.string(), member: z.string(), email: z.string().nullable(), hasAccount: z.boolean(), expiresAt: instantSchema,
      }),
  }),
  accept: route<Accepting, Me>({
    method: 'POST', path: '/invites/{token}', tag: 'session', summary: 'Accept an invitation with a new account or an existing one',
    status: 201, meta: open('session:write'),
    input: () => z.strictObject({ token, email: email.optional(), name: personName.optional(), password }),
    output: me,
  }),
  link: route<TokenInput, Me>({
    method: 'POST', path: '/invites/{token}/link', tag: 'session', summary: 'Accept an invitation as the one who is signed in',
    status: 201, meta: own('session:write'), input: () => z.strictObject({ token }), output: me,
  }),
}

const apiKeys = {
  list: route({
    method: 'GET', path: '/api-keys', tag: 'api-keys', summary: 'My API keys; for admins everybody’s', meta: own('api-keys:read'),
    input: nothing, output: () => pageOf(apiKeyWire()),
  }),
  create: route({
    method: 'POST', path: '/api-keys', tag: 'api-keys', summary: 'Make an API key, which is shown this once', status: 201,
    meta: own('api-keys:write'), input: newApiKey, output: apiKeyMade,
  }),
  revoke: route({
    method: 'DELETE', path: '/api-keys/{id}', tag: 'api-keys', summary: 'Revoke an API key', meta: own('api-keys:write'),
    input: recordId, output: apiKeyWire,
  }),
}

/** Signing in, in the order in which a user meets it. */
export const auth = {
  setUp: {
    state: route<object, { needed: boolean }>({
      method: 'GET', path: '/setup', tag: 'session', summary: 'Whether this installation waits to be set up', meta: open('session:read', false),
      input: nothing, output: () => z.object({ needed: z.boolean() }),
    }),
    run: route({
      method: 'POST', path: '/setup', tag: 'session', summary: 'Set up the first organisation and sign in as its owner', status: 201,
      meta: open('session:write'), input: settingUp, output: me,
    }),
  },
  session,
  sessions,
  passwordResets,
  invites,
  apiKeys,
}
