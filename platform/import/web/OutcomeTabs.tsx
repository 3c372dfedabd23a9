import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { Num } from '#web/parts/Num.tsx'
import { type Outcome, outcomes } from '../rules/outcome.ts'
import type { Tally } from '../rules/tally.ts'
import style from './Outcome.module.css'

interface Props {
  readonly of: Tally['outcomes']
  /** `would` before it was done, `did` after. */
  readonly tense: 'would' | 'did'
  readonly shown: Outcome | null
  /** Outcomes of which rows can be looked at. */
  readonly opens: readonly Outcome[]
}

/** How many rows come in, change, stay or are refused; each opens its rows. */
export function OutcomeTabs({ of, tense, shown, opens }: Props) {
  const t = useTranslations('import.outcome')
  const some = outcomes.filter((outcome) => of[outcome] > 0 || outcome === 'created' || outcome === 'refused')
  return (
    <>
      <div className={style.bar} aria-hidden="true">
        {some.map((outcome) => (
          <span key={outcome} data-outcome={outcome} style={{ flexGrow: of[outcome] }} />
        ))}
      </div>
      <ul className={style.counts}>
        {some.map((outcome) => (
          <li key={outcome} data-outcome={outcome}>
            {opens.includes(outcome) ? (
              <Link
                to="."
                search={{ rows: shown === outcome ? undefined : outcome }}
                replace
                resetScroll={false}
                className={style.count}
                aria-expanded={shown === outcome}
              >
                <Num of={of[outcome]} />
              </Link>
            ) : (
              <span className={style.figure}>
                <Num of={of[outcome]} />
              </span>
            )}
            <small>{t(`${tense}_${outcome}`)}</small>
          </li>
        ))}
      </ul>
    </>
  )
}
