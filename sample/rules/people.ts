import type { WorkCalendar } from '#ledger/rules/workCalendar.ts'
import type { Asked, DayLines, MemberLine, SiteLine, TeamLine } from './company.ts'
import type { Working } from './days.ts'
import { randomOf } from './random.ts'
import type { Person, Region, Words } from './words.ts'

/** Who sells, and how well: what the deals of a rep come out as. */
export interface Rep {
  readonly key: string
  readonly region: Region
  readonly manager: string
  readonly from: Temporal.PlainDate
  /** 1 is an ordinary rep. */
  readonly skill: number
  readonly pace: number
  readonly working: Working
}
export interface People {
  readonly sites: readonly SiteLine[]
  readonly teams: readonly TeamLine[]
  readonly members: readonly MemberLine[]
  readonly reps: readonly Rep[]
  readonly leave: DayLines['leave']
}

const historyMonths = 18
export const firstDayOf = (today: Temporal.PlainDate) => today.subtract({ months: historyMonths }).with({ day: 1 })
/** Roles in the stories, by region and place among its reps. */
export const cast = { star: 'rep1-1', behind: 'rep1-2', newcomer: 'rep1-3', away: 'rep1-4' } as const
export const slippingRegion = 3

export function peopleOf(asked: Asked, words: Words): People {
  const since = firstDayOf(asked.today).subtract({ years: 1 })
  const sites = words.regions.map((region, i) => siteOf(region, i, asked))
  const root = { key: 'team0', name: words.root, parent: null, manager: 'owner', region: null }
  const teams = words.regions.map((region, i) => ({
    key: `team${i + 1}`,
    name: region.team,
    parent: 'team0',
    manager: `manager${i + 1}`,
    region: region.team,
  }))
  const leave = leaveOf(asked, words)
  const memberOf = (person: Person, region: number, given: Partial<MemberLine> & Pick<MemberLine, 'key' | 'role'>) => ({
    name: person.name,
    email: `${person.mail}@haiyue.example`,
    title: person.title,
    vacant: false,
    site: `site${region}`,
    team: `team${region}`,
    manager: `manager${region}`,
    timeZone: words.regions[region - 1]?.timeZone ?? words.timeZone,
    employedFrom: since.toString(),
    ...given,
  })
  const office = (['ops', 'hr', 'trainer', 'payroll'] as const).map((role) =>
    memberOf(words.office[role], 1, { key: role, role, team: 'team0', manager: 'owner' }),
  )
  const managers = words.regions.map(({ manager }, i) =>
    memberOf(manager, i + 1, { key: `manager${i + 1}`, role: 'manager', manager: 'owner' }),
  )
  const joinedOn = (key: string) =>
    key === cast.newcomer ? asked.today.subtract({ months: 2 }).with({ day: 1 }) : since
  const sellers = words.regions.flatMap((region, i) =>
    region.reps.map((person, j) => {
      const key = `rep${i + 1}-${j + 1}`
      return memberOf(person, i + 1, { key, role: 'rep', employedFrom: joinedOn(key).toString() })
    }),
  )
  const seat = memberOf(words.vacant, 3, { key: 'seat', role: 'rep', vacant: true, email: null, employedFrom: null })
  const owner = memberOf(words.office.owner, 1, { key: 'owner', role: 'owner', team: 'team0', manager: null })
  const reps = words.regions.flatMap((region, i) =>
    region.reps.map((_, j) => repOf(asked, region, i + 1, j + 1, joinedOn(`rep${i + 1}-${j + 1}`), leave)),
  )
  return { sites, teams: [root, ...teams], members: [owner, ...office, ...managers, ...sellers, seat], reps, leave }
}

function siteOf(region: Region, index: number, { today }: Asked): SiteLine {
  const years = [-2, -1, 0, 1].map((add) => today.year + add)
  const holidays = years.flatMap((year) => region.holidays.map(([day, name]) => ({ on: `${year}-${day}`, name })))
  const { site: name, calendar, timeZone } = region
  return { key: `site${index + 1}`, name, calendar, timeZone, holidays }
}

function repOf(
  asked: Asked,
  region: Region,
  place: number,
  nth: number,
  joined: Temporal.PlainDate,
  leave: DayLines['leave'],
): Rep {
  const key = `rep${place}-${nth}`
  const random = randomOf(`${asked.seed} rep ${key}`)
  const started = firstDayOf(asked.today)
  const skill =
    key === cast.star ? 1.5 : key === cast.behind ? 0.8 : key === cast.newcomer ? 0.75 : 0.85 + random.part() * 0.3
  const pace = key === cast.star ? 1.35 : key === cast.newcomer ? 0.8 : 0.85 + random.part() * 0.3
  return {
    key,
    region,
    manager: `manager${place}`,
    from: Temporal.PlainDate.compare(joined, started) > 0 ? joined : started,
    skill,
    pace,
    working: {
      calendar: calendarOf(region, asked),
      timeZone: region.timeZone,
      away: new Set(leave.filter(({ member }) => member === key).map(({ on }) => on)),
    },
  }
}

function calendarOf(region: Region, asked: Asked): WorkCalendar {
  if (region.calendar !== null) return asked.calendars[region.calendar]
  const { holidays } = siteOf(region, 0, asked)
  return { weekend: [6, 7], days: holidays.map(({ on }) => ({ day: on, kind: 'holiday' })) }
}

/** A week off twice for everybody, some sick days; and one rep who is away now, since last week until next week. */
function leaveOf({ seed, today }: Asked, words: Words): DayLines['leave'] {
  const lines = new Map<string, DayLines['leave'][number]>()
  const add = (member: string, on: Temporal.PlainDate, reason: string) => {
    if (on.dayOfWeek < 6) lines.set(`${member} ${on}`, { member, on: on.toString(), reason })
  }
  const first = firstDayOf(today)
  for (const [i, region] of words.regions.entries())
    for (const j of region.reps.keys()) {
      const key = `rep${i + 1}-${j + 1}`
      const random = randomOf(`${seed} leave ${key}`)
      const starts = key === cast.newcomer ? [] : [random.whole(30, 240), random.whole(250, 500)]
      for (const start of starts)
        for (let day = 0; day < 7; day += 1) add(key, first.add({ days: start + day }), words.leave.holiday)
      if (key !== cast.newcomer) add(key, first.add({ days: random.whole(10, 500) }), words.leave.sick)
    }
  for (let day = -4; day <= 6; day += 1) add(cast.away, today.add({ days: day }), words.leave.holiday)
  return [...lines.values()].sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : a.member < b.member ? -1 : 1))
}
