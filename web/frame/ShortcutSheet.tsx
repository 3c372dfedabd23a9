import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'
import { Dialog } from '#web/parts/Dialog.tsx'
import type { Command } from './command.ts'
import { modKey } from './modKey.ts'
import style from './ShortcutSheet.module.css'
import { shortcutKeys } from './shortcutKeys.ts'

interface Props {
  readonly commands: readonly Command[]
  readonly onClose: () => void
}

const onLists = ['j', 'k', 'x', 'e', 'Enter'] as const

/** All keys there are. */
export default function ShortcutSheet({ commands, onClose }: Props) {
  const t = useTranslations()
  const own = useTranslations('web.shortcuts')
  const keyed = commands.flatMap(({ key, text, shortcut, group }) =>
    shortcut === undefined ? [] : [{ key, text, shortcut, group }],
  )
  const lines = (group: Command['group']) =>
    keyed
      .filter((one) => one.group === group)
      .map(({ key, text, shortcut }) => <Line key={key} words={t(text)} keys={shortcutKeys(shortcut)} />)
  return (
    <Dialog onClose={onClose} title={own('title')} size={640}>
      <div className={style.sheet}>
        <Group title={own('anywhere')}>
          <Line words={own('palette')} keys={[modKey('K')]} />
          <Line words={own('create')} keys={['C']} />
          <Line words={own('sheet')} keys={['?']} />
        </Group>
        <Group title={own('lists')}>
          {onLists.map((key) => (
            <Line key={key} words={own(key)} keys={shortcutKeys(key)} />
          ))}
        </Group>
        <Group title={own('go')}>{lines('go')}</Group>
        <Group title={own('new')}>{lines('create')}</Group>
      </div>
    </Dialog>
  )
}

function Group({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section>
      <h2>{title}</h2>
      <dl>{children}</dl>
    </section>
  )
}

function Line({ words, keys }: { readonly words: string; readonly keys: readonly string[] }) {
  return (
    <div className={style.line}>
      <dt>{words}</dt>
      <dd>
        {keys.map((key) => (
          <kbd key={key}>{key}</kbd>
        ))}
      </dd>
    </div>
  )
}
