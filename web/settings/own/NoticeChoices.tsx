import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslations } from 'use-intl'
import type { ChoicesJson } from '#platform/notices/contract.ts'
import { api, client } from '#web/api/client.ts'
import { useSpoken } from '#web/frame/language.ts'
import { notifyWrong } from '#web/parts/notices.ts'
import { useProblemWords } from '#web/parts/ProblemText.tsx'
import { Tick } from '#web/parts/Tick.tsx'
import { Waiting } from '#web/parts/Waiting.tsx'
import style from '../Form.module.css'
import { SettingsPart } from '../SettingsPage.tsx'

/** Which kinds of notices one hears of; a tick counts at once. */
export function NoticeChoices() {
  const t = useTranslations('web.settings.profilePage')
  const { language } = useSpoken()
  // the kinds come with their names, so each language has its own
  const choices = { ...api.notices.choices.queryOptions({ input: {} }), queryKey: [['notices', 'choices'], language] }
  const { data } = useQuery(choices)
  const choose = useChoose(choices.queryKey)
  const kinds = data?.kinds ?? []
  return (
    <SettingsPart title={t('notices')} note={t('noticesNote')}>
      {!data && <Waiting />}
      <div className={style.choices}>
        {kinds.map(({ kind, name, wanted }) => (
          <label key={kind} htmlFor={`notice-${kind}`}>
            <Tick
              id={`notice-${kind}`}
              checked={wanted}
              onChange={() =>
                choose({ kinds: kinds.map((one) => (one.kind === kind ? { ...one, wanted: !wanted } : one)) })
              }
            />
            {name}
          </label>
        ))}
      </div>
    </SettingsPart>
  )
}

function useChoose(queryKey: readonly unknown[]): (next: ChoicesJson) => void {
  const words = useProblemWords()
  const queries = useQueryClient()
  const { mutate } = useMutation({
    mutationFn: ({ kinds }: ChoicesJson) =>
      client.notices.choose({ unwanted: kinds.flatMap(({ kind, wanted }) => (wanted ? [] : [kind])) }),
    // one tick after the other: each is of all that were ticked before
    scope: { id: 'notices.choose' },
    onMutate: (next) => queries.setQueryData(queryKey, next),
    onError: (error) => notifyWrong(words(error)),
    onSettled: () => queries.invalidateQueries({ queryKey }),
  })
  return mutate
}
