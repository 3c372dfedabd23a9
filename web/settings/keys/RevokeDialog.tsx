import { useTranslations } from 'use-intl'
import type { ApiKeyWire } from '#platform/auth/contract.ts'
import { client } from '#web/api/client.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from '../Form.module.css'

/** A key that was revoked can't be brought back: so this asks, and says what stops. */
export default function RevokeDialog({
  apiKey: { id, name },
  onClose,
}: {
  readonly apiKey: ApiKeyWire
  readonly onClose: () => void
}) {
  const t = useTranslations('web.settings.keysPage')
  const form = useTranslations('web.form')
  const { busy, error, send } = useSubmit(async () => {
    await client.auth.apiKeys.revoke({ id })
    notify(t('revokedNow', { name }))
    onClose()
  })
  return (
    <Dialog title={t('revokeTitle', { name })} onClose={onClose}>
      <div className={style.form}>
        <p>{t('revokeWhat')}</p>
        <ProblemText error={error} />
        <div className={style.ways}>
          <Button danger busy={busy} onClick={() => void send(null)}>
            {t('revoke')}
          </Button>
          <Button onClick={onClose} data-autofocus>
            {form('cancel')}
          </Button>
        </div>
      </div>
    </Dialog>
  )
}
