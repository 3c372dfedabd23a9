import { useLocale, useTranslations } from 'use-intl'
import type { WarningCount } from '../rules/tally.ts'
import style from './BatchScreen.module.css'

/** Remarks on rows that go in all the same. */
export function Warnings({ of }: { readonly of: readonly WarningCount[] }) {
  const t = useTranslations('import')
  const locale = useLocale()
  if (of.length === 0) return null
  const list = (lines: readonly number[]) => lines.join(locale === 'zh-CN' ? '、' : ', ')
  return (
    <ul className={style.notes}>
      {of.map(({ code, rows, lines }) => (
        <li key={code} className={`${style.note} ${style.warn}`}>
          {t(`warning.${code.replace('import.', '')}`, { count: rows })}{' '}
          <span className="small">{t('warningLines', { lines: list(lines), more: rows - lines.length })}</span>
        </li>
      ))}
    </ul>
  )
}
