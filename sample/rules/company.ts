import type { WorkCalendar } from '#ledger/rules/workCalendar.ts'

// A company as the generator makes it: plain values, so that the same seed gives the same bytes. Records name one another
// by keys (`rep3`, `deal812`); days are texts, amounts whole minor units of their currency.

export interface Asked {
  readonly seed: string
  /** The first day that nothing has happened on yet, in the organisation's zone. */
  readonly today: Temporal.PlainDate
  readonly language: 'zh-CN' | 'en'
  /** 1 is the full size; 0.02 has every person and story, and few of everything else. */
  readonly scale: number
  /** The national calendars that come with the product. */
  readonly calendars: { readonly [key in 'CN' | 'US']: WorkCalendar }
}

export interface Company {
  readonly organisation: { readonly name: string; readonly currency: string; readonly timeZone: string }
  readonly sites: readonly SiteLine[]
  readonly members: readonly MemberLine[]
  readonly teams: readonly TeamLine[]
  readonly products: readonly ProductLine[]
  readonly ramp: RampLine
  /** In order; every day from the first on which something happened to the one before `today`. */
  readonly days: readonly DayLines[]
  readonly stories: Stories
}

export interface SiteLine {
  readonly key: string
  readonly name: string
  readonly calendar: 'CN' | 'US' | null
  readonly timeZone: string
  readonly holidays: readonly { readonly on: string; readonly name: string }[]
}
export interface MemberLine {
  readonly key: string
  readonly name: string
  readonly email: string | null
  readonly title: string
  readonly role: 'owner' | 'ops' | 'payroll' | 'hr' | 'manager' | 'rep' | 'trainer'
  readonly vacant: boolean
  readonly site: string
  readonly team: string
  readonly manager: string | null
  readonly timeZone: string
  readonly employedFrom: string | null
}
export interface TeamLine {
  readonly key: string
  readonly name: string
  readonly parent: string | null
  readonly manager: string
  readonly region: string | null
}
export interface ProductLine {
  readonly key: string
  readonly code: string
  readonly name: string
  readonly category: string
  readonly price: number
  readonly cost: number
}
/** What was written down on one day. */
export interface DayLines {
  readonly on: string
  readonly rates: readonly { readonly from: string; readonly rate: string }[]
  readonly prices: readonly { readonly product: string; readonly price: number }[]
  readonly leave: readonly { readonly member: string; readonly on: string; readonly reason: string }[]
  readonly accounts: readonly AccountLine[]
  readonly contacts: readonly ContactLine[]
  readonly moves: readonly MoveLine[]
  readonly activities: readonly ActivityLine[]
  readonly goals: readonly GoalLine[]
}
/** For those who begin on its day or later. */
export interface RampLine {
  readonly name: string
  readonly startsFrom: string
  readonly shares: string
}
/** What was said about one target on one day. Money in minor units of the organisation's currency, counts as they are. */
export type GoalLine = { readonly target: string; readonly by: string } & (
  | {
      readonly move: 'set'
      readonly metric: string
      readonly period: string
      /** With neither it is the organisation's. */
      readonly member: string | null
      readonly team: string | null
      readonly amount: number
      readonly stretch: number | null
      readonly challenge: number | null
    }
  | { readonly move: 'accept' }
  | { readonly move: 'decline'; readonly reason: string }
  | { readonly move: 'change'; readonly from: string; readonly amount: number; readonly reason: string }
)
export interface AccountLine {
  readonly key: string
  readonly name: string
  readonly parent: string | null
  readonly owner: string
  readonly domain: string
  readonly industry: string
  readonly segment: string
  readonly location: string
  readonly phone: string
  readonly foundedYear: number
  readonly employees: number
}
export interface ContactLine {
  readonly key: string
  readonly name: string
  readonly account: string
  readonly owner: string
  readonly email: string
  readonly phone: string
  readonly title: string
}
/** What happened to one deal on one day. */
export type MoveLine =
  | {
      readonly move: 'open'
      readonly deal: string
      readonly name: string
      readonly account: string
      readonly contact: string
      readonly product: string
      readonly owner: string
      readonly amount: number
      readonly currency: string
      readonly closesOn: string
      readonly source: string
      readonly nextStep: string | null
    }
  | {
      readonly move: 'change'
      readonly deal: string
      /** Its place in the pipeline. */
      readonly stage?: number
      readonly worth?: { readonly amount: number; readonly currency: string }
      readonly closesOn?: string
      readonly nextStep?: string | null
    }
  | {
      readonly move: 'win'
      readonly deal: string
      /** Who is credited, in hundredths, where not the owner alone. */
      readonly split: readonly { readonly member: string; readonly percent: number }[] | null
    }
  | {
      readonly move: 'lose'
      readonly deal: string
      /** Its place among the reasons that an organisation starts with. */
      readonly reason: number
      readonly competitor: string | null
    }
  | { readonly move: 'reopen' | 'cancel'; readonly deal: string }
export interface ActivityLine {
  readonly kind: 'call' | 'email' | 'meeting' | 'visit' | 'message' | 'note'
  readonly subject: string
  /** RFC 3339. */
  readonly at: string
  readonly owner: string
  readonly account: string
  readonly contact: string | null
  readonly deal: string | null
  readonly outcome: string | null
  readonly connected: boolean | null
  readonly minutes: number | null
  readonly repliedAt: string | null
  readonly participant: string | null
}
/** Keys of whom and what the stories are about; docs/sample.md tells them. */
export interface Stories {
  readonly star: string
  readonly behind: string
  readonly newcomer: string
  readonly away: string
  readonly manager: string
  readonly slippingTeam: string
  readonly dearerProduct: string
  readonly dealWithoutNextStep: string
  readonly neglectedAccount: string
}
