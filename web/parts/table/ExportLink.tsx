import { useLocale, useTranslations } from 'use-intl'
import type { AnyDeclaration } from '#platform/record/record.ts'
import { useMay } from '#web/api/session.ts'
import button from '../Button.module.css'
import type { ListView } from '../listView.ts'
import { exportAddress } from './exportAddress.ts'

interface Props {
  readonly declaration: AnyDeclaration
  readonly view: ListView
  readonly columns: readonly string[]
}

/** What is shown, as a file: a link, so that the browser shows how far it is and keeps nothing of it in memory. */
export function ExportLink({ declaration, view, columns }: Props) {
  const t = useTranslations('web.table')
  const language = useLocale()
  const may = useMay()
  if (!may(`${declaration.type}.export`)) return null
  return (
    <a className={button.button} data-plain href={exportAddress(declaration, view, columns, language)} download>
      {t('exportCsv')}
    </a>
  )
}
