import { z } from 'zod'
import { member } from '#platform/org/records/member.ts'
import { action, pageOf, type RouteMeta, route } from '#platform/record/resource.ts'
import { id, instantSchema } from '#platform/record/schemas.ts'
import {
  type Accepting,
  apiKeyMade,
  apiKeyWire,
  code,
  type Done,
  done,
  type Ended,
  email,
  ended,
  type InviteMade,
  type InviteShown,
  type Me,
  me,
  newApiKey,
  nothing,
  ownChange,
  password,
  personName,
  type RecoveryCodes,
  recordId,
  recoveryCodes,
  sessionId,
  sessionWire,
  settingUp,
  signingIn,
  type TokenInput,
  type TwoFactorBegun,
  token,
  twoFactorBegun,
  twoFactorState,
} from './shapes.ts'

/** What screens name. */
export type {
  Accepting,
  ApiKeyMade,
  ApiKeyWire,
  InviteMade,
  InviteShown,
  Me,
  NewApiKey,
  OwnChange,
  SessionWire,
  SettingUp,
  SigningIn,
  Theme,
} from './shapes.ts'

const open = (scope: string, writes = true): RouteMeta => ({ may: 'public', writes, scope })
const own = (scope: string): RouteMeta => ({ may: 'everyone', writes: scope.endsWith(':write'), scope })

const session = {
  signIn: route({
    method: 'POST',
    path: '/session',
    tag: 'session',
    summary: 'Sign in',
    status: 201,
    meta: open('session:write'),
    input: signingIn,
    output: me,
  }),
  me: route({
    method: 'GET',
    path: '/session/me',
    tag: 'session',
    summary: 'Who am I, where, and what may I do',
    meta: own('session:read'),
    input: nothing,
    output: me,
  }),
  change: route({
    method: 'PATCH',
    path: '/session/me',
    tag: 'session',
    summary: 'Change my name, language, time zone, theme or density of lists',
    meta: own('session:write'),
    input: ownChange,
    output: me,
  }),
  useOrganisation: route<{ orgId: string }, Me>({
    method: 'POST',
    path: '/session/organisation',
    tag: 'session',
    summary: 'Go to another organisation of mine',
    meta: own('session:write'),
    input: () => z.strictObject({ orgId: id }),
    output: me,
  }),
  changePassword: route<{ oldPassword: string; newPassword: string }, Ended>({
    method: 'POST',
    path: '/session/password',
    tag: 'session',
    summary: 'Change my password; all other sessions end',
    meta: own('session:write'),
    input: () => z.strictObject({ oldPassword: password, newPassword: password }),
    output: ended,
  }),
  signOut: route({
    method: 'DELETE',
    path: '/session',
    tag: 'session',
    summary: 'Sign out',
    meta: own('session:write'),
    input: nothing,
    output: ended,
  }),
}

const sessions = {
  list: route({
    method: 'GET',
    path: '/sessions',
    tag: 'session',
    summary: 'Where I am signed in',
    meta: own('session:read'),
    input: nothing,
    output: () => pageOf(sessionWire()),
  }),
  end: route({
    method: 'DELETE',
    path: '/sessions/{id}',
    tag: 'session',
    summary: 'End one of my sessions',
    meta: own('session:write'),
    input: sessionId,
    output: ended,
  }),
  endOthers: route({
    method: 'DELETE',
    path: '/sessions',
    tag: 'session',
    summary: 'End all my sessions but this one',
    meta: own('session:write'),
    input: nothing,
    output: ended,
  }),
}

const twoFactor = {
  state: route({
    method: 'GET',
    path: '/session/two-factor',
    tag: 'session',
    summary: 'Whether my sign-in asks for a second step',
    meta: own('session:read'),
    input: nothing,
    output: twoFactorState,
  }),
  begin: route<{ password: string }, TwoFactorBegun>({
    method: 'POST',
    path: '/session/two-factor',
    tag: 'session',
    summary: 'A secret for my authenticator app, which asks for nothing until it is confirmed',
    meta: own('session:write'),
    input: () => z.strictObject({ password }),
    output: twoFactorBegun,
  }),
  confirm: route<{ code: string }, RecoveryCodes>({
    method: 'POST',
    path: '/session/two-factor/confirm',
    tag: 'session',
    summary: 'Turn the second step on with a first code; answers recovery codes, shown this once',
    meta: own('session:write'),
    input: () => z.strictObject({ code }),
    output: recoveryCodes,
  }),
  renewCodes: route<{ password: string }, RecoveryCodes>({
    method: 'POST',
    path: '/session/two-factor/recovery-codes',
    tag: 'session',
    summary: 'New recovery codes; those before them are good no more',
    meta: own('session:write'),
    input: () => z.strictObject({ password }),
    output: recoveryCodes,
  }),
  end: route<{ password: string }, Done>({
    method: 'POST',
    path: '/session/two-factor/off',
    tag: 'session',
    summary: 'Turn the second step off',
    meta: own('session:write'),
    input: () => z.strictObject({ password }),
    output: done,
  }),
}

const passwordResets = {
  ask: route<{ email: string }, Done>({
    method: 'POST',
    path: '/password-resets',
    tag: 'session',
    summary: 'Ask for a link to set a new password; answers alike for everybody',
    meta: open('session:write'),
    input: () => z.strictObject({ email }),
    output: done,
  }),
  use: route<TokenInput & { password: string }, Done>({
    method: 'POST',
    path: '/password-resets/{token}',
    tag: 'session',
    summary: 'Set a new password; all sessions end',
    meta: open('session:write'),
    input: () => z.strictObject({ token, password }),
    output: done,
  }),
}

const invites = {
  create: action<typeof member, object, InviteMade>(
    member,
    'invite',
    () => z.strictObject({ id }),
    () =>
      z.object({
        url: z.string(),
        expiresAt: instantSchema,
        mail: z.object({ to: z.string(), sent: z.boolean() }).nullable(),
      }),
  ),
  read: route<TokenInput, InviteShown>({
    method: 'GET',
    path: '/invites/{token}',
    tag: 'session',
    summary: 'What an invitation is for',
    meta: open('session:read', false),
    input: () => z.strictObject({ token }),
    output: () =>
      z.object({
        organisation: z.string(),
        member: z.string(),
        email: z.string().nullable(),
        hasAccount: z.boolean(),
        expiresAt: instantSchema,
      }),
  }),
  accept: route<Accepting, Me>({
    method: 'POST',
    path: '/invites/{token}',
    tag: 'session',
    summary: 'Accept an invitation with a new account or an existing one',
    status: 201,
    meta: open('session:write'),
    input: () =>
      z.strictObject({ token, email: email.optional(), name: personName.optional(), password, code: code.optional() }),
    output: me,
  }),
  link: route<TokenInput, Me>({
    method: 'POST',
    path: '/invites/{token}/link',
    tag: 'session',
    summary: 'Accept an invitation as the one who is signed in',
    status: 201,
    meta: own('session:write'),
    input: () => z.strictObject({ token }),
    output: me,
  }),
}

const apiKeys = {
  list: route({
    method: 'GET',
    path: '/api-keys',
    tag: 'api-keys',
    summary: 'My API keys; for admins everybody’s',
    meta: own('api-keys:read'),
    input: nothing,
    output: () => pageOf(apiKeyWire()),
  }),
  create: route({
    method: 'POST',
    path: '/api-keys',
    tag: 'api-keys',
    summary: 'Make an API key, which is shown this once',
    status: 201,
    meta: own('api-keys:write'),
    input: newApiKey,
    output: apiKeyMade,
  }),
  revoke: route({
    method: 'DELETE',
    path: '/api-keys/{id}',
    tag: 'api-keys',
    summary: 'Revoke an API key',
    meta: own('api-keys:write'),
    input: recordId,
    output: apiKeyWire,
  }),
}

/** An organisation that is offered to another member. */
export interface OwnershipOffer {
  readonly fromName: string
  readonly toName: string
  readonly isToMe: boolean
  readonly expiresAt: string
}
export interface OwnershipState {
  /** Null where none is open, or it is not for the caller to know. */
  readonly offer: OwnershipOffer | null
}
const ownershipState = (): z.ZodType<OwnershipState, OwnershipState> =>
  z.object({
    offer: z
      .object({ fromName: z.string(), toName: z.string(), isToMe: z.boolean(), expiresAt: instantSchema })
      .nullable(),
  })
export interface Confirming {
  readonly password: string
  /** Where the caller's sign-in asks for a second step. */
  readonly code?: string
}
const ownership = {
  state: route<Record<never, never>, OwnershipState>({
    method: 'GET',
    path: '/organisation/ownership',
    tag: 'organisation',
    summary: 'Whether the organisation is offered to another owner; told to both',
    meta: own('organisation:read'),
    input: () => z.strictObject({}),
    output: ownershipState,
  }),
  offer: route<Confirming & { readonly memberId: string }, OwnershipState>({
    method: 'POST',
    path: '/organisation/ownership/offer',
    tag: 'organisation',
    summary: 'Offer the organisation to another member, for seven days',
    meta: own('organisation:write'),
    input: () => z.strictObject({ memberId: id, password, code: code.optional() }),
    output: ownershipState,
  }),
  accept: route<Confirming, OwnershipState>({
    method: 'POST',
    path: '/organisation/ownership/accept',
    tag: 'organisation',
    summary: 'Take the organisation over; its owner becomes an admin',
    meta: own('organisation:write'),
    input: () => z.strictObject({ password, code: code.optional() }),
    output: ownershipState,
  }),
  end: route<Record<never, never>, OwnershipState>({
    method: 'POST',
    path: '/organisation/ownership/end',
    tag: 'organisation',
    summary: 'Decline the offer, or take it back',
    meta: own('organisation:write'),
    input: () => z.strictObject({}),
    output: ownershipState,
  }),
}

/** Signing in, in the order in which a user meets it. */
export const auth = {
  setUp: {
    state: route<object, { needed: boolean }>({
      method: 'GET',
      path: '/setup',
      tag: 'session',
      summary: 'Whether this installation waits to be set up',
      meta: open('session:read', false),
      input: nothing,
      output: () => z.object({ needed: z.boolean() }),
    }),
    run: route({
      method: 'POST',
      path: '/setup',
      tag: 'session',
      summary: 'Set up the first organisation and sign in as its owner',
      status: 201,
      meta: open('session:write'),
      input: settingUp,
      output: me,
    }),
  },
  session,
  sessions,
  twoFactor,
  ownership,
  passwordResets,
  invites,
  apiKeys,
}
