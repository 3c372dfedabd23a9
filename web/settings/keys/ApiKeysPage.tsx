import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import type { ApiKeyWire } from '#platform/auth/contract.ts'
import { api } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { EmptyState } from '#web/parts/EmptyState.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { Status } from '#web/parts/Status.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../Form.module.css'
import { SettingsPage } from '../SettingsPage.tsx'

const NewKeyPanel = lazy(() => import('./NewKeyPanel.tsx'))
const RevokeDialog = lazy(() => import('./RevokeDialog.tsx'))

const keysQuery = api.auth.apiKeys.list.queryOptions({ input: {} })

/** Keys for programs. Each may at most what its owner may, and ends with the owner's seat. */
export function ApiKeysPage() {
  const t = useTranslations('web.settings.keysPage')
  const queries = useQueryClient()
  const { data, error } = useQuery(keysQuery)
  const [open, setOpen] = useState<ApiKeyWire | 'new' | null>(null)
  const close = () => {
    setOpen(null)
    void queries.invalidateQueries({ queryKey: keysQuery.queryKey })
  }
  const newKey = (
    <Button first icon="plus" onClick={() => setOpen('new')}>
      {t('new')}
    </Button>
  )
  const keys = data?.items ?? []
  return (
    <SettingsPage title={t('title')} lead={t('lead')} actions={keys.length > 0 && newKey}>
      <ProblemText error={error} />
      {!data && !error && <Waiting />}
      {data && keys.length === 0 && (
        <EmptyState title={t('emptyTitle')} action={newKey}>
          {t('empty')}
        </EmptyState>
      )}
      {keys.length > 0 && (
        <ul className={style.lines}>
          {keys.map((key) => (
            <KeyLine key={key.id} of={key} onRevoke={() => setOpen(key)} />
          ))}
        </ul>
      )}
      <Suspense fallback={null}>
        {open === 'new' && <NewKeyPanel onClose={close} />}
        {open !== null && open !== 'new' && <RevokeDialog apiKey={open} onClose={close} />}
      </Suspense>
    </SettingsPage>
  )
}

/** More than these are counted. */
const shownScopes = 3

function KeyLine({ of, onRevoke }: { readonly of: ApiKeyWire; readonly onRevoke: () => void }) {
  const t = useTranslations('web.settings.keysPage')
  const { member } = useMe()
  const expired = Date.parse(of.expiresAt) < Date.now()
  const scopes = () => {
    if (of.scopes.includes('*')) return t('everything')
    if (of.scopes.length <= shownScopes) return of.scopes.join(', ')
    const count = (way: string) => of.scopes.filter((scope) => scope.endsWith(way)).length
    return t('scopeCount', { read: count(':read'), write: count(':write') })
  }
  const dead = of.revokedAt !== null || expired
  return (
    <li className={style.line} style={dead ? { color: 'var(--ink-3)' } : undefined}>
      <div>
        {of.name} {of.memberId !== member.id && <span className="dim">· {of.memberName}</span>}
        <small>
          <span title={of.scopes.join(', ')}>{scopes()}</span>
          {' · '}
          {of.lastUsedAt === null ? t('neverUsed') : t.rich('lastUsed', { at: () => <Instant of={of.lastUsedAt} /> })}
        </small>
      </div>
      {of.revokedAt !== null && <Status tone="quiet">{t('revoked')}</Status>}
      {of.revokedAt === null && expired && <Status tone="quiet">{t('expired')}</Status>}
      {!dead && (
        <span className={style.end}>
          <span className="dim small">{t.rich('until', { at: () => <Instant of={of.expiresAt} /> })}</span>
          <Button danger onClick={onRevoke} aria-label={t('revokeOne', { name: of.name })}>
            {t('revoke')}
          </Button>
        </span>
      )}
    </li>
  )
}
