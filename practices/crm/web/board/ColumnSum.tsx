import { Popover } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Day } from '#web/parts/Day.tsx'
import explain from '#web/parts/Explain.module.css'
import type { Filters } from '#web/parts/filters.ts'
import { Money } from '#web/parts/Money.tsx'
import type { GroupJson, GroupsJson } from '../../contract.ts'
import style from './board.module.css'

interface Props {
  readonly group: GroupJson
  readonly rates: GroupsJson['rates']
  /** The deals that it is made of. */
  readonly filter: Filters
  readonly label: string
  readonly short?: boolean
}

/** A sum that opens: how it is computed, the amounts of each currency with their rates, and the way to the deals. */
export default function ColumnSum({ group, rates, filter, label, short = true }: Props) {
  const t = useTranslations('crm.board')
  const { org } = useMe()
  const [open, setOpen] = useState(false)
  const amounts = group.parts.reduce((sum, { count }) => sum + count, 0)
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" trapFocus returnFocus withinPortal width={320}>
      <Popover.Target>
        <button
          type="button"
          className={explain.explainable}
          onClick={() => setOpen(!open)}
          aria-haspopup="dialog"
          aria-expanded={open}
        >
          <Money of={group.sum} short={short} />
          <span className="hidden-words"> {t('explain', { what: label })}</span>
        </button>
      </Popover.Target>
      <Popover.Dropdown>
        <div className={style.explained}>
          <p>{t('sumSays', { currency: org.currency })}</p>
          <table>
            <tbody>
              {group.parts.map((part) => (
                <tr key={part.amount.currency}>
                  <th scope="row">{t('amounts', { count: part.count, currency: part.amount.currency })}</th>
                  <td>
                    <Money of={part.amount} />
                    {part.amount.currency !== org.currency && (
                      <div className="dim small">
                        {part.base === null ? t('noRate') : <Money of={part.base} />}
                        <Rate of={rates.find(({ currency }) => currency === part.amount.currency)} />
                      </div>
                    )}
                  </td>
                </tr>
              ))}
              {group.count > amounts && (
                <tr>
                  <th scope="row">{t('withoutAmount')}</th>
                  <td className="num">{group.count - amounts}</td>
                </tr>
              )}
              <tr data-total>
                <th scope="row">{t('sum')}</th>
                <td>
                  <Money of={group.sum} />
                </td>
              </tr>
              <tr>
                <th scope="row">{t('weighted')}</th>
                <td>
                  <Money of={group.weighted} />
                </td>
              </tr>
            </tbody>
          </table>
          <p className="dim small">{t('weightedSays')}</p>
          <Link to="/deals" search={{ filter, sort: '-amount' }} className="link">
            {t('showDeals', { count: group.count })}
          </Link>
        </div>
      </Popover.Dropdown>
    </Popover>
  )
}

function Rate({ of }: { readonly of: GroupsJson['rates'][number] | undefined }) {
  const t = useTranslations('crm.board')
  if (!of) return null
  return (
    <>
      {' '}
      · {t('rate', { rate: of.rate })} (<Day of={of.on} />)
    </>
  )
}
