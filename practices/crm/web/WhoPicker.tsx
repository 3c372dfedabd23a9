import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { useMay } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { accountSource, dealSource } from './sources.ts'
import style from './who.module.css'

/** Whom a contact was with: a customer, or a deal of theirs. */
export interface Who {
  readonly kind: 'account' | 'deal'
  readonly id: string
  readonly name: string
  readonly accountId: string | null
}

const eachMax = 5
const typingMs = 160

/** One line that finds customers and open deals by a part of their name, in Chinese, pinyin initials and English. */
export function WhoPicker({ onWho }: { readonly onWho: (who: Who) => void }) {
  const t = useTranslations('crm.log')
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const found = useWho(typed)
  const at = Math.min(active, found.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    const chosen = found[at]
    if (step !== undefined) setActive((at + step + found.length) % Math.max(found.length, 1))
    else if (event.key === 'Enter' && chosen) onWho(chosen)
    else return
    event.preventDefault()
  }
  return (
    <div>
      <TextLine
        data-autofocus
        icon="search"
        role="combobox"
        aria-expanded={found.length > 0}
        aria-controls={found.length > 0 ? `${id}-list` : undefined}
        aria-activedescendant={found[at] ? `${id}-${at}` : undefined}
        aria-label={t('who')}
        placeholder={t('who')}
        value={typed}
        onText={(text) => {
          setTyped(text)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      {found.length > 0 && (
        <div id={`${id}-list`} role="listbox" aria-label={t('who')} className={style.list}>
          {found.map((who, i) => (
            // biome-ignore lint/a11y/useKeyWithClickEvents: the line above has the keys
            <div
              key={who.id}
              id={`${id}-${i}`}
              role="option"
              aria-selected={i === at}
              tabIndex={-1}
              className={style.one}
              onClick={() => onWho(who)}
              onMouseMove={() => setActive(i)}
            >
              <Icon name={who.kind === 'deal' ? 'deals' : 'customers'} size={15} />
              <span className="cut">{who.name}</span>
            </div>
          ))}
        </div>
      )}
    </div>
  )
}

/** Those that one looked at last stand there before anything is typed. */
function useWho(typed: string): readonly Who[] {
  const may = useMay()
  const [search] = useDebouncedValue(typed.trim(), typingMs)
  const asked = { ...(search === '' ? { sort: '-updatedAt' } : { search }), limit: eachMax }
  const accounts = useQuery({
    queryKey: [accountSource.key, 'who', search],
    queryFn: ({ signal }) => client.crm.accounts.list(asked, { signal }),
    enabled: may('account.read'),
    placeholderData: keepPreviousData,
  })
  const deals = useQuery({
    queryKey: [dealSource.key, 'who', search],
    queryFn: ({ signal }) => client.crm.deals.list({ ...asked, filter: { status: { eq: 'open' } } }, { signal }),
    enabled: may('deal.read'),
    placeholderData: keepPreviousData,
  })
  return [
    ...(accounts.data?.items ?? []).map(({ id, name }) => ({ kind: 'account' as const, id, name, accountId: id })),
    ...(deals.data?.items ?? []).map(({ id, name, accountId }) => ({ kind: 'deal' as const, id, name, accountId })),
  ]
}
