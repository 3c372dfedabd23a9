import { Outlet, useNavigate, useRouterState } from '@tanstack/react-router'
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import { noticesCommand } from '#platform/notices/web/commands.ts'
import { useLive } from '#web/api/live.ts'
import { useSamePerson } from '#web/api/person.ts'
import { useMay, useMe } from '#web/api/session.ts'
import { useSessionEnded } from '#web/api/sessionEnd.ts'
import { BellContext } from '#web/parts/bellContext.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { SourcesContext } from '#web/parts/sourcesContext.ts'
import { notePlace } from '#web/parts/wayBack.ts'
import { Bell, useUnreadShown } from './Bell.tsx'
import { BottomBar } from './BottomBar.tsx'
import type { Command } from './command.ts'
import { commands } from './commands.ts'
import { OfflineBanner } from './OfflineBanner.tsx'
import type { Over } from './over.ts'
import { Rail } from './Rail.tsx'
import { useRecentKept } from './recentRecords.ts'
import style from './Shell.module.css'
import { sources } from './sources.ts'
import { useShortcuts } from './useShortcuts.ts'
import { useTheme } from './useTheme.ts'

const UnsentContacts = lazy(() => import('#crm/web/UnsentContacts.tsx'))
const SignInAgain = lazy(() => import('#web/auth/SignInAgain.tsx'))
const Palette = lazy(() => import('./palette/Palette.tsx'))
const SampleStrip = lazy(() => import('#sample/web/SampleStrip.tsx'))
const ShortcutSheet = lazy(() => import('./ShortcutSheet.tsx'))

/** The frame round every page: rail or bar, the page, and what opens over it. */
export function Shell() {
  const t = useTranslations('web.frame')
  const may = useMay()
  const me = useMe()
  const [over, open] = useState<Over>(null)
  const allowed = useMemo(
    () => commands.filter(({ permission }) => permission === undefined || permission in me.may),
    [me.may],
  )
  useTheme()
  useLive()
  useUnreadShown()
  useSamePerson()
  useRecentKept()
  usePlaceNoted()
  const ended = useSessionEnded()
  const run = useRun(open)
  useShortcuts({
    'mod+k': () => open('palette'),
    '/': () => open('palette'),
    c: () => open('create'),
    '?': () => open('shortcuts'),
    ...Object.fromEntries(allowed.flatMap((one) => (one.shortcut ? [[one.shortcut, () => run(one)]] : []))),
  })
  const page = useFocusOnNewPage()
  const close = () => open(null)
  const bell = <Bell onOpen={() => open(noticesCommand)} />
  const Panel = typeof over === 'object' ? over?.panel : undefined
  return (
    <SourcesContext value={sources}>
      <a className={style.skip} href="#page">
        {t('skip')}
      </a>
      <div className={style.app} data-density={me.member.density}>
        <Rail may={may} onOpen={open} bell={bell} />
        <div className={style.column}>
          {me.org.sample !== null && (
            <Suspense fallback={null}>
              <SampleStrip />
            </Suspense>
          )}
          <OfflineBanner />
          <Suspense fallback={null}>
            <UnsentContacts />
          </Suspense>
          <main id="page" ref={page} tabIndex={-1} className={style.page}>
            <BellContext value={bell}>
              <Outlet />
            </BellContext>
          </main>
        </div>
      </div>
      <BottomBar may={may} onOpen={open} />
      {allowed.some(({ group }) => group === 'create') && (
        <button type="button" className={style.plus} onClick={() => open('create')} aria-label={t('create')}>
          <Icon name="plus" size={22} />
        </button>
      )}
      <Suspense fallback={null}>
        {(over === 'palette' || over === 'create') && (
          <Palette
            key={over}
            commands={allowed}
            only={over === 'create' ? 'create' : null}
            onRun={run}
            onShortcuts={() => open('shortcuts')}
            onClose={close}
          />
        )}
        {over === 'shortcuts' && <ShortcutSheet commands={allowed} onClose={close} />}
        {Panel && <Panel onClose={close} />}
        {ended && <SignInAgain />}
      </Suspense>
    </SourcesContext>
  )
}

function useRun(open: (over: Over) => void) {
  const navigate = useNavigate()
  return (command: Command) => {
    open(command.panel ? command : null)
    if (command.to !== undefined) void navigate({ to: command.to })
  }
}

/** Where one is, for the way back to it. */
function usePlaceNoted(): void {
  const href = useRouterState({ select: (state) => state.location.href })
  useEffect(() => notePlace(href), [href])
}

/** A new page is read from its beginning: focus goes there, so that the next Tab is the page's first link. */
function useFocusOnNewPage() {
  const page = useRef<HTMLElement>(null)
  const path = useRouterState({ select: (state) => state.location.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    page.current?.focus({ preventScroll: true })
  }, [path])
  return page
}
