import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { titleOf } from '#web/api/records.ts'
import { useMay } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { useSources } from '#web/parts/sourcesContext.ts'
import { useFocusBack } from '#web/parts/useFocusBack.ts'
import type { Command } from './command.ts'
import type { IconName } from './icons.ts'
import style from './Palette.module.css'
import { shortcutKeys } from './shortcutKeys.ts'

interface Props {
  readonly commands: readonly Command[]
  readonly only: Command['group'] | null
  readonly onRun: (command: Command) => void
  readonly onClose: () => void
}
interface Choice {
  readonly key: string
  readonly group: string
  readonly icon: IconName
  readonly words: string
  readonly shortcut?: string
  readonly run: () => void
}

/** One box to go to a record, run a command or search, in Chinese, pinyin initials and English. */
export default function Palette({ commands, only, onRun, onClose }: Props) {
  const t = useTranslations('web.palette')
  useFocusBack()
  const id = useId()
  const [typed, setTyped] = useState('')
  const [active, setActive] = useState(0)
  const named = useNamedCommands(commands, only, typed, onRun)
  const { found, searching } = useFound(only === null ? typed : '', onClose)
  const choices = [...named, ...found]
  const at = Math.min(active, choices.length - 1)
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (step !== undefined) setActive((at + step + choices.length) % Math.max(choices.length, 1))
    else if (event.key === 'Enter') choices[at]?.run()
    else return
    event.preventDefault()
  }
  return (
    <Modal
      opened
      returnFocus={false}
      onClose={onClose}
      withCloseButton={false}
      styles={{ body: { padding: 0 } }}
      yOffset="12vh"
      size={560}
      transitionProps={{ duration: 100 }}
      attributes={{ content: { 'aria-label': t('label') } }}
    >
      <input
        className={style.input}
        data-autofocus
        role="combobox"
        aria-expanded="true"
        aria-controls={`${id}-list`}
        aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
        aria-label={t('label')}
        placeholder={t(only === 'create' ? 'create' : 'placeholder')}
        autoComplete="off"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value)
          setActive(0)
        }}
        onKeyDown={onKeyDown}
      />
      <div id={`${id}-list`} role="listbox" aria-label={t('label')} className={style.list}>
        {choices.map((choice, i) => (
          <ChoiceLine
            key={choice.key}
            id={`${id}-${i}`}
            choice={choice}
            heading={choices[i - 1]?.group !== choice.group}
            active={i === at}
            onPoint={() => setActive(i)}
          />
        ))}
      </div>
      {choices.length === 0 && <p className={style.none}>{t(searching ? 'searching' : 'none')}</p>}
    </Modal>
  )
}

interface LineProps {
  readonly id: string
  readonly choice: Choice
  readonly heading: boolean
  readonly active: boolean
  readonly onPoint: () => void
}

function ChoiceLine({ id, choice: { group, icon, words, shortcut, run }, heading, active, onPoint }: LineProps) {
  return (
    <>
      {heading && (
        <div className={style.group} role="presentation">
          {group}
        </div>
      )}
      {/* biome-ignore lint/a11y/useKeyWithClickEvents: the box above has the keys */}
      <div
        id={id}
        role="option"
        aria-selected={active}
        tabIndex={-1}
        className={style.choice}
        onClick={run}
        onMouseMove={onPoint}
        ref={active ? intoView : undefined}
      >
        <Icon name={icon} />
        <span className="cut">{words}</span>
        {shortcut !== undefined && (
          <span className={style.keys} aria-hidden="true">
            {shortcutKeys(shortcut).map((key) => (
              <kbd key={key}>{key}</kbd>
            ))}
          </span>
        )}
      </div>
    </>
  )
}
const intoView = (line: HTMLElement | null) => line?.scrollIntoView({ block: 'nearest' })

function useNamedCommands(
  commands: readonly Command[],
  only: Command['group'] | null,
  typed: string,
  onRun: (command: Command) => void,
): readonly Choice[] {
  const t = useTranslations()
  const wanted = typed.trim().toLowerCase()
  return commands
    .filter(({ group }) => only === null || group === only)
    .map((command) => ({ command, words: t(command.text) }))
    .filter(({ words }) => words.toLowerCase().includes(wanted))
    .map(({ command, words }) => ({
      key: command.key,
      group: t(`web.palette.group_${command.group}`),
      icon: command.icon,
      words,
      ...(command.shortcut === undefined ? {} : { shortcut: command.shortcut }),
      run: () => onRun(command),
    }))
}

const typingMs = 160
const eachMax = 6
const signs: Readonly<Record<string, IconName>> = {
  deal: 'deals',
  account: 'customers',
  contact: 'customers',
  member: 'customers',
  activity: 'call',
}

/** Records by name: of every type that has a page. */
function useFound(
  typed: string,
  onClose: () => void,
): { readonly found: readonly Choice[]; readonly searching: boolean } {
  const t = useTranslations()
  const may = useMay()
  const navigate = useNavigate()
  const [search] = useDebouncedValue(typed.trim(), typingMs)
  const searched = useSources().filter(({ declaration, pageOf }) => pageOf !== null && may(`${declaration.type}.read`))
  const results = useQueries({
    queries: searched.map(({ key, routes }) => ({
      queryKey: [key, 'palette', search],
      queryFn: ({ signal }: { signal: AbortSignal }) => routes.list({ search, limit: eachMax }, { signal }),
      enabled: search !== '',
      placeholderData: keepPreviousData,
    })),
  })
  if (search === '') return { found: [], searching: false }
  const found = searched.flatMap(({ declaration, pageOf }, i) =>
    (results[i]?.data?.items ?? []).map((record) => ({
      key: record.id,
      group: t(`${declaration.practice}.${declaration.type}._many`),
      icon: signs[declaration.type] ?? 'right',
      words: titleOf(declaration, record),
      run: () => {
        onClose()
        void navigate({ to: pageOf?.(record.id) ?? '/' })
      },
    })),
  )
  return { found, searching: results.some(({ isFetching }) => isFetching) }
}
