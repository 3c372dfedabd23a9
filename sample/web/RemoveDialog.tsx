import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { setUpAddress } from '#web/auth/setUpAddress.ts'
import { Button } from '#web/parts/Button.tsx'
import { Dialog } from '#web/parts/Dialog.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from './sample.module.css'

export function RemoveDialog({ onClose }: { readonly onClose: () => void }) {
  const t = useTranslations('sample')
  const { busy, error, send } = useSubmit(async (input: object) => {
    const { isElsewhere } = await client.sample.remove(input)
    // whoever came from the set-up page goes on there
    location.assign(isElsewhere ? '/' : (setUpAddress() ?? '/'))
  })
  return (
    <Dialog title={t('removeTitle')} onClose={onClose}>
      <p>{t('removeText')}</p>
      <ProblemText error={error} besides={[]} />
      <div className={style.answers}>
        <Button onClick={onClose}>{t('keep')}</Button>
        <Button first danger busy={busy} onClick={() => void send({})}>
          {t('removeAll')}
        </Button>
      </div>
    </Dialog>
  )
}
