import { Drawer, Menu } from '@mantine/core'
import { Link } from '@tanstack/react-router'
import { useTranslations } from 'use-intl'
import { useMe } from '#web/api/session.ts'
import { Icon } from '#web/parts/Icon.tsx'
import { Face } from '#web/parts/PersonName.tsx'
import style from './BottomBar.module.css'
import type { Entry } from './entry.ts'
import { MeItems } from './MeMenu.tsx'

interface Props {
  readonly entries: readonly Entry[]
  readonly onSearch: () => void
  readonly onClose: () => void
}
/** What is not in a phone's bar, and oneself. */
export default function MoreSheet({ entries: rest, onSearch, onClose }: Props) {
  const t = useTranslations()
  const { member, org } = useMe()
  const search = () => {
    onClose()
    onSearch()
  }
  return (
    <Drawer
      opened
      onClose={onClose}
      position="bottom"
      size="auto"
      styles={{ content: { height: 'auto', maxHeight: '82dvh' } }}
      closeButtonProps={{ 'aria-label': t('web.panel.close') }}
      title={org.name}
      radius="lg"
    >
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
    </Drawer>
  )
}
