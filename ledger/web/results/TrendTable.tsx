import { useTranslations } from 'use-intl'
import { ExplainLink } from '../ExplainLink.tsx'
import { Cases, Figure } from '../Figure.tsx'
import type { NamedRow } from './rowOrder.ts'
import style from './trend.module.css'

export function TrendTable({ months, metric }: { readonly months: readonly NamedRow[]; readonly metric: string }) {
  const t = useTranslations('ledger.results')
  return (
    <table className={style.table}>
      <thead>
        <tr>
          <th scope="col">{t('by.month')}</th>
          <th scope="col">{metric}</th>
        </tr>
      </thead>
      <tbody>
        {months.map(({ row, name }) => (
          <tr key={row.key}>
            <th scope="row">{name}</th>
            <td>
              <ExplainLink explain={row.explain} of={name}>
                <Figure of={row} />
              </ExplainLink>{' '}
              <Cases of={row} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
