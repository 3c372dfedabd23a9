import { z } from 'zod'
import { locales, type Me, me } from '#platform/auth/shapes.ts'
import { type RouteMeta, route } from '#platform/record/resource.ts'
import { id } from '#platform/record/schemas.ts'

export const seatRoles = ['rep', 'manager', 'ops', 'owner'] as const
export type SeatRole = (typeof seatRoles)[number]

/** Through whose eyes a visitor may look. */
export interface Seat {
  readonly as: SeatRole
  readonly memberId: string
  readonly name: string
  readonly title: string | null
}
export interface SampleState {
  readonly seats: readonly Seat[]
  /** How far the filling is, in days of history; null once it is done. */
  readonly filling: {
    readonly state: 'waiting' | 'running' | 'failed' | 'cancelled'
    readonly done: number
    readonly total: number | null
  } | null
}
interface Language {
  readonly locale: (typeof locales)[number]
}
export interface SettingUpSample extends Language {
  /** From the address that `farsail start` printed. */
  readonly token: string
}
export interface Entering {
  readonly as: SeatRole
}
export interface Seeing {
  readonly memberId: string
}
export interface Door {
  /** Empty where the installation has no open sample. */
  readonly seats: readonly Seat[]
}
export interface Removed {
  /** Rows of all tables. */
  readonly removed: number
  /** Whether another organisation of the visitor's own is open now. */
  readonly isElsewhere: boolean
}

const open = (scope: string): RouteMeta => ({ may: 'public', writes: scope.endsWith(':write'), scope })
const everyone = (scope: string): RouteMeta => ({ may: 'everyone', writes: scope.endsWith(':write'), scope })
const nothing = () => z.strictObject({})
const seat = z.object({
  as: z.enum(seatRoles),
  memberId: id,
  name: z.string(),
  title: z.string().nullable(),
})
const language = { locale: z.enum(locales) }

/** The sample company: made, looked at through other people's eyes, removed. */
export const sample = {
  sample: {
    door: route<object, Door>({
      method: 'GET',
      path: '/sample/door',
      tag: 'sample',
      summary: 'Through whose eyes anybody may look at the sample of this installation',
      meta: open('sample:read'),
      input: nothing,
      output: () => z.object({ seats: z.array(seat) }),
    }),
    enter: route<Entering, Me>({
      method: 'POST',
      path: '/sample/enter',
      tag: 'sample',
      summary: 'Look at the open sample of this installation',
      status: 201,
      meta: open('sample:write'),
      input: () => z.strictObject({ as: z.enum(seatRoles) }),
      output: me,
    }),
    setUp: route<SettingUpSample, Me>({
      method: 'POST',
      path: '/sample/set-up',
      tag: 'sample',
      summary: 'Look at a sample before the installation is set up',
      status: 201,
      meta: open('sample:write'),
      input: () => z.strictObject({ ...language, token: z.string().min(1).max(200) }),
      output: me,
    }),
    create: route<Language, Me>({
      method: 'POST',
      path: '/sample',
      tag: 'sample',
      summary: 'Make a sample of my own, or go to the one that I have',
      meta: { may: {}, writes: true, scope: 'sample:write' },
      input: () => z.strictObject(language),
      output: me,
    }),
    state: route<object, SampleState>({
      method: 'GET',
      path: '/sample',
      tag: 'sample',
      summary: 'Through whose eyes I may look at this sample, and how far it is filled',
      meta: everyone('sample:read'),
      input: nothing,
      output: () =>
        z.object({
          seats: z.array(seat),
          filling: z
            .object({
              state: z.enum(['waiting', 'running', 'failed', 'cancelled']),
              done: z.int(),
              total: z.int().nullable(),
            })
            .nullable(),
        }),
    }),
    see: route<Seeing, Me>({
      method: 'POST',
      path: '/sample/see',
      tag: 'sample',
      summary: 'Look at this sample through the eyes of one of its people',
      meta: everyone('sample:write'),
      input: () => z.strictObject({ memberId: id }),
      output: me,
    }),
    remove: route<object, Removed>({
      method: 'POST',
      path: '/sample/remove',
      tag: 'sample',
      summary: 'Remove this sample with everything in it',
      meta: everyone('sample:write'),
      input: nothing,
      output: () => z.object({ removed: z.int(), isElsewhere: z.boolean() }),
    }),
  },
}
