import { useQuery, useQueryClient } from '@tanstack/react-query'
import { lazy, Suspense, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../../Form.module.css'
import { SettingsPart } from '../../SettingsPage.tsx'

const TwoFactorDialog = lazy(() => import('./TwoFactorDialog.tsx'))
const stateQuery = api.auth.twoFactor.state.queryOptions({ input: {} })

/** Whether signing in asks for more than the password, and how many recovery codes are left. */
export function TwoFactor() {
  const t = useTranslations('web.settings.twoFactor')
  const queries = useQueryClient()
  const { data } = useQuery(stateQuery)
  const [asks, ask] = useState<'on' | 'codes' | 'off' | null>(null)
  const close = () => {
    ask(null)
    void queries.invalidateQueries({ queryKey: stateQuery.queryKey })
  }
  return (
    <SettingsPart title={t('title')} note={t('note')}>
      {!data && <Waiting lines={1} />}
      {data?.since === null && (
        <div className={style.ways}>
          <Button onClick={() => ask('on')}>{t('turnOn')}</Button>
        </div>
      )}
      {data && data.since !== null && (
        <div className={style.lines}>
          <div className={style.line}>
            <div>
              {t.rich('since', { at: () => <Instant of={data.since ?? ''} full /> })}
              <small>{t('codesLeft', { count: data.codesLeft })}</small>
            </div>
            <Button onClick={() => ask('codes')}>{t('newCodes')}</Button>
            <Button onClick={() => ask('off')}>{t('turnOff')}</Button>
          </div>
        </div>
      )}
      {asks && (
        <Suspense>
          <TwoFactorDialog wants={asks} onClose={close} />
        </Suspense>
      )}
    </SettingsPart>
  )
}
