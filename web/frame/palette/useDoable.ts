import { useMay } from '#web/api/session.ts'
import { topicsFor } from '#web/settings/topics.ts'
import type { Command } from '../command.ts'
import { type Language, languages, speak, useSpoken } from '../language.ts'
import { useOwnChange, useSignOut } from '../useSession.ts'
import { themes, useChosenTheme } from '../useTheme.ts'
import type { Named } from './useNamed.ts'

interface Asked {
  readonly commands: readonly Command[]
  readonly only: Command['group'] | null
  readonly onRun: (command: Command) => void
  readonly onGo: (to: string) => void
  readonly onShortcuts: () => void
  readonly onClose: () => void
}

/** Everything that one may do or go to from the palette: commands, places of the settings, what one sets for oneself. */
export function useDoable({ commands, only, onRun, onGo, onShortcuts, onClose }: Asked): readonly Named[] {
  const may = useMay()
  const own = useOwn(onShortcuts, onClose)
  const named = commands
    .filter(({ group }) => only === null || group === only)
    .map((command): Named => {
      const { key, text, icon, group, shortcut } = command
      return { key, text, icon, group, ...(shortcut === undefined ? {} : { shortcut }), run: () => onRun(command) }
    })
  if (only !== null) return named
  const known = commands.map(({ to }) => to)
  const places = topicsFor(may)
    .filter(({ to }) => !known.includes(to))
    .map(
      ({ key, to }): Named => ({
        key: `topic_${key}`,
        text: `web.settings.topic.${key}`,
        icon: 'settings',
        group: 'go',
        hidden: true,
        run: () => onGo(to),
      }),
    )
  return [...named, ...places, ...own].toSorted((a, b) => orderOf(a) - orderOf(b))
}

const order = ['create', 'go', 'own']
const orderOf = ({ group }: Named) => order.indexOf(group)

/** Theme, language, the list of keys, the way out: as the menu at one's name has them. */
function useOwn(onShortcuts: () => void, onClose: () => void): readonly Named[] {
  const { language } = useSpoken()
  const { theme, choose } = useChosenTheme()
  const change = useOwnChange()
  const signOut = useSignOut()
  const then = (run: () => void) => () => {
    onClose()
    run()
  }
  const spoken = (wanted: Language) => () => {
    void speak(wanted)
    change({ locale: wanted })
  }
  const line = (name: string, run: () => void): Named => ({
    key: `own_${name}`,
    text: `web.palette.own.${name}`,
    icon: 'settings',
    group: 'own',
    hidden: true,
    run,
  })
  return [
    ...themes
      .filter((one) => one !== theme)
      .map((one) =>
        line(
          `theme_${one}`,
          then(() => choose(one)),
        ),
      ),
    ...languages.filter((one) => one !== language).map((one) => line(`language_${one}`, then(spoken(one)))),
    { ...line('shortcuts', onShortcuts), hidden: false, shortcut: '?' },
    line('signOut', then(signOut)),
  ]
}
