import { useQueryClient } from '@tanstack/react-query'
import { type FormEvent, useState } from 'react'
import { useTranslations } from 'use-intl'
import { client } from '#web/api/client.ts'
import { ApiProblem, Unreachable } from '#web/api/problem.ts'
import { useMe } from '#web/api/session.ts'
import type { IconName } from '#web/frame/icons.ts'
import { Button } from '#web/parts/Button.tsx'
import { LazyFieldEditor } from '#web/parts/field/LazyFieldEditor.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { notify } from '#web/parts/notices.ts'
import { ProblemText } from '#web/parts/ProblemText.tsx'
import { TextLine } from '#web/parts/TextLine.tsx'
import { useRecordText } from '#web/parts/useRecordText.ts'
import { useFocusOnProblem, useSubmit } from '#web/parts/useSubmit.ts'
import { activity, activityKinds } from '../records/activity.ts'
import style from './deal.module.css'
import { type ContactInput, keepUnsent } from './unsent.ts'

export type ActivityKind = (typeof activityKinds)[number]
export const activityIcons: Readonly<Record<ActivityKind, IconName>> = {
  call: 'call',
  email: 'mail',
  meeting: 'meeting',
  visit: 'visit',
  message: 'message',
  note: 'note',
}
/** What stands behind More: asked for by those who want to say it. */
const further = ['occurredOn', 'contactId', 'outcome', 'minutes', 'connected', 'repliedOn', 'body'] as const
const fieldsOf: Readonly<Record<ActivityKind, readonly (typeof further)[number][]>> = {
  call: ['occurredOn', 'contactId', 'outcome', 'minutes', 'connected', 'body'],
  email: ['occurredOn', 'contactId', 'repliedOn', 'outcome', 'body'],
  meeting: ['occurredOn', 'contactId', 'outcome', 'minutes', 'body'],
  visit: ['occurredOn', 'contactId', 'outcome', 'minutes', 'body'],
  message: ['occurredOn', 'contactId', 'body'],
  note: ['occurredOn', 'body'],
}

interface Props {
  readonly about: {
    readonly dealId?: string | null
    readonly accountId?: string | null
    readonly contactId?: string | null
  }
  readonly onDone?: () => void
  /** One came here to type. */
  readonly focus?: boolean
}

/** Logs a contact: one line and Enter. Everything else is filled in, and can be said behind More. */
export function ActivityLog({ about, onDone, focus = false }: Props) {
  const t = useTranslations('crm.log')
  const text = useRecordText(activity)
  const { today } = useMe()
  const [kind, setKind] = useState<ActivityKind>('call')
  const [subject, setSubject] = useState('')
  const [more, setMore] = useState(false)
  const [values, setValues] = useState<Readonly<Record<string, unknown>>>({ occurredOn: today })
  const { busy, error, send } = useSave(() => {
    setSubject('')
    setValues({ occurredOn: today })
    setMore(false)
    onDone?.()
  })
  const form = useFocusOnProblem(error)
  const problem = error instanceof ApiProblem ? error : null
  const submit = (event: FormEvent) => {
    event.preventDefault()
    const said = Object.fromEntries(
      fieldsOf[kind].flatMap((name) => (values[name] === undefined ? [] : [[name, values[name]]])),
    )
    void send({ kind, subject, occurredOn: today, ...(kind === 'call' ? { connected: true } : {}), ...about, ...said })
  }
  return (
    <form className={style.log} onSubmit={submit} ref={form} noValidate>
      <fieldset className={style.kinds}>
        <legend className="hidden-words">{text.label('kind')}</legend>
        {activityKinds.map((one) => (
          <label key={one} className={style.kind}>
            <input type="radio" name="kind" checked={kind === one} onChange={() => setKind(one)} />
            <Icon name={activityIcons[one]} size={14} />
            {text.choice('kind', one)}
          </label>
        ))}
      </fieldset>
      <div className={style.say}>
        <TextLine
          autoFocus={focus}
          aria-label={text.label('subject')}
          placeholder={t(`ask_${kind}`)}
          value={subject}
          onText={setSubject}
          error={problem?.at('subject', text.label('subject'))}
        />
        <span style={{ display: 'flex', gap: 4 }}>
          <Button type="submit" first={subject.trim() !== ''} busy={busy}>
            {t('save')}
          </Button>
          <Button plain onClick={() => setMore(!more)} aria-expanded={more}>
            {t(more ? 'less' : 'more')}
          </Button>
        </span>
      </div>
      {more && (
        <div className={style.more}>
          {fieldsOf[kind].map((name) => (
            <LazyFieldEditor
              key={name}
              field={activity.fields[name]}
              name={name}
              text={text}
              names={{}}
              value={values[name] ?? (name === 'connected' ? true : null)}
              onChange={(value) => setValues((now) => ({ ...now, [name]: value }))}
              error={problem?.at(name, text.label(name))}
            />
          ))}
        </div>
      )}
      <ProblemText error={error} besides={['subject', ...further]} />
    </form>
  )
}

function useSave(done: () => void) {
  const t = useTranslations('crm.log')
  const queries = useQueryClient()
  const refresh = () => queries.invalidateQueries({ queryKey: [['crm']] })
  const { member } = useMe()
  return useSubmit(async (input: ContactInput) => {
    const id = await logged(member.id, input)
    done()
    if (id === null) return notify(t('kept'))
    notify(t('saved'), () => void client.crm.activities.delete({ id }).then(refresh))
    await refresh()
  })
}

/** The id of it; null where no answer came: then it is kept on this machine and sent later. */
async function logged(memberId: string, input: ContactInput): Promise<string | null> {
  try {
    return (await client.crm.activities.create(input)).id
  } catch (error) {
    if (!(error instanceof Unreachable)) throw error
    keepUnsent(memberId, input)
    return null
  }
}
