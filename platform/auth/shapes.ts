import { z } from 'zod'
import { type Role, roles, type Scope } from '#platform/record/record.ts'
import type { IdInput } from '#platform/record/resource.ts'
import { dayText, id, instantSchema } from '#platform/record/schemas.ts'

export const locales = ['zh-CN', 'en'] as const
export const themes = ['light', 'dark', 'auto'] as const
export type Theme = (typeof themes)[number]
/** How close the rows of lists stand. */
export const densities = ['comfortable', 'compact'] as const
export type Density = (typeof densities)[number]

export const email = z.email().max(320)
export const password = z.string().min(1).max(1000)
export const personName = z.string().trim().min(1).max(200)
/** Six digits, or a recovery code; spaces and dashes count for nothing. */
export const code = z.string().trim().min(1).max(40)
export const token = z.string().min(1).max(200)
const zone = z.string().min(1).max(64)

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
    readonly density: Density
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
    /** A sample organisation: of those who made it, or open to anybody. */
    readonly sample: 'own' | 'open' | null
  }
  /** Today in the organisation's reporting zone. */
  readonly today: string
  readonly organisations: readonly { readonly id: string; readonly slug: string; readonly name: string }[]
  /** `deal.win` → the rows that it reaches; what may not be done is not named. */
  readonly may: { readonly [permission: string]: Scope }
}
export const me = (): z.ZodType<Me, Me> =>
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
      density: z.enum(densities),
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
      sample: z.enum(['own', 'open']).nullable(),
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
export const settingUp = (): z.ZodType<SettingUp, SettingUp> =>
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
  /** Of the authenticator app, or a recovery code, where the person has turned that on. */
  readonly code?: string
  /** Id or slug; the first of one's own where it is not given. */
  readonly organisation?: string
}
export const signingIn = (): z.ZodType<SigningIn, SigningIn> =>
  z.strictObject({
    email: z.string().trim().min(1).max(320),
    password,
    code: code.optional(),
    organisation: z.string().min(1).max(64).optional(),
  })

export interface OwnChange {
  readonly name?: string
  readonly locale?: (typeof locales)[number] | null
  readonly timeZone?: string | null
  readonly theme?: Theme
  readonly density?: Density
}
export const ownChange = (): z.ZodType<OwnChange, OwnChange> =>
  z.strictObject({
    name: personName.optional(),
    locale: z.enum(locales).nullable().optional(),
    timeZone: zone.nullable().optional(),
    theme: z.enum(themes).optional(),
    density: z.enum(densities).optional(),
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
export const sessionWire = (): z.ZodType<SessionWire, SessionWire> =>
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
  /** Where it was mailed to as well; null where no mail server is set or the seat has no e-mail. */
  readonly mail: { readonly to: string; readonly sent: boolean } | null
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
  /** The second step of an account that asks for one. */
  readonly code?: string
}

export interface TwoFactorState {
  /** Null while it is off. */
  readonly since: string | null
  /** Recovery codes that were not used. */
  readonly codesLeft: number
}
export const twoFactorState = (): z.ZodType<TwoFactorState, TwoFactorState> =>
  z.object({ since: instantSchema.nullable(), codesLeft: z.int() })
export interface TwoFactorBegun {
  /** Base32, to be typed where no QR code can be read. */
  readonly secret: string
  /** `otpauth://…`, what the QR code says. */
  readonly uri: string
}
export const twoFactorBegun = (): z.ZodType<TwoFactorBegun, TwoFactorBegun> =>
  z.object({ secret: z.string(), uri: z.string() })
export interface RecoveryCodes {
  /** Shown this once; each is good once. */
  readonly codes: readonly string[]
}
export const recoveryCodes = (): z.ZodType<RecoveryCodes, RecoveryCodes> => z.object({ codes: z.array(z.string()) })

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
export const apiKeyWire = (): z.ZodType<ApiKeyWire, ApiKeyWire> => z.object(apiKeyShape)
export const apiKeyMade = (): z.ZodType<ApiKeyMade, ApiKeyMade> => z.object({ ...apiKeyShape, key: z.string() })

export const keyDaysMax = 366
export interface NewApiKey {
  readonly name: string
  /** `*` for all, else `deals:read`, `deals:write` … */
  readonly scopes: readonly string[]
  readonly days: number
}
export const newApiKey = (): z.ZodType<NewApiKey, NewApiKey> =>
  z.strictObject({
    name: personName,
    scopes: z
      .array(z.string().regex(/^(\*|[a-z][a-z0-9-]*:(read|write))$/))
      .min(1)
      .max(100),
    days: z.int().min(1).max(keyDaysMax),
  })

export interface Done {
  readonly done: true
}
export const done = (): z.ZodType<Done, Done> => z.object({ done: z.literal(true) })
export interface Ended {
  /** Sessions that were ended. */
  readonly ended: number
}
export const ended = (): z.ZodType<Ended, Ended> => z.object({ ended: z.int() })
export interface TokenInput {
  readonly token: string
}
export const nothing = () => z.strictObject({})
export const sessionId = (): z.ZodType<IdInput, IdInput> => z.strictObject({ id: z.string().max(64) })
export const recordId = (): z.ZodType<IdInput, IdInput> => z.strictObject({ id })
