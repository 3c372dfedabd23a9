import { useTranslations } from 'use-intl'
import type { CreditJson } from '#platform/record/field.ts'
import type { Names } from '#web/api/records.ts'
import { Num } from '#web/parts/Num.tsx'
import { PersonName } from '#web/parts/PersonName.tsx'
import style from './deal.module.css'

/** Who was credited with a closed deal. */
export function CreditList({ credits, names }: { readonly credits: readonly CreditJson[]; readonly names: Names }) {
  const t = useTranslations('crm.credits')
  return (
    <ul aria-label={t('title')}>
      {credits.map(({ memberId, share }) => (
        <li key={memberId} className={style.related}>
          <PersonName name={names[memberId] ?? null} />
          <Num of={share} style="percent" digits={4} />
        </li>
      ))}
    </ul>
  )
}
