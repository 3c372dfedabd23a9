import { useLocale, useTranslations } from 'use-intl'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { useMay } from '#web/api/session.ts'
import type { ListView } from '../listView.ts'
import { MenuButton } from '../MenuButton.tsx'
import { exportAddress } from './exportAddress.ts'

interface Props {
  readonly declaration: AnyDeclaration
  readonly view: ListView
  readonly columns: readonly string[]
}

/** What is shown, as a file: by a link, so that the browser shows how far it is and keeps nothing of it in memory. */
export function ExportLink({ declaration, view, columns }: Props) {
  const t = useTranslations('web.table')
  const language = useLocale()
  const may = useMay()
  if (!may(`${declaration.type}.export`)) return null
  const fetchAs = (format: 'csv' | 'xlsx') => {
    const link = document.createElement('a')
    link.href = exportAddress(declaration, view, columns, { language, format })
    link.download = ''
    link.click()
  }
  return (
    <MenuButton
      plain
      entries={[
        { key: 'csv', text: t('exportCsv'), onSelect: () => fetchAs('csv') },
        { key: 'xlsx', text: t('exportXlsx'), onSelect: () => fetchAs('xlsx') },
      ]}
    >
      {t('export')}
    </MenuButton>
  )
}
