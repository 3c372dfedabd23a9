import { Modal } from '@mantine/core'
import { useMediaQuery } from '@mantine/hooks'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useEffect, useEffectEvent, useId, useState } from 'react'
import { useTranslations } from 'use-intl'
import { Button } from '#web/parts/Button.tsx'
import { Icon } from '#web/parts/Icon.tsx'
import { phone } from '#web/parts/phone.ts'
import { useFocusBack } from '#web/parts/useFocusBack.ts'
import type { Command } from '../command.ts'
import { shortcutKeys } from '../shortcutKeys.ts'
import type { Choice } from './choice.ts'
import style from './Palette.module.css'
import { useDoable } from './useDoable.ts'
import { useFound, useRecent } from './useFound.tsx'
import { useNamed } from './useNamed.ts'

interface Props {
  readonly commands: readonly Command[]
  readonly only: Command['group'] | null
  readonly onRun: (command: Command) => void
  readonly onShortcuts: () => void
  readonly onClose: () => void
}

/** One box to go to a record, run a command or search, in Chinese, English, pinyin and its initials. */
export default function Palette({ only, ...given }: Props) {
  const { onClose } = given
  const t = useTranslations('web.palette')
  useFocusBack()
  const id = useId()
  const onPhone = useMediaQuery(phone, undefined, { getInitialValueInEffect: false })
  const [typed, setTyped] = useState('')
  const { choices, searching } = useChoices(typed, { only, ...given })
  const { at, point, onKeyDown } = useKeys(choices, searching)
  return (
    <Modal
      opened
      fullScreen={onPhone}
      returnFocus={false}
      onClose={onClose}
      withCloseButton={false}
      classNames={{ content: style.box, body: style.body }}
      yOffset="12vh"
      size={600}
      {...(onPhone ? { radius: 0 } : {})}
      transitionProps={{ duration: 100 }}
      attributes={{ content: { 'aria-label': t('label') } }}
    >
      <div className={style.ask}>
        <input
          className={style.input}
          data-autofocus
          role="combobox"
          aria-expanded={choices.length > 0}
          aria-controls={`${id}-list`}
          aria-autocomplete="list"
          aria-activedescendant={choices[at] ? `${id}-${at}` : undefined}
          aria-label={t('label')}
          placeholder={t(only === 'create' ? 'create' : 'placeholder')}
          autoComplete="off"
          spellCheck={false}
          enterKeyHint="go"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value)
            point(0)
          }}
          onKeyDown={onKeyDown}
        />
        {onPhone && (
          <Button plain onClick={onClose}>
            {t('close')}
          </Button>
        )}
      </div>
      <div id={`${id}-list`} role="listbox" aria-label={t('label')} aria-busy={searching} className={style.list}>
        {choices.map((choice, i) => (
          <ChoiceLine
            key={`${choice.group} ${choice.key}`}
            id={`${id}-${i}`}
            choice={choice}
            heading={choices[i - 1]?.group !== choice.group}
            active={i === at}
            onPoint={() => point(i)}
          />
        ))}
      </div>
      <p className={choices.length === 0 ? style.none : 'hidden-words'} role="status">
        {choices.length === 0 ? t(searching ? 'searching' : 'none') : t('count', { count: choices.length })}
      </p>
    </Modal>
  )
}

/** What was open last where nothing is typed, else what the words mean: something to do, a place, a record. */
function useChoices(typed: string, { only, onClose, ...given }: Props) {
  const t = useTranslations('web.palette')
  const navigate = useNavigate()
  const onGo = (to: string) => {
    onClose()
    void navigate({ to })
  }
  const doable = useNamed(useDoable({ only, onClose, onGo, ...given }), typed)
  const { found, searching } = useFound(only === null ? typed : '', onGo)
  const recent = useRecent(only === null && typed.trim() === '', onGo)
  const named = doable.map((choice) => ({ ...choice, group: t(`group_${choice.group}`) }))
  return { choices: [...recent, ...named, ...found], searching }
}

/** Arrows choose and Enter takes; who is faster than the answer has their Enter kept for it. */
function useKeys(choices: readonly Choice[], searching: boolean) {
  const [active, setActive] = useState(0)
  const [hurried, hurry] = useState(false)
  const at = Math.min(active, choices.length - 1)
  const take = useEffectEvent(() => choices[at]?.run())
  useEffect(() => {
    if (!hurried || searching) return
    hurry(false)
    take()
  }, [hurried, searching])
  const point = (to: number) => {
    setActive(to)
    hurry(false)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.nativeEvent.isComposing) return
    const last = choices.length - 1
    const to = { ArrowDown: at < last ? at + 1 : 0, ArrowUp: at > 0 ? at - 1 : last, PageDown: last, PageUp: 0 }[
      event.key
    ]
    if (to !== undefined) point(to)
    else if (event.key !== 'Enter') return
    else if (searching && !choices[at]?.sure) hurry(true)
    else take()
    event.preventDefault()
  }
  return { at, point, onKeyDown }
}

interface LineProps {
  readonly id: string
  readonly choice: Choice
  readonly heading: boolean
  readonly active: boolean
  readonly onPoint: () => void
}

function ChoiceLine({ id, choice, heading, active, onPoint }: LineProps) {
  const { group, icon, words, detail, shortcut, run } = choice
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
        <span className={`cut ${style.words}`}>{words}</span>
        {detail !== undefined && <span className={`cut ${style.detail}`}>{detail}</span>}
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
