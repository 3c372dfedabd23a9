import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import type { Clash } from './draft.ts'
import style from './quotas.module.css'
import { columnOfMonth, type Sheet } from './sheet.ts'
import type { Work } from './useDrafting.ts'
import type { SheetText } from './useSheetText.ts'

interface Props {
  readonly sheet: Sheet
  readonly clashes: readonly Clash[]
  readonly text: SheetText
  readonly onChoose: Work['choose']
}
const most = 50

/** What somebody else changed below this draft: both values, and the person chooses. */
export function ClashList({ sheet, clashes, text, onChoose }: Props) {
  const t = useTranslations('goals.quotas')
  if (clashes.length === 0) return null
  const amount = (units: bigint | null) => (units === null ? t('nothing') : text.number(units))
  const all = (whose: 'mine' | 'theirs') => () => {
    for (const { key, theirs } of clashes) onChoose(whose, key, theirs)
  }
  return (
    <section className={style.list} aria-label={t('clashTitle')}>
      <h2>
        {t('clashTitle')}
        <span className={style.gap} />
        <Button plain onClick={all('mine')}>
          {t('allMine')}
        </Button>
        <Button plain onClick={all('theirs')}>
          {t('allTheirs')}
        </Button>
      </h2>
      <ul>
        {clashes.slice(0, most).map(({ key, row, month, theirs, mine }) => (
          <li key={key}>
            <span className={style.where}>
              {sheet.rows[row]?.name} · {text.column(columnOfMonth(month))}
            </span>
            <span className="num">{t('bothValues', { theirs: amount(theirs), mine: amount(mine.units) })}</span>
            <Button onClick={() => onChoose('mine', key, theirs)}>{t('mine')}</Button>
            <Button onClick={() => onChoose('theirs', key, theirs)}>{t('theirs')}</Button>
          </li>
        ))}
      </ul>
      {clashes.length > most && <p className="dim">{t('andMore', { count: clashes.length - most })}</p>}
    </section>
  )
}
