import { useMutation } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Instant } from '#web/parts/Instant.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import style from '../Form.module.css'
import { SecretText } from '../SecretText.tsx'

interface Props {
  readonly memberId: string
  readonly name: string
}

/** The link with which a person takes their seat: mailed where there is mail, and handed over by whatever way one likes. */
export function InviteLink({ memberId, name }: Props) {
  const t = useTranslations('web.settings.invite')
  const { mutate, data, error, isPending } = useMutation({
    mutationFn: () => client.auth.invites.create({ id: memberId }),
  })
  return (
    <div className={style.form}>
      {data ? (
        <>
          <SecretText value={data.url} label={t('link')} copied={t('copied')} />
          {data.mail && <p>{t(data.mail.sent ? 'mailed' : 'notMailed', { to: data.mail.to })}</p>}
          <p className="dim small">{t.rich('until', { name, at: () => <Instant of={data.expiresAt} full /> })}</p>
        </>
      ) : (
        <>
          <p className="dim">{t('what', { name })}</p>
          <ProblemText error={error} />
          <div>
            <Button first icon="link" onClick={() => mutate()} busy={isPending}>
              {t('make')}
            </Button>
          </div>
        </>
      )}
    </div>
  )
}
