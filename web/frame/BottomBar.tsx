import { Drawer, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import style from './BottomBar.module.css'
import { entries } from './entries.ts'
import { type Entry, entriesFor } from './entry.ts'
import { MeItems } from './MeMenu.tsx'
import type { Over } from './over.ts'

interface Props {
  readonly may: (permission: string) => boolean
  readonly onOpen: (over: Over) => void
}

/** A phone's bar within reach of the thumb; what is not in it stands behind More. */
export function BottomBar({ may, onOpen }: Props) {
  const t = useTranslations()
  const [more, openMore] = useState(false)
  const shown = entriesFor(entries, may)
  return (
    <>
      <nav className={style.bar} aria-label={t('web.frame.places')}>
        {shown
          .filter(({ bar }) => bar)
          .map((one) => (
            <Link key={one.key} to={one.to} activeProps={{ className: style.on, 'aria-current': 'page' }}>
              <Icon name={one.icon} size={20} />
              {t(one.text)}
            </Link>
          ))}
        <button type="button" onClick={() => openMore(true)} aria-haspopup="dialog">
          <Icon name="more" size={20} />
          {t('web.frame.more')}
        </button>
      </nav>
      <Drawer
        opened={more}
        onClose={() => openMore(false)}
        position="bottom"
        size="auto"
        styles={{ content: { height: 'auto', maxHeight: '82dvh' } }}
        closeButtonProps={{ 'aria-label': t('web.panel.close') }}
        title={<OrgName />}
        radius="lg"
      >
        <More
          entries={shown.filter(({ bar }) => !bar)}
          onSearch={() => onOpen('palette')}
          onClose={() => openMore(false)}
        />
      </Drawer>
    </>
  )
}

function OrgName() {
  return useMe().org.name
}

interface MoreProps {
  readonly entries: readonly Entry[]
  readonly onSearch: () => void
  readonly onClose: () => void
}
function More({ entries: rest, onSearch, onClose }: MoreProps) {
  const t = useTranslations()
  const { member } = useMe()
  const search = () => {
    onClose()
    onSearch()
  }
  return (
    <div className={style.more}>
      <button type="button" className={style.item} onClick={search}>
        <Icon name="search" size={20} />
        {t('web.frame.search')}
      </button>
      {rest.map(({ key, to, icon, text }) => (
        <Link key={key} to={to} className={style.item} onClick={onClose}>
          <Icon name={icon} size={20} />
          {t(text)}
        </Link>
      ))}
      <Menu position="top-start" width={232} trapFocus>
        <Menu.Target>
          <button type="button" className={style.item}>
            <Face name={member.name} />
            {member.name}
          </button>
        </Menu.Target>
        <Menu.Dropdown>
          <MeItems onShortcuts={null} />
        </Menu.Dropdown>
      </Menu>
    </div>
  )
}
