import { useLocale, useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { languageOf } from '#web/frame/language.ts'
import { Button } from '#web/parts/Button.tsx'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import style from './Door.module.css'
import { keepSetUpAddress } from './setUpAddress.ts'
import { useEnter } from './useEnter.ts'

/** Before one types anything: how it looks with a company in it. */
export function SampleFirst({ token }: { readonly token: string }) {
  const t = useTranslations('web.setUp')
  const locale = useLocale()
  const enter = useEnter()
  const { busy, error, send } = useSubmit(async (input: { token: string; locale: 'zh-CN' | 'en' }) => {
    const me = await client.sample.setUp(input)
    keepSetUpAddress(input.token)
    await enter(me)
  })
  return (
    <div className={style.sample}>
      <p>{t('sampleText')}</p>
      <Button busy={busy} onClick={() => void send({ token, locale: languageOf(locale) ?? 'en' })}>
        {t('sample')}
      </Button>
      <ProblemText error={error} besides={[]} />
    </div>
  )
}
