import { useMantineColorScheme } from '@mantine/core'
import { useEffect } from 'react'
import { useMe } from '#web/api/session.ts'
import { useOwnChange } from './useSession.ts'

export const themes = ['light', 'dark', 'auto'] as const
type Theme = (typeof themes)[number]

/** The theme that a person chose comes along to every machine on which they sign in. */
export function useTheme(): void {
  const { theme } = useMe().member
  const { setColorScheme } = useMantineColorScheme()
  useEffect(() => setColorScheme(theme), [theme, setColorScheme])
}

export function useChosenTheme(): { readonly theme: Theme; readonly choose: (theme: Theme) => void } {
  const { colorScheme, setColorScheme } = useMantineColorScheme({ keepTransitions: true })
  const change = useOwnChange()
  return {
    theme: colorScheme,
    choose: (theme) => {
      setColorScheme(theme)
      change({ theme })
    },
  }
}
