import { useMutation, useQuery } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import style from '../Form.module.css'
import { SettingsPart } from '../SettingsPage.tsx'

/** What the environment sets, and whether it works: for the owner of an installation's only organisation, its host. */
export function MailPart() {
  const t = useTranslations('web.settings.mail')
  const { member } = useMe()
  const isOwner = member.role === 'owner'
  const { data } = useQuery({ ...api.mail.state.queryOptions({ input: {} }), enabled: isOwner })
  const { mutate, data: told, error, isPending } = useMutation({ mutationFn: () => client.mail.test({}) })
  if (!data?.isHost) return null
  const { server, problem, unsent } = data
  const test = server && (
    <Button busy={isPending} onClick={() => mutate()}>
      {t('test')}
    </Button>
  )
  return (
    <SettingsPart title={t('title')} note={server ? t('note') : t('none')} action={test}>
      {problem !== null && <p role="alert">{problem}</p>}
      {server === null && problem === null && <p className="dim">{t('how')}</p>}
      <dl className={style.facts}>
        {server && (
          <>
            <dt>{t('server')}</dt>
            <dd>{`${server.host}:${server.port}`}</dd>
            <dt>{t('from')}</dt>
            <dd>{server.from}</dd>
            <dt>{t('encryption')}</dt>
            <dd>{t(server.isSecure ? 'secure_yes' : 'secure_no')}</dd>
          </>
        )}
        <dt>{t('unsent')}</dt>
        <dd>{t('unsentCount', { count: unsent })}</dd>
      </dl>
      <ProblemText error={error} />
      {told && <p role="status">{t('sent', { ...told })}</p>}
    </SettingsPart>
  )
}
