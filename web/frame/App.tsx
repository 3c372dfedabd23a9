import { MantineProvider } from '@mantine/core'
import { type QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { RouterProvider } from '@tanstack/react-router'
import { IntlProvider } from 'use-intl'
import { NoticeHost } from '#web/parts/NoticeHost.tsx'
import type { makeRouter } from '#web/router.tsx'
import { schemeManager, theme, tokensResolver } from '#web/theme.ts'
import { useSpoken } from './language.ts'

interface Props {
  readonly router: ReturnType<typeof makeRouter>
  readonly queryClient: QueryClient
}

export function App({ router, queryClient }: Props) {
  const { language, messages } = useSpoken()
  return (
    <MantineProvider
      theme={theme}
      cssVariablesResolver={tokensResolver}
      colorSchemeManager={schemeManager}
      defaultColorScheme="auto"
    >
      <IntlProvider locale={language} messages={messages} timeZone="UTC" getMessageFallback={lastPart} onError={told}>
        <QueryClientProvider client={queryClient}>
          <RouterProvider router={router} />
          <NoticeHost />
        </QueryClientProvider>
      </IntlProvider>
    </MantineProvider>
  )
}

/** A text that is missing shows the end of its key, which says more to a reader than the whole of it. */
const lastPart = ({ key }: { key: string }) => key.split('.').at(-1) ?? key
const told = (error: Error) => {
  if (import.meta.env.DEV) console.warn(error.message)
}
