import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { notify, notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { Status } from '#web/parts/Status.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../Form.module.css'
import { SettingsPart } from '../SettingsPage.tsx'
import { deviceName } from './deviceName.ts'

const sessionsQuery = api.auth.sessions.list.queryOptions({ input: {} })

/** Where one is signed in; what one does not know is ended. */
export function SessionList() {
  const t = useTranslations('web.settings.profilePage')
  const { data } = useQuery(sessionsQuery)
  const { end, endOthers, busy } = useEnd()
  const sessions = data?.items ?? []
  const others = sessions.some(({ current }) => !current) && (
    <Button onClick={endOthers} busy={busy}>
      {t('endOthers')}
    </Button>
  )
  return (
    <SettingsPart title={t('sessions')} note={t('sessionsNote')} action={others}>
      {!data && <Waiting />}
      <ul className={style.lines}>
        {sessions.map(({ id, device, address, seenAt, createdAt, current }) => (
          <li key={id} className={style.line}>
            <div>
              {device === null ? t('unknownDevice') : deviceName(device)}
              <small>
                {[address].filter(Boolean).join('')} {address !== null && '· '}
                {t.rich('seen', { at: () => <Instant of={seenAt ?? createdAt} full /> })}
              </small>
            </div>
            {current ? (
              <Status tone="accent">{t('thisOne')}</Status>
            ) : (
              <Button
                onClick={() => end(id)}
                busy={busy}
                aria-label={t('endOne', { device: device === null ? t('unknownDevice') : deviceName(device) })}
              >
                {t('end')}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </SettingsPart>
  )
}

function useEnd() {
  const t = useTranslations('web.settings.profilePage')
  const words = useProblemWords()
  const queries = useQueryClient()
  const { mutate, isPending } = useMutation({
    mutationFn: (id: string | null) =>
      id === null ? client.auth.sessions.endOthers({}) : client.auth.sessions.end({ id }),
    onSuccess: ({ ended }) => notify(t('ended', { count: ended })),
    onError: (error) => notifyWrong(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey: sessionsQuery.queryKey }),
  })
  return { end: (id: string) => mutate(id), endOthers: () => mutate(null), busy: isPending }
}
