import { useMe } from '#web/api/session.ts'
import { leaveSource } from '#web/frame/orgSources.ts'
import { RecordListPage } from '../RecordListPage.tsx'

/** Days on which somebody does not work: what the pace of their goals leaves out. */
export function LeavePage() {
  const { today } = useMe()
  return (
    <RecordListPage
      source={leaveSource}
      texts="web.settings.leavePage"
      columns={['memberId', 'on', 'part', 'reason']}
      fields={['memberId', 'on', 'part', 'reason']}
      cells={{ memberId: (one, names) => names[one.memberId] }}
      start={{ on: today, part: 'day' }}
    />
  )
}
