import {
  type CSSVariablesResolver,
  createTheme,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
} from '@mantine/core'

/** The library asks for ten shades; those it uses are set to the tokens below. */
const shades = (token: string): MantineColorsTuple => [
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
  token,
]

/** Mantine as the tokens want it: `tokens.css` says every colour, for both themes. */
export const theme = createTheme({
  primaryColor: 'sea',
  colors: { sea: shades('var(--accent)') },
  fontFamily: 'var(--font)',
  fontFamilyMonospace: 'var(--mono)',
  fontSizes: { xs: '12px', sm: '14px', md: '14px', lg: '16px', xl: '18px' },
  spacing: { xs: '8px', sm: '12px', md: '16px', lg: '20px', xl: '32px' },
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '14px' },
  defaultRadius: 'sm',
  shadows: { xs: 'var(--shadow)', sm: 'var(--shadow)', md: 'var(--shadow)', lg: 'var(--shadow)', xl: 'var(--shadow)' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  // the first item has the focus when a menu opens, not a place before it that is no item
  components: { Menu: { defaultProps: { withInitialFocusPlaceholder: false, transitionProps: { duration: 100 } } } },
})

const grays = [
  '--sheet',
  '--hover',
  '--line',
  '--line',
  '--control',
  '--ink-3',
  '--ink-3',
  '--ink-2',
  '--ink-2',
  '--ink',
]
const darks = [
  '--ink',
  '--ink-2',
  '--ink-3',
  '--ink-3',
  '--line-strong',
  '--hover',
  '--sheet',
  '--sheet',
  '--rail',
  '--paper',
]

const toTokens: Record<string, string> = {
  '--mantine-color-body': 'var(--sheet)',
  '--mantine-color-text': 'var(--ink)',
  '--mantine-color-bright': 'var(--ink)',
  '--mantine-color-dimmed': 'var(--ink-3)',
  '--mantine-color-placeholder': 'var(--ink-3)',
  '--mantine-color-anchor': 'var(--accent)',
  '--mantine-color-error': 'var(--off)',
  '--mantine-color-default': 'var(--sheet)',
  '--mantine-color-default-hover': 'var(--hover)',
  '--mantine-color-default-color': 'var(--ink)',
  '--mantine-color-default-border': 'var(--line-strong)',
  '--mantine-color-disabled': 'var(--rail)',
  '--mantine-color-disabled-color': 'var(--ink-3)',
  '--mantine-color-disabled-border': 'var(--line)',
  '--mantine-color-sea-filled': 'var(--accent)',
  '--mantine-color-sea-filled-hover': 'var(--accent-strong)',
  '--mantine-color-sea-light': 'var(--accent-soft)',
  '--mantine-color-sea-light-hover': 'var(--accent-soft)',
  '--mantine-color-sea-light-color': 'var(--accent)',
  '--mantine-color-sea-outline': 'var(--accent)',
  ...Object.fromEntries(grays.map((token, i) => [`--mantine-color-gray-${i}`, `var(${token})`])),
  ...Object.fromEntries(darks.map((token, i) => [`--mantine-color-dark-${i}`, `var(${token})`])),
}

export const tokensResolver: CSSVariablesResolver = () => ({ variables: {}, light: toTokens, dark: toTokens })

/** `earlyTheme.js` reads the same key before the first paint. */
export const schemeManager = localStorageColorSchemeManager({ key: 'farsail-theme' })
