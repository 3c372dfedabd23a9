import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useEffect, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { api, client } from '#web/api/client.ts'
import { useMe } from '#web/api/session.ts'
import { Button } from '#web/parts/Button.tsx'
import { MenuButton } from '#web/parts/MenuButton.tsx'
import { useSubmit } from '#web/parts/useSubmit.ts'
import { RemoveDialog } from './RemoveDialog.tsx'
import style from './sample.module.css'

const lookAgainMs = 1000

/** Over every page of a sample: that it is one, whose eyes one looks through, and the ways out. */
export default function SampleStrip() {
  const t = useTranslations('sample')
  const { member, organisations, org } = useMe()
  const [removing, remove] = useState(false)
  const { data } = useQuery({
    ...api.sample.state.queryOptions({ input: {} }),
    refetchInterval: ({ state }) => (isUnderWay(state.data?.filling) ? lookAgainMs : false),
  })
  useFilled(isUnderWay(data?.filling))
  // another person's page: nothing that was loaded for the one before may stay
  const see = useSubmit(async (memberId: string) => {
    await client.sample.see({ memberId })
    location.assign('/')
  })
  const back = useSubmit(async (orgId: string) => {
    // biome-ignore lint/correctness/useHookAtTopLevel: a route of the API, not a hook
    await client.auth.session.useOrganisation({ orgId })
    location.assign('/')
  })
  const home = organisations.find(({ id }) => id !== org.id)
  const seats = data?.seats ?? []
  const as = seats.find(({ memberId }) => memberId === member.id)?.as
  return (
    <section className={style.strip} aria-label={t('name')}>
      <strong>{t('name')}</strong>
      <span className="cut">{as ? t('seenAs', { name: member.name, role: t(`role_${as}`) }) : member.name}</span>
      {data?.filling && <Filling of={data.filling} />}
      <span className={style.ways}>
        {seats.length > 1 && (
          <MenuButton
            plain
            entries={seats.map((seat) => ({
              key: seat.as,
              text: t('seat', { name: t(`role_${seat.as}`), title: seat.name }),
              onSelect: () => void see.send(seat.memberId),
            }))}
          >
            {t('change')}
          </MenuButton>
        )}
        {home && (
          <Button plain onClick={() => void back.send(home.id)}>
            {t('back', { name: home.name })}
          </Button>
        )}
        <Button plain onClick={() => remove(true)}>
          {t('remove')}
        </Button>
      </span>
      {removing && <RemoveDialog onClose={() => remove(false)} />}
    </section>
  )
}

interface FillingState {
  readonly state: 'waiting' | 'running' | 'failed' | 'cancelled'
  readonly done: number
  readonly total: number | null
}
function Filling({ of: { state, done, total } }: { readonly of: FillingState }) {
  const t = useTranslations('sample')
  if (!isUnderWay({ state })) return <span className={style.broken}>{t('broken')}</span>
  const part = total ? done / total : 0
  return (
    <span className={style.filling}>
      <progress aria-label={t('fillingLabel')} value={part} max={1} />
      {t('filling', { part })}
    </span>
  )
}

const isUnderWay = (filling: { readonly state: string } | null | undefined) =>
  filling?.state === 'waiting' || filling?.state === 'running'

/** Once it is filled, every page is read anew. */
function useFilled(filling: boolean): void {
  const queries = useQueryClient()
  const was = useRef(filling)
  useEffect(() => {
    if (was.current && !filling) void queries.invalidateQueries()
    was.current = filling
  }, [filling, queries])
}
