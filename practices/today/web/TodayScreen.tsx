import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { OpenFigure } from '#ledger/web/explain/FigureLink.tsx'
import { useMe, useZone } from '#web/api/session.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { Lead } from './Lead.tsx'
import { MyGoals } from './MyGoals.tsx'
import { NextList } from './NextList.tsx'
import { Runs } from './Runs.tsx'
import { SetUp } from './SetUp.tsx'
import { TeamLook } from './TeamLook.tsx'
import { TeamTable } from './TeamTable.tsx'
import { Thanks } from './Thanks.tsx'
import style from './today.module.css'
import { todayQuery } from './todayQuery.ts'
import { Lately, Week } from './Week.tsx'

/** What a person opens every morning: where they stand, what comes next, and for those who lead, what asks for a look. */
export function TodayScreen() {
  const { data: today } = useSuspenseQuery(todayQuery)
  const { member } = useMe()
  const t = useTranslations('today.greet')
  const { team, setUp, runs } = today
  const sells = today.deals > 0 || today.goals.length > 0 || today.next.length > 0
  const leads = team !== null
  return (
    <Screen title={t(greeting(useZone()), { name: member.name })} lead={<Lead of={today} />}>
      {setUp !== null && <SetUp steps={setUp} />}
      <div className={style.cols}>
        <div className={style.main}>
          {leads && <TeamLook team={team} today={today.on} />}
          {(sells || !leads) && <NextList of={today} />}
          {(sells || !leads) && <MyGoals goals={today.goals} />}
        </div>
        <aside className={style.side}>
          {leads && <Thanks team={team} />}
          {today.week.length > 0 && (sells || today.lately.length > 0 || !leads) && <Week of={today} />}
          {today.lately.length > 0 && <Lately of={today} />}
          {runs !== null && <Runs of={runs} />}
        </aside>
      </div>
      {leads && team.people.length > 0 && <TeamTable people={team.people} />}
      <OpenFigure />
    </Screen>
  )
}

/** By the hour where the reader is. */
function greeting(zone: string): 'night' | 'morning' | 'noon' | 'afternoon' | 'evening' {
  const hour = Number(new Intl.DateTimeFormat('en', { hour: '2-digit', hourCycle: 'h23', timeZone: zone }).format())
  if (hour < 5) return 'night'
  if (hour < 11) return 'morning'
  if (hour < 13) return 'noon'
  return hour < 18 ? 'afternoon' : 'evening'
}
