import { useMediaQuery } from '@mantine/hooks'
import { useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { ImportLink } from '#web/parts/ImportLink.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { phone } from '#web/parts/phone.ts'
import { Screen } from '#web/parts/Screen.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import { draftName } from './draftStore.ts'
import { QuotaBar } from './QuotaBar.tsx'
import { QuotaSheet } from './QuotaSheet.tsx'
import { gridQuery } from './useQuotaSheet.ts'
import { useQuotaView } from './useQuotaView.ts'

/** The quota grid 指标表: everybody's months of a year, set as in a spreadsheet. */
export function QuotaScreen() {
  const t = useTranslations('goals.quotas')
  const [view, show] = useQuotaView()
  const { org } = useMe()
  const { data: sheet, error } = useQuery(gridQuery(view.metric, view.year))
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const name = draftName(org.id, view.metric, view.year)
  return (
    <Screen title={t('title')} actions={<ImportLink kind="quotas" permission="target.import" />} filled>
      {!(onPhone && view.row) && <QuotaBar view={view} show={show} sheet={sheet} />}
      <ProblemText error={error} />
      {sheet ? (
        <QuotaSheet key={name} sheet={sheet} name={name} view={view} show={show} />
      ) : (
        error === null && <Waiting lines={12} />
      )}
    </Screen>
  )
}
